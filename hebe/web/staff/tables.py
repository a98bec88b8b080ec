"""The list of people at work."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.access.queries import my_stores
from hebe.kernel.errors import Text
from hebe.staff.choices import Post
from hebe.staff.queries import member_list
from hebe.web.cells import display
from hebe.web.staff import cells
from hebe.web.tables import Column, Filter, Table


def _stores(actor: Actor) -> list[tuple[str, Text]]:
    return [(str(s.pk), s.name) for s in my_stores(actor)]


def _found(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    here = member_list(actor, search=value).values("pk")
    gone = member_list(actor, search=value, has_left=True).values("pk")
    return rows.filter(pk__in=here) | rows.filter(pk__in=gone)


def _at_store(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    here = member_list(actor, store_id=int(value)).values("pk")
    gone = member_list(actor, store_id=int(value), has_left=True).values("pk")
    return rows.filter(pk__in=here) | rows.filter(pk__in=gone)


class MemberTable(Table):
    """People: post, stores, papers."""

    key = "staff"
    columns = (
        Column("name", _("Name"), cells.name, sort="name_key"),
        Column("post", _("Post"), display("post"), sort="post"),
        Column("stores", _("Stores"), cells.stores),
        Column("papers", _("Licences"), cells.papers),
        Column("phone", _("Phone"), cells.phone),
        Column("hired", _("First day"), cells.hired, default=False),
    )
    filters = (
        Filter("q", _("Name or pinyin"), kind="text", apply=_found),
        Filter("post", _("Post"), choices=Post.choices, lookup="post"),
        Filter("store", _("Store"), choices=_stores, apply=_at_store),
        Filter("left", _("Former staff"), kind="hidden", apply=lambda rows, _v, _a: rows),
    )
    default_sort = "name_key"
    export = "staff:export"
    empty_title = _("Nobody here yet")
    empty_text = _("Add the people of your store; their licences decide what they may do.")
