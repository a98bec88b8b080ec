"""The lists of log-ins and of what was done."""

from django.utils.translation import gettext_lazy as _

from hebe.access.models import User
from hebe.journal.models import Audit
from hebe.web.access import cells
from hebe.web.cells import field
from hebe.web.tables import Column, Filter, Table


class UserTable(Table):
    """Log-ins: name, roles, state."""

    key = "log-ins"
    model = User
    columns = (
        Column("name", _("Name"), cells.name, sort="name"),
        Column("roles", _("Roles"), cells.roles),
        Column("factor", _("Second factor"), cells.factor),
        Column("state", _("State"), cells.state),
        Column("acts", "", cells.acts, align="right"),
    )
    filters = (
        Filter("q", _("Name or log-in name"), kind="text", field="words"),
        Filter("role", _("Role")),
        Filter("state", _("State")),
    )
    default_sort = "name"
    empty_title = _("No log-in yet")
    empty_text = _("Everybody who works with Hebe needs one of her own.")


class AuditTable(Table):
    """What was done or looked at, newest first."""

    key = "audit"
    model = Audit
    columns = (
        Column("at", _("When"), cells.at),
        Column("who", _("Who"), field("who")),
        Column("act", _("What"), cells.act),
        Column("subject", _("About"), cells.subject),
        Column("via", _("Through"), cells.via),
        Column("ip", _("Address"), cells.ip, default=False),
    )
    filters = (
        Filter("who", _("Who"), kind="text"),
        Filter("act", _("What")),
        Filter("subject", _("About (its code)"), kind="text"),
        Filter("via", _("Through")),
        Filter("at", _("When"), kind="days"),
    )
    default_sort = "-pk"
    export = "access:export_audit"
    empty_title = _("Nothing was done yet")
    empty_text = _("Every act and every look at a record will stand here.")
