"""The list of people at work."""

from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.access.queries import my_stores
from hebe.kernel.errors import Text
from hebe.staff.models import Member
from hebe.web.cells import display
from hebe.web.staff import cells
from hebe.web.tables import Column, Filter, Table


def _stores(actor: Actor) -> list[tuple[str, Text]]:
    return [(str(s.pk), s.name) for s in my_stores(actor)]


class MemberTable(Table):
    """People: post, stores, papers."""

    key = "staff"
    model = Member
    columns = (
        Column("name", _("Name"), cells.name, sort="name_key"),
        Column("post", _("Post"), display("post"), sort="post"),
        Column("stores", _("Stores"), cells.stores),
        Column("papers", _("Licences"), cells.papers),
        Column("phone", _("Phone"), cells.phone),
        Column("hired", _("First day"), cells.hired, default=False),
    )
    filters = (
        Filter("q", _("Name or pinyin"), kind="text", field="words"),
        Filter("post", _("Post")),
        Filter("store", _("Store"), choices=_stores),
        Filter("left", _("Former staff"), kind="hidden"),
    )
    default_sort = "name_key"
    export = "staff:export"
    empty_title = _("Nobody here yet")
    empty_text = _("Add the people of your store; their licences decide what they may do.")
