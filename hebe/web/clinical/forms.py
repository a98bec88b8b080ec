"""What clinicians type."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.billing.models import OrderLine
from hebe.catalog.models import Product
from hebe.kernel import clock
from hebe.scheduling.queries import resources
from hebe.staff.choices import CLINICIANS
from hebe.staff.queries import me, members_at
from hebe.tenancy.models import Store


def _area(label: Any, rows: int = 3, *, required: bool = False) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=5000, required=required, widget=widget)


class NoteForm(forms.Form):
    """The advisor's note; no field for medicine."""

    wishes = _area(_("What she wishes"), required=True)
    concerns = _area(_("Concerns"), 2)
    interest = forms.CharField(label=_("Items of interest"), max_length=200, required=False)
    budget = forms.CharField(label=_("Budget"), max_length=40, required=False)
    said = _area(_("What was said"))


class RecordForm(forms.Form):
    """The doctor's record."""

    complaint = _area(_("Chief complaint"), 2)
    history = _area(_("History"))
    findings = _area(_("Findings"))
    diagnosis = _area(_("Diagnosis"), 2)
    advice = _area(_("Treatment advice"))


class AmendForm(RecordForm):
    """A further version says why."""

    reason = forms.CharField(label=_("Why it is amended"), max_length=200)


class StartForm(forms.Form):
    """Which paid item, by whom, where, with which device."""

    line = forms.ChoiceField(label=_("Item"))
    performer = forms.ChoiceField(label=_("Carried out by"))
    supervisor = forms.ChoiceField(label=_("Supervising lead doctor"), required=False)
    room = forms.ChoiceField(label=_("Room"), required=False)
    device = forms.ChoiceField(label=_("Device"), required=False)

    def __init__(
        self, actor: Actor, store: Store, lines: list[OrderLine], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        today = clock.today(store.timezone)
        people = [(str(m.pk), m.name) for m in members_at(actor, store, today, CLINICIANS)]
        things = list(resources(actor, store).filter(is_active=True))
        self._offer(
            "line", [(str(x.pk), f"{x.name} ({x.executed}/{x.quantity})") for x in lines]
        )
        self._offer("performer", people)
        self._offer("supervisor", [("", "—"), *people])
        for kind in ("room", "device"):
            rows = [(str(r.pk), r.name) for r in things if r.kind == kind]
            self._offer(kind, [("", "—"), *rows])
        mine = me(actor)
        self.fields["performer"].initial = str(mine.pk) if mine else None

    def _offer(self, field: str, choices: list[tuple[str, str]]) -> None:
        self.fields[field].choices = choices  # type: ignore[attr-defined]


class FinishForm(forms.Form):
    """With what it was done."""

    parameters = _area(_("Parameters, dose, sites"))
    reaction = _area(_("Immediate reaction"), 2)


class MaterialForm(forms.Form):
    """One product used, with its lot."""

    product = forms.ChoiceField(label=_("Product"), required=False)
    lot = forms.CharField(label=_("Lot"), max_length=40, required=False)
    expires_on = forms.DateField(
        label=_("Expires on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    quantity = forms.DecimalField(
        label=_("Quantity"), required=False, max_digits=9, decimal_places=2,
        min_value=Decimal("0.01"),
    )  # fmt: skip

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Product.objects.of(actor).filter(is_active=True).order_by("name")
        offered = [("", "—")] + [(str(p.pk), f"{p.name} ({p.unit})") for p in rows]
        self.fields["product"].choices = offered  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        entered = super().clean() or {}
        if entered.get("product") and not entered.get("lot"):
            self.add_error("lot", _("Enter the lot printed on the package."))
        if entered.get("product") and not entered.get("quantity"):
            self.add_error("quantity", _("Enter how much was used."))
        return entered
