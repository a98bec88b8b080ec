"""What people type about visits."""

from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.kernel import clock
from hebe.scheduling.queries import resources
from hebe.staff.queries import members_at
from hebe.tenancy.models import Store
from hebe.visits.choices import Stage
from hebe.visits.queries import loads, stages_at
from hebe.web.forms import KeptForm


class ArriveForm(KeptForm):
    """Who is here, and what for."""

    customer = forms.IntegerField(widget=forms.HiddenInput)
    appointment = forms.IntegerField(widget=forms.HiddenInput, required=False)
    purpose = forms.CharField(label=_("What she came for"), max_length=120, required=False)
    guardian_present = forms.BooleanField(
        label=_("Her guardian is here with her"), required=False
    )


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
        self._offer("room", [("", "—"), *((str(r.pk), _room(r, used)) for r in rooms)])

    def _offer(self, field: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[field].choices = choices  # type: ignore[attr-defined]


def _person(member: Any, held: int) -> str:
    text = f"{member.name} · {member.get_post_display()}"
    with_her = ngettext("%(n)s customer now", "%(n)s customers now", held) % {"n": held}
    return f"{text} · {with_her}" if held else text


def _room(room: Any, used: set[int]) -> str:
    in_use = gettext("in use")
    return f"{room.name} · {in_use}" if room.pk in used else str(room.name)


class StandardsForm(forms.Form):
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
