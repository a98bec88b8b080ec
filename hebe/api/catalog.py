"""Items, products and shelves."""

from typing import Any

from ninja import Status

from hebe.api.auth import ApiRequest
from hebe.api.catalog_schemas import (
    CategoryIn,
    CategoryOut,
    ItemChanges,
    ItemDetail,
    ItemFields,
    ItemIn,
    ItemOut,
    ItemPage,
    ProductChanges,
    ProductDetail,
    ProductIn,
    ProductOut,
    ProductPage,
    StandingOut,
)
from hebe.api.paging import page
from hebe.api.routing import Router, needs
from hebe.api.schemas import Cursor, Key, Limit, Text
from hebe.catalog import queries, services
from hebe.catalog.models import Category, Item, Product

router = Router(tags=["catalogue"])


@router.get("/categories", response=list[CategoryOut])
@needs("catalog.view")
def list_categories(request: ApiRequest) -> list[Category]:
    """List the shelves in their order."""
    return list(queries.category_list(request.actor))


@router.post("/categories", response={201: CategoryOut})
def create_category(request: ApiRequest, data: CategoryIn) -> Status[Category]:
    """Add a shelf."""
    return Status(201, services.create_category(request.actor, **data.model_dump()))


@router.get("/items", response=ItemPage)
@needs("catalog.view")
def list_items(
    request: ApiRequest,
    search: Text = "",
    category_id: Key | None = None,
    kind: Text = "",
    department: Text = "",
    is_active: bool | None = True,
    cursor: Cursor = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    """List items by name; `search` takes words, pinyin, initials or the code."""
    rows = queries.item_list(
        request.actor,
        search=search,
        category_id=category_id,
        kind=kind,
        department=department,
        is_active=is_active,
    )
    found, following = page(rows, cursor, limit, ("name_key", "id"))
    return {"rows": found, "next": following}


@router.get("/items/{item_id}", response=ItemDetail)
def get_item(request: ApiRequest, item_id: Key) -> Item:
    """Return one item."""
    return queries.get_item(request.actor, item_id)


@router.get("/items/{item_id}/stores", response=list[StandingOut])
@needs("catalog.view")
def list_stores_of_item(request: ApiRequest, item_id: Key) -> list[dict[str, Any]]:
    """Say for each open store whether its licence covers the item."""
    item = queries.get_item(request.actor, item_id)
    return [
        {
            "store_id": s.store.pk,
            "store": s.store.name,
            "is_allowed": s.is_allowed,
            "rules": [rule.id for rule in s.rules],
        }
        for s in queries.standing_of(request.actor, item)
    ]


@router.post("/items", response={201: ItemOut})
def create_item(request: ApiRequest, data: ItemIn) -> Status[Item]:
    """Add an item; refused with the red line when no store may offer it."""
    return Status(201, services.create_item(request.actor, **_given(data)))


def _given(data: ItemFields) -> dict[str, Any]:
    """Return what was sent, as the acts take it."""
    given: dict[str, Any] = data.given()
    if "needs" in given:
        given["needs"] = [services.Need(**need) for need in given["needs"]]
    return given


@router.patch("/items/{item_id}", response=ItemDetail)
def update_item(request: ApiRequest, item_id: Key, data: ItemChanges) -> Item:
    """Change an item, also to put it back on offer."""
    return services.update_item(request.actor, item_id=item_id, **_given(data))


@router.post("/items/{item_id}/retire", response=ItemOut)
def retire_item(request: ApiRequest, item_id: Key) -> Item:
    """Take an item off the offer."""
    return services.retire_item(request.actor, item_id=item_id)


@router.get("/products", response=ProductPage)
@needs("catalog.view")
def list_products(
    request: ApiRequest,
    search: Text = "",
    is_active: bool | None = True,
    cursor: Cursor = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    """List products by code."""
    rows = queries.product_list(request.actor, search=search, is_active=is_active)
    found, following = page(rows, cursor, limit, ("code", "id"))
    return {"rows": found, "next": following}


@router.get("/products/{product_id}", response=ProductDetail)
def get_product(request: ApiRequest, product_id: Key) -> Product:
    """Return one product."""
    return queries.get_product(request.actor, product_id)


@router.post("/products", response={201: ProductOut})
def create_product(request: ApiRequest, data: ProductIn) -> Status[Product]:
    """Add a product."""
    return Status(201, services.create_product(request.actor, **data.given()))


@router.patch("/products/{product_id}", response=ProductDetail)
def update_product(request: ApiRequest, product_id: Key, data: ProductChanges) -> Product:
    """Change a product, or take it off the offer."""
    return services.update_product(request.actor, product_id=product_id, **data.given())
