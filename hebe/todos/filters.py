"""What to-dos can be asked."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hebe.access.actor import Actor
from hebe.customers.models import Customer
from hebe.customers.queries import customers, keys_named
from hebe.filters import Field, borrow, register, subject
from hebe.filters.build import by_day, chosen, containing, held, rows_of, words_of
from hebe.kernel import clock
from hebe.staff.models import Member
from hebe.tenancy.models import Store
from hebe.todos.choices import State
from hebe.todos.kinds import kind_choices
from hebe.todos.models import Escalation, Todo
from hebe.todos.queries import todo_list, waits_for


def _named(actor: Actor, _op: str, value: Any) -> Q:
    found = Q(title__icontains=value)
    if actor.may("customers.view"):
        found |= Q(customer_id__in=keys_named(actor, value))
    return found


def _mine(actor: Actor, op: str, _value: Any) -> Q:
    mine = waits_for(actor)
    return mine if op == "yes" else ~mine


def _overdue(_actor: Actor, op: str, _value: Any) -> Q:
    late = Q(state=State.OPEN, due_at__lt=clock.now())
    return late if op == "yes" else ~late


SOURCES = {
    "by-hand": _("entered by hand"),
    "follow-up": _("follow-up of a treatment"),
    "call-back": _("call-back after an answer"),
    "red-line": _("a red line"),
    "discount": _("a discount asked for"),
    "api": _("another program"),
}


def _from(_actor: Actor, op: str, value: Any) -> Q:
    found = Q(pk__in=())
    for source in value:
        found |= Q(source__startswith=f"{source}:")
    return ~found if op == "is_not" else found


def _told(actor: Actor) -> Any:
    return Escalation.objects.of(actor)


subject("todos", Todo, "todos.view", todo_list)
register(
    Todo,
    Field("kind", _("kind"), "choice", chosen("kind"), lambda _a: kind_choices(), always=True),
    Field("owner", _("owner"), "choice", chosen("owner_id"), rows_of(Member)),
    Field("mine", pgettext_lazy("filter to-do", "mine"), "flag", _mine),
    Field("due", _("due"), "day", by_day("due_at", instant=True), always=True),
    Field("overdue", _("overdue"), "flag", _overdue),
    Field("state", _("state"), "choice", chosen("state"), words_of(State), always=True),
    Field("source", _("where it came from"), "choice", _from, lambda _a: SOURCES.items(),
          always=True),
    Field("store", _("store"), "choice", chosen("store_id"), rows_of(Store), always=True),
    Field("supervisor", _("supervisor"), "choice", chosen("supervisor_id"), rows_of(Member)),
    Field("created", pgettext_lazy("filter", "entered"), "day",
          by_day("created_at", instant=True), always=True),
    Field("done", _("done on"), "day", by_day("done_at", instant=True)),
    Field("escalated", _("told on, because late"), "flag", held(_told, "todo_id")),
    Field("words", _("words or customer"), "search", _named),
    Field("title", pgettext_lazy("to-do", "what to do"), "text", containing("title")),
)  # fmt: skip
borrow(
    Todo, "customer.", Customer, pgettext_lazy("filter", "customer"), "customer", customers,
    "customers.view",
)  # fmt: skip
