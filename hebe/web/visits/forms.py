"""What people type about visits."""

from collections.abc import Container, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.kernel import clock
from hebe.scheduling.choices import Status
from hebe.scheduling.models import Appointment, Resource
from hebe.scheduling.queries import resources
from hebe.staff.queries import members_at
from hebe.tenancy.models import Store
from hebe.visits.choices import Proof, Relation, Stage
from hebe.visits.queries import loads, stages_at
from hebe.visits.services import Papers
from hebe.web.forms import KeptForm, day_input


class GuardianForm(KeptForm):
    """Who came along with somebody under age, and what she showed."""

    name = forms.CharField(label=_("Guardian's name"), max_length=60)
    relation = forms.ChoiceField(label=_("Relation"), choices=[("", "—"), *Relation.choices])
    identity_no = forms.CharField(
        label=_("Number of the identity document"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "num"}),
    )
    proof = forms.ChoiceField(
        label=_("Proof of kinship seen"), choices=[("", "—"), *Proof.choices]
    )

    def papers(self) -> Papers:
        """Return what was typed of the guardian."""
        return Papers(**{name: self.cleaned_data[name] for name in GuardianForm.base_fields})


class BirthdayForm(KeptForm):
    """When she was born, as her document says."""

    birthday = forms.DateField(label=_("Birthday"), widget=day_input())


class ArriveForm(GuardianForm):
    """Who is here, and what for; with a minor, who came along."""

    birthday = forms.DateField(label=_("Birthday"), required=False, widget=day_input())
    customer = forms.IntegerField(widget=forms.HiddenInput)
    appointment = forms.IntegerField(widget=forms.HiddenInput, required=False)
    bookings = forms.TypedMultipleChoiceField(
        label=_("Booked today"), required=False, coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    purpose = forms.CharField(label=_("What she came for"), max_length=120, required=False)
    guardian_present = forms.BooleanField(
        label=_("Her guardian is here with her"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in GuardianForm.base_fields:
            self.fields[name].required = False

    def offer(self, booked: Sequence[Appointment], asked: int | None) -> None:
        """Offer her bookings of today, ticked unless she was noted as a no-show."""
        chooser: Any = self.fields["bookings"]
        chooser.choices = [
            (one.pk, f"{timezone.localtime(one.starts_at):%H:%M} {one.item.name}"
             + (f" · {one.get_status_display()}" if one.status == Status.NO_SHOW else ""))
            for one in booked
        ]  # fmt: skip
        self.initial["bookings"] = [
            one.pk for one in booked if one.status != Status.NO_SHOW or one.pk == asked
        ]

    def chosen(self) -> tuple[int | None, list[int]]:
        """Return the booking she came for and the further ones."""
        keys = self.cleaned_data["bookings"]
        first = self.cleaned_data["appointment"] or (keys[0] if keys else None)
        return first, [key for key in keys if key != first]

    def clean(self) -> dict[str, Any]:
        """Ask for a guardian's papers when she is here."""
        entered = super().clean() or {}
        for name in GuardianForm.base_fields if entered.get("guardian_present") else ():
            if not entered.get(name) and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])
        return entered

    def guardian(self) -> Papers | None:
        """Return the guardian's papers when she is here."""
        return self.papers() if self.cleaned_data["guardian_present"] else None


class HandOverForm(KeptForm):
    """Where she goes next, to whom, into which room."""

    stage = forms.ChoiceField(label=_("Stage"))
    owner = forms.ChoiceField(label=_("With whom"), required=False)
    room = forms.ChoiceField(label=_("Room"), required=False)
    expect = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, actor: Actor, store: Store, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held, used = loads(actor, store)
        self._offer("stage", [(s.value, s.label) for s in stages_at(store) if s != Stage.LEFT])
        people = members_at(actor, store, clock.today(store.timezone))
        self._offer(
            "owner",
            [
                ("", _("Nobody yet")),
                *((str(m.pk), _person(m, held.get(m.pk, 0))) for m in people),
            ],
        )
        rooms = resources(actor, store).filter(kind="room", is_active=True)
        self._offer("room", [("", "—"), *((str(r.pk), place_label(r, used)) for r in rooms)])

    def _offer(self, field: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[field].choices = choices  # type: ignore[attr-defined]


def _person(member: Any, held: int) -> str:
    text = f"{member.name} · {member.get_post_display()}"
    with_her = ngettext("%(n)s customer now", "%(n)s customers now", held) % {"n": held}
    return f"{text} · {with_her}" if held else text


def place_label(place: Resource, used: Container[int]) -> str:
    """Return the name of a room or device, and whether it is in use."""
    in_use = gettext("somebody is in it")
    return f"{place.name} · {in_use}" if place.pk in used else place.name


class StandardsForm(KeptForm):
    """How many minutes each stage should take."""

    def __init__(self, standards: dict[str, int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for stage in Stage:
            self.fields[stage.value] = forms.IntegerField(
                label=stage.label,
                min_value=1,
                max_value=480,
                initial=standards[stage.value],
            )


class ReasonForm(KeptForm):
    """Why something is taken back."""

    reason = forms.CharField(
        label=_("Reason"), max_length=200, widget=forms.TextInput({"autofocus": True})
    )
    expect = forms.CharField(widget=forms.HiddenInput, required=False)
