"""What is set about late work and about who stands in for whom."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.kernel import clock
from hebe.staff.choices import Post
from hebe.staff.queries import colleagues
from hebe.todos.choices import Told
from hebe.todos.kinds import kind_choices
from hebe.web.forms import KeptForm, day_input


class EscalationForm(KeptForm):
    """Whom late work of a kind is told to, after how long, how often."""

    kind = forms.ChoiceField(label=_("Kind"))
    position = forms.IntegerField(label=_("Step"), min_value=1, max_value=9)
    after_minutes = forms.IntegerField(
        label=_("Minutes after the deadline"), min_value=0, max_value=129_600
    )
    to = forms.ChoiceField(label=_("Tell"), choices=Told.choices)
    post = forms.ChoiceField(
        label=_("Which post"), choices=[("", "—"), *Post.choices], required=False
    )
    repeat_minutes = forms.IntegerField(
        label=_("Again every … minutes"), min_value=0, max_value=129_600, initial=0
    )
    times = forms.IntegerField(label=_("Times at most"), min_value=1, max_value=50, initial=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser: Any = self.fields["kind"]
        chooser.choices = kind_choices()


class SubstituteForm(KeptForm):
    """Who does whose work, from when to when."""

    member_id = forms.TypedChoiceField(label=_("Who is away"), coerce=int)
    substitute_id = forms.TypedChoiceField(label=_("Who stands in"), coerce=int)
    starts_on = forms.DateField(label=_("First day"), widget=day_input())
    ends_on = forms.DateField(label=_("Last day"), widget=day_input())

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = list(colleagues(actor).filter(user__is_active=True).values_list("pk", "name"))
        for name in ("member_id", "substitute_id"):
            chooser: Any = self.fields[name]
            chooser.choices = people
        today = clock.today(actor.zone)
        for name in ("starts_on", "ends_on"):
            self.initial.setdefault(name, today)
        if not actor.may("todos.substitutes"):
            del self.fields["member_id"]
