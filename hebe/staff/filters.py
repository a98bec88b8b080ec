"""What the people at work can be asked."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.filters import Field, register, subject
from hebe.filters.build import by_day, chosen, marked, rows_of, worded, words_of
from hebe.kernel import clock
from hebe.staff.choices import Post
from hebe.staff.models import Member, StoreMember
from hebe.staff.queries import member_list
from hebe.tenancy.models import Store


def _left(actor: Actor, op: str, _value: Any) -> Q:
    gone = Q(left_on__lt=clock.today(actor.zone))
    return gone if op == "yes" else ~gone


subject("staff", Member, "staff.view", member_list)
register(
    Member,
    Field("words", _("name, pinyin or title"), "search", worded("name", "name_key", "title")),
    Field("post", _("post"), "choice", chosen("post"), words_of(Post), always=True),
    Field("store", _("store"), "tags", marked(StoreMember.objects.of, "member_id", "store_id"),
          rows_of(Store)),
    Field("hired", _("hired on"), "day", by_day("hired_on")),
    Field("left", _("has left"), "flag", _left),
)  # fmt: skip
