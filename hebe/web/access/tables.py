"""The lists of log-ins and of what was done."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.access.choices import Via
from hebe.access.queries import roles_to_give
from hebe.kernel.errors import Text
from hebe.web.access import cells
from hebe.web.access.words import act_choices
from hebe.web.cells import field
from hebe.web.tables import Column, Filter, Table


def _named(rows: QuerySet[Any], value: str, _actor: Actor) -> QuerySet[Any]:
    return rows.filter(Q(name__icontains=value) | Q(login__icontains=value))


def _roles(actor: Actor) -> list[tuple[str, Text]]:
    return [(str(role.pk), role.label) for role in roles_to_give(actor)]


def _with_role(rows: QuerySet[Any], value: str, _actor: Actor) -> QuerySet[Any]:
    return rows.filter(assignments__role_id=int(value)).distinct()


STATES = {
    "open": Q(is_active=True),
    "given": Q(is_active=True, password_is_given=True),
    "closed": Q(is_active=False),
}


def _in_state(rows: QuerySet[Any], value: str, _actor: Actor) -> QuerySet[Any]:
    return rows.filter(STATES[value])


class UserTable(Table):
    """Log-ins: name, roles, state."""

    key = "log-ins"
    columns = (
        Column("name", _("Name"), cells.name, sort="name"),
        Column("roles", _("Roles"), cells.roles),
        Column("factor", _("Second factor"), cells.factor),
        Column("state", _("State"), cells.state),
        Column("acts", "", cells.acts, align="right"),
    )
    filters = (
        Filter("q", _("Name or log-in name"), kind="text", apply=_named),
        Filter("role", _("Role"), choices=_roles, apply=_with_role),
        Filter(
            "state", _("State"), apply=_in_state,
            choices=(
                ("open", _("Can sign in")),
                ("given", _("Has not yet chosen a password")),
                ("closed", _("Log-in closed")),
            ),
        ),
    )  # fmt: skip
    default_sort = "name"
    empty_title = _("No log-in yet")
    empty_text = _("Everybody who works with Hebe needs one of her own.")


class AuditTable(Table):
    """What was done or looked at, newest first."""

    key = "audit"
    columns = (
        Column("at", _("When"), cells.at),
        Column("who", _("Who"), field("who")),
        Column("act", _("What"), cells.act),
        Column("subject", _("About"), cells.subject),
        Column("via", _("Through"), cells.via),
        Column("ip", _("Address"), cells.ip, default=False),
    )
    filters = (
        Filter("who", _("Who"), kind="text", lookup="who__icontains"),
        Filter("act", _("What"), choices=lambda _actor: act_choices(), lookup="act"),
        Filter("subject", _("About (its code)"), "text", lookup="subject"),
        Filter("via", _("Through"), choices=Via.choices, lookup="via"),
        Filter("at", _("When"), kind="moments", lookup="at"),
    )
    default_sort = "-pk"
    export = "access:export_audit"
    empty_title = _("Nothing was done yet")
    empty_text = _("Every act and every look at a record will stand here.")
