"""Acts on the catalogue."""

from collections.abc import Mapping
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, requires
from hebe.catalog import events, rules
from hebe.catalog.choices import Kind, RoomType, Technique
from hebe.catalog.errors import CodeTaken, NameTaken
from hebe.catalog.models import Category, Item, Product
from hebe.catalog.queries import item_facts, standing_of
from hebe.compliance.choices import Trigger
from hebe.compliance.facts import store_facts
from hebe.compliance.services import check
from hebe.journal.publish import publish
from hebe.kernel.errors import Invalid, NotFound
from hebe.kernel.freshness import marks, merged
from hebe.kernel.violations import refusing
from hebe.tenancy.choices import Department
from hebe.tenancy.models import next_number

ITEM_CODE = {"one_item_per_code": CodeTaken("code")}
PRODUCT_CODE = {"one_product_per_code": CodeTaken("code")}
PROBLEMS = {
    "missing": _("Please fill this in."),
    "range": _("This number is out of range."),
    "life": _("Life beauty is not medical: choose the kind and the department to fit."),
    "unlevelled": _("Surgery has a level from 1 to 4; nothing else has one."),
    "level": _("The official catalogue puts this item at a higher level."),
    "department": _("The official catalogue puts this item in another department."),
}
CHOICES: Mapping[str, tuple[str, ...]] = {
    "kind": tuple(Kind.values),
    "technique": tuple(Technique.values),
    "department": tuple(Department.values),
    "room_type": ("", *RoomType.values),
}


class ItemFields(TypedDict, total=False):
    """What an item may be given; money in fen, durations in minutes."""

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
    needs_doctor: bool
    room_type: str
    device_type: str
    is_active: bool


class ProductFields(TypedDict, total=False):
    """What a product may be given; money in fen."""

    code: str
    name: str
    unit: str
    price_fen: int
    registration_no: str
    is_active: bool


@requires("catalog.edit")
@transaction.atomic
def create_category(actor: Actor, *, name: str, position: int = 0) -> Category:
    """Add a shelf; further service lines (hair care, dental) are shelves too."""
    if not name.strip():
        raise Invalid("name", PROBLEMS["missing"])
    category = Category(group_id=actor.group_id, name=name.strip(), position=position)
    with refusing({"one_category_per_name": NameTaken("name")}):
        category.save()
    publish(actor, events.CategoryCreated(category.pk), subject=category)
    return category


@requires("catalog.edit")
@transaction.atomic
def create_item(actor: Actor, **fields: Unpack[ItemFields]) -> Item:
    """Add an item; without a code it gets the next one.

    On offer at once unless `is_active` is False. Raises RedLine when no store of the group
    may offer it, Invalid for what does not fit, CodeTaken.
    """
    item = Item(group_id=actor.group_id)
    _fill(item, fields)
    item.code = item.code or f"XM{next_number(actor, 'catalog.item'):04d}"
    _settle(actor, item)
    publish(actor, events.ItemCreated(item.pk), subject=item, after=_plain(item))
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
    item: Item = _row(Item.objects.of(actor).locked(), item_id)
    before = _plain(item)
    _fill(item, merged(fields, before, seen))
    _settle(actor, item)
    _tell_changes(actor, events.ItemChanged(item.pk), item, before)
    return item


@requires("catalog.edit")
@transaction.atomic
def retire_item(actor: Actor, *, item_id: int) -> Item:
    """Take an item off the offer; what was booked and sold stays."""
    item: Item = _row(Item.objects.of(actor).locked(), item_id)
    if item.is_active:
        item.is_active = False
        item.save(update_fields=["is_active"])
        publish(actor, events.ItemRetired(item.pk), subject=item)
    return item


@requires("catalog.edit")
@transaction.atomic
def create_product(actor: Actor, **fields: Unpack[ProductFields]) -> Product:
    """Add a product; without a code it gets the next one."""
    product = Product(group_id=actor.group_id)
    _fill(product, fields)
    product.code = product.code or f"SP{next_number(actor, 'catalog.product'):04d}"
    _save_product(product)
    publish(actor, events.ProductCreated(product.pk), subject=product, after=_plain(product))
    return product


@requires("catalog.edit")
@transaction.atomic
def update_product(
    actor: Actor, *, product_id: int, seen: str = "", **fields: Unpack[ProductFields]
) -> Product:
    """Change a product, or take it off the offer with `is_active` False; `seen` as above."""
    product: Product = _row(Product.objects.of(actor).locked(), product_id)
    before = _plain(product)
    _fill(product, merged(fields, before, seen))
    _save_product(product)
    _tell_changes(actor, events.ProductChanged(product.pk), product, before)
    return product


def _row(rows: Any, pk: int) -> Any:
    row = rows.filter(pk=pk).first()
    if row is None:
        raise NotFound
    return row


def _fill(row: Item | Product, fields: Mapping[str, Any]) -> None:
    for name, value in fields.items():
        if name in CHOICES and value not in CHOICES[name]:
            raise Invalid(name)
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    _refuse_long_text(row)


def _refuse_long_text(row: Item | Product) -> None:
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if isinstance(value, str) and field.max_length and len(value) > field.max_length:
            if field.name == "name_key":
                continue
            raise Invalid(field.name, _("This text is too long."))


def _settle(actor: Actor, item: Item) -> None:
    _row(Category.objects.of(actor), item.category_id or 0)
    item.name_key = rules.search_key(item.name)
    if problem := rules.item_problem(_plain(item)):
        raise Invalid(problem[0], PROBLEMS[problem[1]])
    if item.is_active:
        _refuse_unlawful_offer(actor, item)
    with refusing(ITEM_CODE):
        item.save()


def _refuse_unlawful_offer(actor: Actor, item: Item) -> None:
    """Raise RedLine unless at least one open store may offer the item."""
    stores = standing_of(actor, item)
    if not stores or any(standing.is_allowed for standing in stores):
        return
    nearest = min(stores, key=lambda standing: len(standing.rules))
    facts = {**store_facts(nearest.store), **item_facts(item)}
    check(actor, Trigger.PUBLISH, facts, subject=item if item.pk else None)


def _save_product(product: Product) -> None:
    for name in ("name", "unit"):
        if not getattr(product, name):
            raise Invalid(name, PROBLEMS["missing"])
    if not 0 <= product.price_fen <= rules.HIGHEST_PRICE_FEN:
        raise Invalid("price_fen", PROBLEMS["range"])
    if product.registration_no and not rules.is_registration_no(product.registration_no):
        raise Invalid(
            "registration_no",
            _("This is not a registration number as the authority writes them."),
        )
    with refusing(PRODUCT_CODE):
        product.save()


def marks_of(row: Item | Product) -> str:
    """Return the marks that a form opened now carries along."""
    return marks(_plain(row))


def _plain(row: Item | Product) -> dict[str, Any]:
    names = [f.attname for f in row._meta.concrete_fields]
    return {name: getattr(row, name) for name in names if name not in {"id", "name_key"}}


def _tell_changes(
    actor: Actor, event: Any, row: Item | Product, before: dict[str, Any]
) -> None:
    after = _plain(row)
    changed = [name for name in after if after[name] != before[name]]
    if changed:
        publish(
            actor,
            event,
            subject=row,
            before={name: before[name] for name in changed},
            after={name: after[name] for name in changed},
        )
