"""What log-ins, the audit trail and events can be asked; their apps lie below the language."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.access.choices import Via
from hebe.access.models import Assignment, User
from hebe.access.queries import roles_to_give
from hebe.filters import Field, register
from hebe.filters.build import by_day, chosen, containing, exactly, marked, worded, words_of
from hebe.journal.choices import State
from hebe.journal.models import Audit, Delivery, Outbox
from hebe.kernel.errors import Text
from hebe.web.access.words import act_choices

STATES = {
    "open": Q(is_active=True),
    "given": Q(is_active=True, password_is_given=True),
    "closed": Q(is_active=False),
}
STATE_WORDS = (
    ("open", _("Can sign in")),
    ("given", _("Has not yet chosen a password")),
    ("closed", _("Log-in closed")),
)


def _in_state(_actor: Actor, op: str, value: Any) -> Q:
    found = Q(pk__in=())
    for state in value:
        found |= STATES[state]
    return ~found if op == "is_not" else found


def _acts(_actor: Actor) -> list[tuple[str, Text]]:
    return act_choices()


register(
    User,
    Field("words", _("name or log-in name"), "search", worded("name", "login")),
    Field("role", _("role"), "tags", marked(Assignment.objects.of, "user_id", "role_id"),
          lambda actor: [(role.pk, role.label) for role in roles_to_give(actor)]),
    Field("state", _("state"), "choice", _in_state, lambda _a: STATE_WORDS, always=True),
)  # fmt: skip
register(
    Audit,
    Field("who", _("who"), "text", containing("who")),
    Field("act", _("what"), "choice", chosen("act"), _acts, always=True),
    Field("subject", _("about"), "exact", exactly("subject")),
    Field("via", _("through"), "choice", chosen("via"), words_of(Via), always=True),
    Field("at", _("when"), "day", by_day("at", instant=True), always=True),
)
register(
    Outbox,
    Field("name", _("what"), "choice", chosen("name"), _acts, always=True),
    Field("who", _("who"), "text", containing("audit__who")),
    Field("state", _("reactions"), "tags", marked(Delivery.objects.of, "event_id", "state"),
          words_of(State)),
    Field("at", _("when"), "day", by_day("happened_at", instant=True), always=True),
)  # fmt: skip
register(
    Delivery,
    Field("name", _("what"), "choice", chosen("event__name"), _acts,
          always=True),
)  # fmt: skip
