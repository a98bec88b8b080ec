"""What clinicians type."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.billing.models import OrderLine
from hebe.catalog.models import Product
from hebe.clinical.places import in_use
from hebe.kernel import clock
from hebe.scheduling.queries import resources
from hebe.staff.choices import CLINICIANS, Post
from hebe.staff.models import Member
from hebe.staff.queries import leads_on_duty, me, members_at
from hebe.tenancy.choices import Department
from hebe.visits.models import Visit
from hebe.web.forms import KeptForm
from hebe.web.visits.forms import place_label


def _area(label: Any, rows: int = 3, *, required: bool = False) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "placeholder": " "})
    return forms.CharField(label=label, max_length=5000, required=required, widget=widget)


class NoteForm(KeptForm):
    """The advisor's note; no field for medicine."""

    wishes = _area(_("What she wishes"), required=True)
    concerns = _area(_("Concerns"), 2)
    interest = forms.CharField(label=_("Items of interest"), max_length=200, required=False)
    budget = forms.CharField(label=_("Budget"), max_length=40, required=False)
    said = _area(_("What was said"))


class RecordForm(KeptForm):
    """The doctor's record."""

    complaint = _area(_("Chief complaint"), 2)
    history = _area(_("History"))
    findings = _area(_("Findings"))
    diagnosis = _area(_("Diagnosis"), 2)
    advice = _area(_("Treatment advice"))


class AmendForm(RecordForm):
    """A further version says why."""

    reason = forms.CharField(label=_("Why it is amended"), max_length=200)


class Offered(forms.ChoiceField):
    """A choice of the rows that fit; of another row the act itself says why it does not."""

    def valid_value(self, value: Any) -> bool:
        """Take any key."""
        return str(value).isdecimal() and len(value) < 19


class StartForm(forms.Form):
    """Which paid item, by whom, where, with which device."""

    line = Offered(label=_("Item"))
    performer = forms.ChoiceField(label=_("Carried out by"))
    supervisor = Offered(label=_("Supervising lead doctor"), required=False)
    room = forms.ChoiceField(label=_("Room"), required=False)
    device = forms.ChoiceField(label=_("Device"), required=False)
    reason = forms.CharField(
        label=_("Why it is done all the same"), max_length=200, required=False
    )

    chosen = ("line", "performer", "supervisor", "room", "device")

    def __init__(
        self, actor: Actor, visit: Visit, lines: list[OrderLine], data: Any = None
    ) -> None:
        leads = leads_on_duty(visit.store, clock.now())
        super().__init__(data, initial=_usual(actor, visit, lines, leads))
        self._offer("line", [(str(x.pk), _sessions(x)) for x in lines])
        today = clock.today(visit.store.timezone)
        people = list(members_at(actor, visit.store, today, (*CLINICIANS, Post.ADVISOR)))
        self._offer(
            "performer", [(str(m.pk), f"{m.name} · {m.get_post_display()}") for m in people]
        )
        on_duty = [(str(m.pk), f"{m.name} · {_departments(led)}") for m, led in leads.items()]
        self._offer("supervisor", [("", "—"), *on_duty])
        things, used = resources(actor, visit.store).filter(is_active=True), in_use(visit.store)
        for kind in ("room", "device"):
            rows = [(str(r.pk), place_label(r, used)) for r in things if r.kind == kind]
            self._offer(kind, [("", "—"), *rows])

    def _offer(self, field: str, choices: list[tuple[str, str]]) -> None:
        self.fields[field].choices = choices  # type: ignore[attr-defined]


def _sessions(line: OrderLine) -> str:
    left = line.quantity - line.executed
    said = ngettext("%(n)s time left", "%(n)s times left", left) % {"n": left}
    return f"{line.name} · {said}"


def _departments(led: list[str]) -> str:
    return gettext(", ").join(str(Department(name).label) for name in led)


def _usual(
    actor: Actor, visit: Visit, lines: list[OrderLine], leads: dict[Member, list[str]]
) -> dict[str, str]:
    """Return what is most likely: the first item, oneself, who supervises, what was booked."""
    mine, booked = me(actor), visit.appointment
    clinician = mine is not None and mine.post in CLINICIANS
    performer_id = mine.pk if mine and clinician else visit.doctor_id
    chosen = {
        "line": lines[0].pk if lines else None,
        "performer": performer_id,
        "supervisor": _usual_lead(visit, lines[0], performer_id, leads) if lines else None,
        "room": booked.room_id if booked else None,
        "device": booked.device_id if booked else None,
    }
    return {name: str(key) for name, key in chosen.items() if key}


def _usual_lead(
    visit: Visit, line: OrderLine, performer_id: int | None, leads: dict[Member, list[str]]
) -> int | None:
    """Return her doctor, else who is on duty, for who does not lead the department herself."""
    department = line.item.department if line.item and line.item.is_medical else None
    able = [member.pk for member, led in leads.items() if department in led]
    if not able or performer_id in able:
        return None
    return visit.doctor_id if visit.doctor_id in able else able[0]


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

    def __init__(self, products: list[Product], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [("", "—")] + [(str(p.pk), f"{p.name} ({p.unit})") for p in products]
        self.fields["product"].choices = offered  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        entered = super().clean() or {}
        if not entered.get("product") and any(entered.values()):
            self.add_error("product", _("Choose which product was used."))
        if entered.get("product") and not entered.get("lot"):
            self.add_error("lot", _("Enter the lot printed on the package."))
        if entered.get("product") and not entered.get("quantity"):
            self.add_error("quantity", _("Enter how much was used."))
        return entered
