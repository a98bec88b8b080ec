"""What people type about their work."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.catalog.queries import item_list
from hebe.kernel import clock
from hebe.staff.queries import colleagues, takers
from hebe.todos.choices import State
from hebe.todos.kinds import kind_choices
from hebe.todos.models import Todo
from hebe.web.forms import KeptForm

SCORES = [
    ("5", _("5 · delighted")),
    ("4", _("4 · content")),
    ("3", _("3 · so-so")),
    ("2", _("2 · unhappy")),
    ("1", _("1 · very unhappy")),
]


def people(actor: Actor) -> list[tuple[Any, str]]:
    """Return who may have work: colleagues, and who left and still has some open."""
    rows = Todo.objects.of(actor).none()
    if actor.may("todos.all"):  # others see the work of nobody who left
        rows = Todo.objects.reached(actor, "todos.all").filter(state=State.OPEN)
    standing = rows.filter(owner__left_on__isnull=False).values_list("owner_id").distinct()
    return list(colleagues(actor, standing).values_list("pk", "name"))


def _owner(label: Any) -> forms.IntegerField:
    """Return the choice of a colleague; why somebody else cannot be chosen, the act says."""
    return forms.IntegerField(
        label=label, min_value=1, max_value=2**63 - 1, widget=forms.Select
    )


def _offer(form: forms.Form, actor: Actor, store_ids: Collection[int]) -> None:
    chooser: Any = form.fields["owner_id"].widget
    found = takers(actor, store_ids, clock.today(actor.zone))
    chooser.choices = list(found.values_list("pk", "name"))


def _choose(form: forms.Form, field: str, choices: list[tuple[Any, Any]]) -> None:
    chooser: Any = form.fields[field]
    chooser.choices = choices


class FinishForm(KeptForm):
    """What came of it."""

    outcome = forms.CharField(
        label=_("What came of it"), max_length=2000, required=False,
        widget=forms.Textarea({"rows": 4, "autofocus": True}),
    )  # fmt: skip


class CancelForm(KeptForm):
    """Why it need not be done."""

    reason = forms.CharField(
        label=_("Reason"), max_length=200, widget=forms.Textarea({"rows": 2, "autofocus": True})
    )


class DecisionForm(KeptForm):
    """A word for the colleague who asked; a rejection needs it."""

    reason = forms.CharField(
        label=_("A word to her"), max_length=200, required=False,
        widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip


class FollowUpForm(KeptForm):
    """How she is, and how content."""

    recovery = forms.CharField(
        label=_("How is she?"), max_length=2000,
        widget=forms.Textarea({"rows": 5, "autofocus": True}),
    )  # fmt: skip
    satisfaction = forms.TypedChoiceField(
        label=_("Satisfaction"), choices=SCORES, required=False, coerce=int, empty_value=None,
        widget=forms.RadioSelect,
    )  # fmt: skip


class OwnerForm(KeptForm):
    """Who does it from now on."""

    owner_id = _owner(_("New owner"))

    def __init__(
        self, actor: Actor, store_ids: Collection[int], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, actor, store_ids)


class TodoForm(KeptForm):
    """A piece of work for oneself or a colleague."""

    title = forms.CharField(
        label=_("What is to be done"), max_length=120,
        widget=forms.TextInput({"autofocus": True}),
    )  # fmt: skip
    owner_id = _owner(_("Who does it"))
    due_at = forms.DateTimeField(
        label=_("Due"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    kind = forms.ChoiceField(label=_("Kind"))
    detail = forms.CharField(
        label=_("Detail"), max_length=300, required=False, widget=forms.Textarea({"rows": 2})
    )
    customer_id = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, actor, [actor.store_id] if actor.store_id else [])
        _choose(self, "kind", kind_choices(by_hand=True))


class StepForm(KeptForm):
    """What is asked how many days after an item."""

    item_id = forms.TypedChoiceField(
        label=_("Item"), required=False, coerce=int, empty_value=None
    )
    day = forms.IntegerField(label=_("Days after the treatment"), min_value=1, max_value=365)
    title = forms.CharField(label=_("Name of the step"), max_length=60)
    script = forms.CharField(
        label=_("What to ask"), required=False, max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )  # fmt: skip

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [("", _("Every item without steps of its own"))]
        _choose(self, "item_id", [*every, *item_list(actor).values_list("pk", "name")])
