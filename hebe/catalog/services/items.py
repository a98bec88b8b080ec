"""Acts on items and their shelves."""

from collections.abc import Sequence
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, requires
from hebe.catalog import events, rules
from hebe.catalog.errors import CodeTaken, NameTaken
from hebe.catalog.models import Category, Item
from hebe.catalog.queries import standing_of
from hebe.catalog.services.needs import Need, put_needs, refuse_unfit, set_needs, usual_needs
from hebe.catalog.services.rows import (
    MISSING,
    OUT_OF_RANGE,
    fill,
    give_code,
    plain,
    retire,
    tell_changes,
)
from hebe.compliance.cases import Case
from hebe.compliance.choices import Trigger
from hebe.compliance.services import check
from hebe.journal.publish import publish
from hebe.kernel.errors import Invalid
from hebe.kernel.freshness import merged
from hebe.kernel.violations import refusing

ITEM_CODE = {"one_item_per_code": CodeTaken("code")}
PROBLEMS = {
    "missing": MISSING,
    "range": OUT_OF_RANGE,
    "life": _("Life beauty is not medical: choose the kind and the department to fit."),
    "unlevelled": _("Surgery has a level from 1 to 4; nothing else has one."),
    "level": _("The official catalogue puts this item at a higher level."),
    "department": _("The official catalogue puts this item in another department."),
}


class ItemFields(TypedDict, total=False):
    """What an item may be given; money in fen, durations in minutes, `needs` in order."""

    code: str
    name: str
    category_id: int
    kind: str
    technique: str
    department: str
    level: int
    catalogue_name: str
    duration_minutes: int
    turnaround_minutes: int
    price_fen: int
    unit: str
    needs: Sequence[Need]
    is_active: bool


@requires("catalog.edit")
@transaction.atomic
def create_category(actor: Actor, *, name: str, position: int = 0) -> Category:
    """Add a shelf; further service lines (hair care, dental) are shelves too."""
    if not name.strip():
        raise Invalid("name", MISSING)
    category = Category(group_id=actor.group_id)
    fill(category, {"name": name, "position": position})
    with refusing({"one_category_per_name": NameTaken("name")}):
        category.save()
    publish(actor, events.CategoryCreated(category.pk), subject=category)
    return category


@requires("catalog.edit")
@transaction.atomic
def create_item(actor: Actor, **fields: Unpack[ItemFields]) -> Item:
    """Add an item; without a code it gets the next one.

    On offer at once unless `is_active` is False; without `needs` it takes what items of its
    kind usually take. Raises RedLine when no store of the group may offer it, Invalid for
    what does not fit, CodeTaken.
    """
    item = Item(group_id=actor.group_id)
    usual = usual_needs(fields.get("kind", item.kind))
    _settle(actor, item, {"needs": usual, **fields})
    publish(actor, events.ItemCreated(item.pk), subject=item, after=plain(item))
    return item


@requires("catalog.edit")
@transaction.atomic
def update_item(
    actor: Actor, *, item_id: int, seen: str = "", **fields: Unpack[ItemFields]
) -> Item:
    """Change an item, also to put it back on offer; refuses what `create_item` refuses.

    `seen` are the `marks_of` what a form was opened with: ChangedMeanwhile when somebody else
    changed the same field since.
    """
    item: Item = Item.objects.of(actor).locked().one(item_id)
    before = plain(item)
    _settle(actor, item, merged(fields, before, seen))
    tell_changes(actor, events.ItemChanged(item.pk), item, before)
    return item


@requires("catalog.edit")
@transaction.atomic
def retire_item(actor: Actor, *, item_id: int) -> Item:
    """Take an item off the offer; what was booked and sold stays."""
    item: Item = Item.objects.of(actor).locked().one(item_id)
    retire(actor, item, events.ItemRetired(item.pk))
    return item


def _settle(actor: Actor, item: Item, fields: dict[str, Any]) -> None:
    needs = fields.pop("needs", None)
    fill(item, fields)
    give_code(actor, item)
    if needs is not None:
        set_needs(item, needs)
    Category.objects.of(actor).one(item.category_id or 0)
    item.name_key = rules.search_key(item.name)
    if problem := rules.item_problem(plain(item)):
        raise Invalid(problem[0], PROBLEMS[problem[1]])
    refuse_unfit(item)
    if item.is_active:
        _refuse_unlawful_offer(actor, item)
    with refusing(ITEM_CODE):
        item.save()
    if needs is not None:
        put_needs(item, item.needed)


def _refuse_unlawful_offer(actor: Actor, item: Item) -> None:
    """Raise RedLine unless at least one open store may offer the item."""
    stores = standing_of(actor, item)
    if not stores or any(standing.is_allowed for standing in stores):
        return
    nearest = min(stores, key=lambda standing: len(standing.rules))
    case = Case(store=nearest.store, item=item)
    check(actor, Trigger.PUBLISH, case, subject=item if item.pk else None)
