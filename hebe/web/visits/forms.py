"""What people type about visits."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.kernel import clock
from hebe.scheduling.queries import resources
from hebe.staff.queries import members_at
from hebe.tenancy.models import Store
from hebe.visits import rules
from hebe.visits.choices import STANDARD_MINUTES, Stage


class ArriveForm(forms.Form):
    """Who is here, and what for."""

    customer = forms.IntegerField(widget=forms.HiddenInput)
    appointment = forms.IntegerField(widget=forms.HiddenInput, required=False)
    purpose = forms.CharField(label=_("What she came for"), max_length=120, required=False)
    guardian_present = forms.BooleanField(
        label=_("Her guardian is here with her"), required=False
    )


class HandOverForm(forms.Form):
    """Where she goes next, to whom, into which room."""

    stage = forms.ChoiceField(label=_("Stage"))
    owner = forms.ChoiceField(label=_("With whom"), required=False)
    room = forms.ChoiceField(label=_("Room"), required=False)
    expect = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, actor: Actor, store: Store, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stages = rules.stages_of(consult_stage=store.consult_stage)
        self.fields["stage"].choices = [  # type: ignore[attr-defined]
            (s, Stage(s).label) for s in stages if s != Stage.LEFT
        ]
        nobody = [("", _("Nobody yet"))]
        people = members_at(actor, store, clock.today(store.timezone))
        self.fields["owner"].choices = nobody + [  # type: ignore[attr-defined]
            (str(m.pk), f"{m.name} · {m.get_post_display()}") for m in people
        ]
        rooms = resources(actor, store).filter(kind="room", is_active=True)
        self.fields["room"].choices = [("", "—")] + [  # type: ignore[attr-defined]
            (str(r.pk), r.name) for r in rooms
        ]


class StandardsForm(forms.Form):
    """How many minutes each stage should take."""

    def __init__(self, standards: dict[str, int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for stage in Stage:
            self.fields[stage.value] = forms.IntegerField(
                label=stage.label,
                min_value=1,
                max_value=480,
                initial=standards.get(stage.value, STANDARD_MINUTES[stage]),
            )
