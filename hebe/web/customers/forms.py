"""What people type about a customer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.access.queries import stores_in_reach
from hebe.customers.choices import Level, OwnKind, Sensitivity, Sex
from hebe.customers.errors import PhoneTaken
from hebe.customers.models import OwnField
from hebe.customers.queries import channel_list, customers, name_from_afar, own_fields
from hebe.customers.services import own_name
from hebe.kernel import phones
from hebe.kernel.errors import Refused
from hebe.web.forms import KeptForm

SEXES = [(Sex.FEMALE.value, Sex.FEMALE.label), (Sex.MALE.value, Sex.MALE.label)]
TEL = {"inputmode": "tel", "autocomplete": "off"}
DAY = {"type": "date"}
NUMBERS = {"phone", "guardian_phone"}
SKIN = ("干性", "油性", "混合性", "中性", "敏感性", "混合性偏油", "混合性偏干")


def key(label: Any, *, required: bool = False) -> forms.TypedChoiceField:
    """Return a choice of a row by its key; empty means none."""
    return forms.TypedChoiceField(label=label, required=required, coerce=int, empty_value=None)


class QuickForm(KeptForm):
    """Enough to know somebody: her name and her mobile."""

    name = forms.CharField(
        label=_("Name"), max_length=60, widget=forms.TextInput(attrs={"autofocus": True})
    )
    phone = forms.CharField(label=_("Mobile"), max_length=40, widget=forms.TextInput(attrs=TEL))
    shares_phone = forms.BooleanField(
        label=_("It is a relative's mobile: a child's guardian, or one that two people share"),
        required=False,
    )
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

    def sees(self, field: str) -> bool:
        """Say whether the reader sees a sensitive field; of somebody new, by any role."""
        return self.actor.may(f"see.customers.{field}")

    def details(self) -> dict[str, Any]:
        """Return what was entered, as an act takes it."""
        return dict(self.cleaned_data)

    def refuse(self, refusal: Refused) -> None:
        """Show a refusal; when the number is taken, remember whose it is."""
        if isinstance(refusal, PhoneTaken):
            self.taken = refusal.details
        super().refuse(refusal)

    def worded(self, name: str, value: Any) -> str:
        """Return a value in words: a number masked if need be, whoever brought her by name."""
        if name in NUMBERS and not self.sees("phone"):
            return phones.mask(value) or "—"
        if name == "referrer_id" and value:
            return name_from_afar(self.actor, value)
        return super().worded(name, value)


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
    skin_type = forms.CharField(
        label=_("Skin type"), required=False, max_length=40,
        widget=forms.TextInput({"list": "skin-types", "autocomplete": "off"}),
    )  # fmt: skip
    wishes = forms.CharField(
        label=_("Wishes"), required=False, widget=forms.Textarea({"rows": 2}),
        help_text=_("What she wants, and how she prefers it done."),
    )  # fmt: skip
    expectation = forms.CharField(
        label=_("Expected effect"), required=False, widget=forms.Textarea({"rows": 2})
    )
    budget = forms.CharField(label=_("Budget"), required=False, max_length=40)
    price_sensitivity = forms.ChoiceField(
        label=_("Price sensitivity"), required=False, choices=Sensitivity.choices
    )
    character = forms.CharField(label=_("Character and habits"), required=False, max_length=200)
    guardian_name = forms.CharField(label=_("Guardian"), required=False, max_length=60)
    guardian_phone = forms.CharField(
        label=_("Guardian's phone"), required=False, max_length=40,
        widget=forms.TextInput(attrs=TEL),
    )  # fmt: skip
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea({"rows": 2}))
    record_no = forms.CharField(
        label=_("Record number"), required=False, max_length=40,
        help_text=_("Leave empty to get the next one."),
    )  # fmt: skip
    skin_types = SKIN
    right = "customers.create"

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(actor, *args, **kwargs)
        stores = stores_in_reach(actor, self.right)
        self._choose("home_store_id", ((s.pk, s.name) for s in stores))
        for field in ("address", "allergies", "health"):
            if not self.sees(field):
                del self.fields[field]
        self.asked = [f for f in own_fields(actor) if not f.is_sensitive or self.sees("own")]
        for asked in self.asked:
            self.fields[own_name(asked.pk)] = _own_field(asked)

    @property
    def introducer(self) -> tuple[int, str] | None:
        """Return the key and the name of who is said to have brought her, if it may be told.

        A key typed by hand names nobody beyond reach.
        """
        standing = self.initial.get("referrer_id")
        key = self.cleaned_data.get("referrer_id") if self.is_bound else standing
        if key is None or not (
            key == standing or customers(self.actor).filter(pk=key).exists()
        ):
            return None
        return key, name_from_afar(self.actor, key)

    def own(self) -> list[forms.BoundField]:
        """Return the group's own fields, as the page shows them."""
        return [self[own_name(asked.pk)] for asked in self.asked]

    def details(self) -> dict[str, Any]:
        """Return what was entered, the group's own fields by their keys."""
        entered = super().details()
        own = {asked.pk: entered.pop(own_name(asked.pk)) for asked in self.asked}
        return entered | {"own": own}


def _own_field(asked: OwnField) -> forms.Field:
    """Return the input for a field of the group's own; the act checks what it holds."""
    if asked.kind == OwnKind.CHOICE:
        words = [("", "—"), *((word, word) for word in asked.options)]
        return forms.ChoiceField(label=asked.name, required=False, choices=words)
    attrs = {"date": DAY, "number": {"inputmode": "decimal"}}.get(asked.kind, {})
    widget = forms.TextInput(attrs=attrs)
    return forms.CharField(label=asked.name, required=False, max_length=200, widget=widget)


class NewForm(FullForm):
    """Everything about somebody new, with further ways to reach her."""

    landline = forms.CharField(
        label=_("Landline"), required=False, max_length=40, widget=forms.TextInput(attrs=TEL)
    )
    wechat = forms.CharField(label=_("WeChat"), required=False, max_length=60)
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=120)

    def details(self) -> dict[str, Any]:
        """Return what was entered; contacts that were left empty are none."""
        entered = super().details()
        typed = {kind: entered.pop(kind) for kind in ("landline", "wechat", "email")}
        return entered | {"contacts": {kind: value for kind, value in typed.items() if value}}
