"""What people type about a customer."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hebe.access.actor import Actor
from hebe.access.queries import my_stores
from hebe.customers.choices import ContactKind, Level, Sex
from hebe.customers.models import Customer
from hebe.customers.queries import channel_list
from hebe.kernel.errors import Invalid, Refused
from hebe.staff.models import Member

SEXES = [(Sex.FEMALE.value, Sex.FEMALE.label), (Sex.MALE.value, Sex.MALE.label)]
KEYS = ("channel_id", "referrer_id", "home_store_id")
TEL = {"inputmode": "tel", "autocomplete": "off"}
DAY = {"type": "date"}


def key(label: Any, *, required: bool = False) -> forms.TypedChoiceField:
    """Return a choice of a row by its key; empty means none."""
    return forms.TypedChoiceField(label=label, required=required, coerce=int, empty_value=None)


class QuickForm(forms.Form):
    """Enough to know somebody: her name and her mobile."""

    name = forms.CharField(
        label=_("Name"), max_length=60, widget=forms.TextInput(attrs={"autofocus": True})
    )
    phone = forms.CharField(label=_("Mobile"), max_length=40, widget=forms.TextInput(attrs=TEL))
    sex = forms.ChoiceField(
        label=_("Sex"), required=False, choices=SEXES, initial="f", widget=forms.RadioSelect
    )
    birthday = forms.DateField(
        label=_("Birthday"), required=False, widget=forms.DateInput(DAY, format="%Y-%m-%d")
    )
    channel_id = key(_("Channel"))

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.taken: dict[str, Any] = {}
        self._choose("channel_id", ((c.pk, c.name) for c in channel_list(actor)))

    def _choose(self, field: str, choices: Any) -> None:
        chooser: Any = self.fields[field]
        chooser.choices = [("", "—"), *choices]

    def details(self) -> dict[str, Any]:
        """Return what was entered, as an act takes it."""
        return dict(self.cleaned_data)

    def attempt(self, act: Callable[[], Any]) -> Any:
        """Run an act; a refusal becomes an error beside its field, and None comes back."""
        try:
            return act()
        except Invalid as wrong:
            self.add_error(wrong.field if wrong.field in self.fields else None, str(wrong))
        except Refused as refusal:
            self.taken = refusal.details
            self.add_error("phone" if "customer_id" in refusal.details else None, str(refusal))
        return None


class FullForm(QuickForm):
    """Everything that is kept of a customer; fields nobody here may see are left out."""

    home_store_id = key(_("Store"), required=True)
    level = forms.ChoiceField(label=_("Member level"), required=False, choices=Level.choices)
    referrer_id = forms.IntegerField(
        label=_("Introduced by"), required=False, widget=forms.HiddenInput
    )
    parking = forms.CharField(
        label=_("Parking"), required=False, max_length=40,
        help_text=_("Number plate or a wish; the front desk sees it before she comes."),
    )  # fmt: skip
    address = forms.CharField(label=_("Address"), required=False, max_length=200)
    allergies = forms.CharField(
        label=_("Allergies"), required=False, widget=forms.Textarea({"rows": 2}),
        help_text=_("What, when, and how it showed."),
    )  # fmt: skip
    health = forms.CharField(
        label=_("Health and past treatments"), required=False,
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip
    skin_type = forms.CharField(label=_("Skin type"), required=False, max_length=40)
    wishes = forms.CharField(
        label=_("Wishes"), required=False, widget=forms.Textarea({"rows": 2})
    )
    budget = forms.CharField(label=_("Budget"), required=False, max_length=40)
    character = forms.CharField(label=_("Character and habits"), required=False, max_length=200)
    guardian_name = forms.CharField(label=_("Guardian"), required=False, max_length=60)
    guardian_phone = forms.CharField(
        label=_("Guardian's phone"), required=False, max_length=40,
        widget=forms.TextInput(attrs=TEL),
    )  # fmt: skip
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea({"rows": 2}))

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(actor, *args, **kwargs)
        self._choose("home_store_id", ((s.pk, s.name) for s in my_stores(actor)))
        for field in ("address", "allergies", "health"):
            if not actor.may(f"see.customers.{field}"):
                del self.fields[field]


class EditForm(FullForm):
    """The same, of somebody known: a number that is masked stays unless a new one is typed."""

    def __init__(self, actor: Actor, customer: Customer, *args: Any, **kwargs: Any) -> None:
        self.customer = customer
        initial = {name: getattr(customer, name) for name in self.base_fields}
        self.masked = not actor.may("see.customers.phone")
        if self.masked:
            initial |= {"phone": "", "guardian_phone": ""}
        super().__init__(actor, *args, initial=initial, **kwargs)
        stores: Any = self.fields["home_store_id"]
        known = {str(value) for value, _label in stores.choices}
        if str(customer.home_store_id) not in known:
            stores.choices = [
                *stores.choices, (customer.home_store_id, customer.home_store.name),
            ]  # fmt: skip
        if self.masked:
            self.fields["phone"].required = False

    def details(self) -> dict[str, Any]:
        """Return what was entered; masked numbers that were left empty stay as they are."""
        entered = super().details()
        if self.masked:
            for field in ("phone", "guardian_phone"):
                if not entered[field]:
                    del entered[field]
        return entered


class TeamForm(forms.Form):
    """Who cares for her."""

    doctor_id = key(_("Doctor"))
    advisor_id = key(_("Advisor"))
    carer_id = key(_("Follow-up"))

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = list(Member.objects.of(actor).filter(left_on=None).order_by("name_key"))
        for name, field in self.fields.items():
            chooser: Any = field
            fitting = [p for p in people if name != "doctor_id" or p.post == "doctor"]
            chooser.choices = [
                ("", "—"),
                *((p.pk, f"{p.name} · {p.get_post_display()}") for p in fitting),
            ]


class ContactForm(forms.Form):
    """A further way to reach her."""

    kind = forms.ChoiceField(label=_("Kind"), choices=ContactKind.choices)
    value = forms.CharField(label=_("Number or name"), max_length=120)


class ReasonForm(forms.Form):
    """Why a masked number is needed."""

    reason = forms.CharField(
        label=_("What do you need it for?"), min_length=2, max_length=200,
        widget=forms.TextInput(attrs={"autofocus": True}),
    )  # fmt: skip


TONES = [
    ("", _("Plain")), ("brand", _("Brand")), ("info", _("Blue")), ("good", _("Green")),
    ("wait", _("Amber")), ("bad", _("Red")), ("busy", _("Violet")),
]  # fmt: skip


class TagForm(forms.Form):
    """A tag of the group."""

    name = forms.CharField(label=pgettext_lazy("of a thing", "Name"), max_length=30)
    tone = forms.ChoiceField(label=_("Colour"), choices=TONES, required=False)


class ChannelForm(forms.Form):
    """A channel that customers come through."""

    name = forms.CharField(label=pgettext_lazy("of a thing", "Name"), max_length=40)
