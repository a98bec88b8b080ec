"""What people change about a customer they know."""

from typing import Any

from hebe.access.actor import Actor
from hebe.customers.choices import OwnKind
from hebe.customers.models import Customer
from hebe.customers.queries import own_lines
from hebe.customers.services import marks_of, own_name
from hebe.customers.sight import sees
from hebe.web.customers.forms import NUMBERS, FullForm


class EditForm(FullForm):
    """Everything about somebody known: a masked number stays unless a new one is typed."""

    right = "customers.edit"

    def __init__(self, actor: Actor, customer: Customer, data: Any = None) -> None:
        initial = {name: getattr(customer, name, None) for name in self.base_fields}
        self.customer = customer
        self.masked = not sees(actor, customer, "phone")
        if self.masked:
            initial |= {"phone": "", "guardian_phone": ""}
        initial |= {own_name(line.id): line.value for line in own_lines(actor, customer)}
        super().__init__(actor, data, initial=initial, marks=marks_of(actor, customer))
        self._keep_store(customer)
        self._keep_words(initial)
        self.fields["record_no"].help_text = ""
        if self.masked or not customer.phone:
            self.fields["phone"].required = False

    def sees(self, field: str) -> bool:
        """Say whether the reader sees a field of hers, judged where she is."""
        return sees(self.actor, self.customer, field)

    def _keep_store(self, customer: Customer) -> None:
        """Offer her store too when it is none of the actor's own."""
        stores: Any = self.fields["home_store_id"]
        known = {str(value) for value, _label in stores.choices}
        if str(customer.home_store_id) not in known:
            stores.choices = [
                *stores.choices, (customer.home_store_id, customer.home_store.name),
            ]  # fmt: skip

    def _keep_words(self, initial: dict[str, Any]) -> None:
        """Offer a chosen word that the group has struck off its list since."""
        for asked in self.asked:
            word = initial.get(own_name(asked.pk), "")
            if asked.kind == OwnKind.CHOICE and word and word not in asked.options:
                chooser: Any = self.fields[own_name(asked.pk)]
                chooser.choices = [*chooser.choices, (word, word)]

    def details(self) -> dict[str, Any]:
        """Return what was entered; numbers that must not get lost stay when left empty."""
        entered = super().details() | {"seen": self.seen}
        lasting = {"record_no", *NUMBERS} if self.masked else {"record_no"}
        return {k: value for k, value in entered.items() if value or k not in lasting}
