"""Reads of the catalogue."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from hebe.access.actor import Actor, requires
from hebe.catalog.choices import Kind, NeedKind, Role
from hebe.catalog.models import Bundle, BundleLine, Category, Item, ItemNeed, Product
from hebe.compliance.cases import Case
from hebe.compliance.choices import Trigger
from hebe.compliance.judging import Rule
from hebe.compliance.rules import HIGHEST_LEVEL
from hebe.compliance.services import judge
from hebe.journal.models import Audit
from hebe.journal.publish import subject_of
from hebe.tenancy.models import GroupQuerySet, Store


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a store may offer an item; `rules` are the red lines in the way."""

    store: Store
    rules: tuple[Rule, ...]

    @property
    def is_allowed(self) -> bool:
        """Say whether nothing is in the way."""
        return not self.rules


@dataclass(frozen=True, slots=True)
class Price:
    """A price as it was set: when, by whom, in fen."""

    at: datetime
    who: str
    fen: int


def _matching(rows: QuerySet[Any], search: str) -> QuerySet[Any]:
    for word in search.lower().split()[:5]:
        rows = rows.filter(
            Q(name__icontains=word) | Q(name_key__contains=word) | Q(code__icontains=word)
        )
    return rows


@requires("catalog.view")
def category_list(actor: Actor) -> QuerySet[Any]:
    """Return the shelves in their order."""
    return Category.objects.of(actor).order_by("position", "name", "pk")


@requires("catalog.view")
def item_list(
    actor: Actor,
    *,
    search: str = "",
    category_id: int | None = None,
    kind: str = "",
    department: str = "",
    is_active: bool | None = True,
) -> QuerySet[Any]:
    """Return items by name, with their category and needs.

    `search` takes words of the name, pinyin, pinyin initials or the code.
    """
    rows = Item.objects.of(actor).select_related("category").prefetch_related("needs")
    given = {"category_id": category_id, "kind": kind, "department": department}
    rows = rows.filter(**{field: value for field, value in given.items() if value})
    if is_active is not None:
        rows = rows.filter(is_active=is_active)
    return _matching(rows, search).order_by("name_key", "pk")


@requires("catalog.view")
def items_at(actor: Actor, store: Store) -> QuerySet[Any]:
    """Return what is on offer at a store: what its licence covers (LIC-02, LIC-03)."""
    highest = HIGHEST_LEVEL.get(store.institution, 0)
    doctors = ItemNeed.objects.of(actor).filter(kind=NeedKind.PERSON, what=Role.DOCTOR)
    unlicensed = Q(kind=Kind.LIFE) | Q(kind=Kind.CONSULT) & ~Q(pk__in=doctors.values("item"))
    licensed = Q(department__in=store.licensed_departments) & Q(level__lte=highest)
    return item_list(actor).filter(unlicensed | licensed)


@requires("catalog.view")
def get_item(actor: Actor, item_id: int) -> Item:
    """Return one item, on offer or not; raises NotFound."""
    found: Item = Item.objects.of(actor).select_related("category").one(item_id)
    return found


@requires("catalog.view")
def device_types(actor: Actor) -> list[str]:
    """Return the device types that items name, for suggestions."""
    rows = ItemNeed.objects.of(actor).filter(kind=NeedKind.DEVICE).order_by("what")
    return list(rows.values_list("what", flat=True).distinct())


@requires("catalog.view")
def product_list(
    actor: Actor, *, search: str = "", is_active: bool | None = True
) -> QuerySet[Any]:
    """Return products by code; `search` takes words of name, code, registration number."""
    rows = Product.objects.of(actor)
    if is_active is not None:
        rows = rows.filter(is_active=is_active)
    for word in search.split()[:5]:
        rows = rows.filter(
            Q(name__icontains=word)
            | Q(code__icontains=word)
            | Q(registration_no__icontains=word)
        )
    return rows.order_by("code", "pk")


@requires("catalog.view")
def get_product(actor: Actor, product_id: int) -> Product:
    """Return one product, on offer or not; raises NotFound."""
    found: Product = Product.objects.of(actor).one(product_id)
    return found


def whole_bundles(actor: Actor) -> GroupQuerySet:
    """Return all bundles, each with what it holds."""
    return Bundle.objects.of(actor).prefetch_related("lines__item", "lines__product")


@requires("catalog.view")
def bundle_list(
    actor: Actor, *, search: str = "", is_active: bool | None = True, day: date | None = None
) -> QuerySet[Any]:
    """Return bundles by name; with `day` only those that can be sold on it, every piece too.

    `search` takes words of the name, pinyin, pinyin initials or the code.
    """
    rows = _matching(whole_bundles(actor), search)
    if is_active is not None:
        rows = rows.filter(is_active=is_active)
    if day is not None:
        gone = Q(item__is_active=False) | Q(product__is_active=False)
        rows = rows.filter(
            Q(valid_from=None) | Q(valid_from__lte=day),
            Q(valid_to=None) | Q(valid_to__gte=day),
        ).exclude(pk__in=BundleLine.objects.of(actor).filter(gone).values("bundle"))
    return rows.order_by("name_key", "pk")


@requires("catalog.view")
def get_bundle(actor: Actor, bundle_id: int) -> Bundle:
    """Return one bundle with what it holds, on offer or not; raises NotFound."""
    found: Bundle = whole_bundles(actor).one(bundle_id)
    return found


def items_in_bundles(actor: Actor, bundle_ids: Collection[int]) -> set[int]:
    """Return the keys of all items that these bundles hold."""
    if not bundle_ids:
        return set()
    rows = BundleLine.objects.of(actor).filter(bundle__in=bundle_ids, product=None)
    return set(rows.values_list("item_id", flat=True))


def standing_of(actor: Actor, item: Item) -> list[Standing]:
    """Return, for each open store, whether it may offer the item and what is in the way."""
    stores = Store.objects.of(actor).filter(is_open=True).order_by("pk")
    return [
        Standing(s, tuple(b.rule for b in judge(Trigger.PUBLISH, Case(store=s, item=item))))
        for s in stores
    ]


@requires("catalog.view")
def price_history(actor: Actor, item: Item) -> list[Price]:
    """Return every price an item has had, newest first; what was sold keeps its own."""
    rows = Audit.objects.of(actor).filter(
        subject=subject_of(item), data__after__has_key="price_fen"
    )
    told = rows.order_by("-id").values_list("at", "who", "data")
    return [Price(at, who, int(data["after"]["price_fen"])) for at, who, data in told]
