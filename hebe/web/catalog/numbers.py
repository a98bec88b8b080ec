"""What people enter about the numbers that the law leaves open."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from hebe.compliance.errors import OutsideTheLaw
from hebe.compliance.queries import Number
from hebe.tenancy.models import Store
from hebe.web.forms import KeptForm


class NumberForm(KeptForm):
    """A number that the law leaves open: one for the group, and one for whoever differs."""

    def __init__(self, number: Number, stores: Iterable[Store], data: Any = None) -> None:
        super().__init__(data)
        self.number = number
        self.store_ids: dict[str, int | None] = {}
        self._ask("group", _("All stores"), None, number.chosen, number.parameter.default)
        for store in stores:
            own = number.stores.get(store.pk)
            self._ask(f"store-{store.pk}", store.name, store.pk, own, number.value)

    def _ask(
        self, name: str, label: str, store_id: int | None, now: int | None, otherwise: int
    ) -> None:
        parameter = self.number.parameter
        beyond = str(OutsideTheLaw(parameter))
        field = forms.IntegerField(
            label=label,
            required=False,
            initial=now,
            min_value=parameter.minimum,
            max_value=parameter.maximum,
            error_messages={"min_value": beyond, "max_value": beyond},
            widget=forms.NumberInput(attrs={"placeholder": otherwise, "inputmode": "numeric"}),
        )
        self.fields[name] = field
        self.store_ids[name] = store_id

    def changes(self) -> list[tuple[int | None, int | None]]:
        """Return (store key or None for the group, value or None) of what was changed."""
        return [
            (self.store_ids[name], self.cleaned_data[name])
            for name, field in self.fields.items()
            if self.cleaned_data[name] != field.initial
        ]
