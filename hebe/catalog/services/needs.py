"""What an item takes, put in as a whole."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from hebe.catalog import rules
from hebe.catalog.choices import Kind, NeedKind, Role
from hebe.catalog.models import Item, ItemNeed
from hebe.kernel.errors import Invalid

PROBLEMS = {
    "who": _("Choose whom or what it takes in every line."),
    "room": _("Choose a kind of room from the list."),
    "device": _("Say which kind of device, in at most 40 characters."),
    "quantity": _("Choose from 1 to 9 of each."),
    "minutes": _("Every part lies within the duration of the item."),
    "many": _("At most 12 lines."),
    "none": _("Say at least one person, room or device that it takes."),
}


class Need(NamedTuple):
    """Whose or what time an item takes; minutes count from its start, 0 lasts to its end."""

    kind: str
    what: str
    quantity: int = 1
    from_minute: int = 0
    for_minutes: int = 0
    is_named: bool = False


def need_of(row: ItemNeed) -> Need:
    """Return a need as an act takes it."""
    return Need(*(getattr(row, name) for name in Need._fields))


def usual_needs(kind: str) -> list[Need]:
    """Return what an item of a kind takes when nobody says otherwise."""
    if kind == Kind.LIFE:
        return [Need(NeedKind.PERSON, Role.CARER)]
    return [Need(NeedKind.PERSON, Role.DOCTOR, is_named=True)]


def set_needs(item: Item, needs: Sequence[Need]) -> None:
    """Let an item take these; `put_needs` writes them down. Refuses Invalid."""
    if not needs:
        raise Invalid("needs", PROBLEMS["none"])
    if len(needs) > rules.MOST_NEEDS:
        raise Invalid("needs", PROBLEMS["many"])
    item.needed = [
        ItemNeed(group_id=item.group_id, item=item, position=n, **_clean(need)._asdict())
        for n, need in enumerate(Need(*need) for need in needs)
    ]


def refuse_unfit(item: Item) -> None:
    """Raise Invalid for the first need that does not fit the item as it is now."""
    for need in item.needed:
        said = need_of(need)._asdict()
        if problem := rules.need_problem(said, item.duration_minutes):
            raise Invalid("needs", PROBLEMS[problem])


def put_needs(item: Item, rows: Iterable[ItemNeed]) -> None:
    """Write these down in place of what stood there."""
    item.needs.all().delete()
    for row in rows:
        row.pk, row.item = None, item
    ItemNeed.unscoped.bulk_create(rows)


def _clean(need: Need) -> Need:
    return need._replace(what=need.what.strip())
