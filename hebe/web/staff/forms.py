"""What people enter about people at work."""

from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.access.fields import may_at
from hebe.access.queries import stores_in_reach
from hebe.catalog.queries import item_list
from hebe.staff.choices import Licence, Post
from hebe.staff.models import Member
from hebe.staff.queries import colleagues, users_without_member
from hebe.staff.services import marks_of
from hebe.tenancy.choices import Department
from hebe.web.clocks import ClockField
from hebe.web.forms import KeptForm, day_input

WEEKDAYS = (
    (0, _("Mon")), (1, _("Tue")), (2, _("Wed")), (3, _("Thu")), (4, _("Fri")),
    (5, _("Sat")), (6, _("Sun")),
)  # fmt: skip


def _stores(actor: Actor) -> list[tuple[int, str]]:
    return [(s.pk, s.name) for s in stores_in_reach(actor, "staff.edit")]


class MemberForm(KeptForm):
    """A person at work."""

    name = forms.CharField(label=_("Name"), max_length=60)
    post = forms.ChoiceField(label=_("Post"), choices=Post.choices)
    title = forms.CharField(label=_("Job title"), max_length=40, required=False)
    phone = forms.CharField(
        label=_("Phone"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    hired_on = forms.DateField(label=_("First day"), required=False, widget=day_input())
    store_ids = forms.TypedMultipleChoiceField(
        label=_("Works at"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    user_id = forms.TypedChoiceField(
        label=_("Log-in"), coerce=int, required=False, empty_value=None
    )
    supervisor_id = forms.TypedChoiceField(
        label=_("Supervisor"),
        coerce=int,
        required=False,
        empty_value=None,
        help_text=_("Whose role reaches “own rows and the team's” sees this person's rows."),
    )
    history = forms.CharField(
        label=_("Work history"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self, actor: Actor, *args: Any, member: Member | None = None, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.fields["store_ids"].choices = _stores(actor)  # type: ignore[attr-defined]
        standing = [member.supervisor_id] if member and member.supervisor_id else []
        others = colleagues(actor, standing).exclude(pk=member.pk if member else None)
        leads = [(other.pk, other.name) for other in others]
        self.fields["supervisor_id"].choices = [("", _("Nobody")), *leads]  # type: ignore[attr-defined]
        users = _free_users(actor, member)
        self.fields["user_id"].choices = [("", _("No log-in")), *users]  # type: ignore[attr-defined]
        if not users:
            del self.fields["user_id"]


class EditMemberForm(MemberForm):
    """Somebody who works here; what the actor may not see is left out, and stays."""

    def __init__(self, actor: Actor, member: Member, data: Any = None) -> None:
        columns = [name for name in self.base_fields if name != "store_ids"]
        self.placed = list(member.stores.values_list("pk", flat=True))
        present = {name: getattr(member, name) for name in columns}
        present["store_ids"] = self.placed
        super().__init__(actor, data, member=member, initial=present, marks=marks_of(member))
        for name in ("phone", "history"):
            if not may_at(actor, f"see.staff.{name}", self.placed):
                del self.fields[name]

    def given(self) -> dict[str, Any]:
        """Return what was entered; stores that the actor was not offered stay."""
        offered = {key for key, _name in self.fields["store_ids"].choices}  # type: ignore[attr-defined]
        kept = [key for key in self.placed if key not in offered]
        entered = self.cleaned_data
        return entered | {"store_ids": entered["store_ids"] + kept}


def _free_users(actor: Actor, member: Member | None) -> list[tuple[int, str]]:
    if not actor.may("access.users"):
        return []
    users = users_without_member(actor, member)
    return [(user.pk, f"{user.name} ({user.login})") for user in users]


class LeaveForm(KeptForm):
    """The last day at work; empty when the person stays after all."""

    left_on = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=day_input(),
        help_text=_("Leave empty when the person stays after all."),
    )


class CertificateForm(KeptForm):
    """A licence."""

    licence = forms.ChoiceField(label=_("Licence"), choices=Licence.choices)
    number = forms.CharField(label=_("Certificate number"), max_length=60)
    department = forms.ChoiceField(
        label=_("Department"),
        required=False,
        choices=[("", "—"), *(c for c in Department.choices if c[0] != "life")],
        help_text=_("For lead doctors: the department of the filing."),
    )
    store_id = forms.TypedChoiceField(
        label=_("Store"), coerce=int, required=False, empty_value=None
    )
    valid_from = forms.DateField(label=_("Valid from"), widget=day_input())
    valid_to = forms.DateField(
        label=_("Valid to"),
        required=False,
        widget=day_input(),
        help_text=_("Empty: without end."),
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whole = actor.may_all("staff.edit")
        every = [("", _("Every store"))] if whole else []
        self.fields["store_id"].choices = [*every, *_stores(actor)]  # type: ignore[attr-defined]


class EndForm(KeptForm):
    """The day on which a licence ends."""

    valid_to = forms.DateField(label=_("Valid to"), widget=day_input())


class SkillsForm(KeptForm):
    """The items a person may do."""

    item_ids = forms.TypedMultipleChoiceField(
        label=_("Items"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shelves: dict[str, list[tuple[int, str]]] = {}
        for item in item_list(actor):
            shelves.setdefault(item.category.name, []).append((item.pk, item.name))
        self.fields["item_ids"].choices = list(shelves.items())  # type: ignore[attr-defined]


class ShiftForm(KeptForm):
    """A stretch of days, the weekdays in it, and the hours."""

    store_id = forms.TypedChoiceField(label=_("Store"), coerce=int)
    first = forms.DateField(label=_("From"), widget=day_input())
    last = forms.DateField(label=_("To"), widget=day_input())
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Weekdays"), coerce=int, choices=WEEKDAYS, widget=forms.CheckboxSelectMultiple
    )
    starts = ClockField(label=_("Starts"), initial=time(9))
    ends = ClockField(
        label=_("Ends"),
        initial=time(18),
        help_text=_("00:00 is midnight; an earlier time than the start is on the next day."),
    )

    def __init__(self, stores: list[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["store_id"].choices = stores  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a stretch that runs backwards or too far."""
        given = super().clean() or self.cleaned_data
        first, last = given.get("first"), given.get("last")
        if first and last and not 0 <= (last - first).days <= 91:
            self.add_error("last", _("Choose from 1 to 92 days."))
        return given

    def days(self) -> list[date]:
        """Return the chosen days."""
        first, last = self.cleaned_data["first"], self.cleaned_data["last"]
        stretch = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return [day for day in stretch if day.weekday() in self.cleaned_data["weekdays"]]
