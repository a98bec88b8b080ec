"""What people type in the small drawers about a customer."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.customers.choices import ContactKind
from hebe.customers.models import Customer
from hebe.customers.services.team import team_of
from hebe.kernel import clock
from hebe.kernel.freshness import marks
from hebe.staff.models import Member
from hebe.staff.queries import colleagues
from hebe.tenancy.words import advisor_word
from hebe.web.customers.forms import key
from hebe.web.forms import KeptForm


class TeamForm(KeptForm):
    """Who cares for her: people at work, and who is on her file although she has left."""

    doctor_id = key(_("Doctor"))
    advisor_id = key(advisor_word)
    carer_id = key(_("Follow-up"))

    def __init__(self, actor: Actor, customer: Customer, data: Any = None) -> None:
        now = {name: getattr(customer, name) for name in self.base_fields}
        super().__init__(data, initial=now, marks=marks(team_of(customer)))
        today = clock.today(actor.zone)
        people = list(colleagues(actor, standing=[pk for pk in now.values() if pk]))
        for name, field in self.fields.items():
            chooser: Any = field
            fitting = [p for p in people if name != "doctor_id" or p.post == "doctor"]
            chooser.choices = [("", "—"), *((p.pk, _called(p, today)) for p in fitting)]


def _called(member: Member, today: date) -> str:
    said = f"{member.name} · {member.get_post_display()}"
    has_left = member.left_on is not None and member.left_on < today
    return f"{said} · {gettext('has left')}" if has_left else said


class ContactForm(KeptForm):
    """A further way to reach her."""

    kind = forms.ChoiceField(label=_("Kind"), choices=ContactKind.choices)
    value = forms.CharField(label=_("Number or name"), max_length=120)


class ReasonForm(forms.Form):
    """Why a masked number is needed."""

    reason = forms.CharField(
        label=_("What do you need it for?"), min_length=2, max_length=200,
        widget=forms.TextInput(attrs={"autofocus": True}),
    )  # fmt: skip
