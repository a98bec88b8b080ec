"""Items, products and shelves."""

from typing import Annotated, Any

from ninja import Router, Schema, Status
from pydantic import Field

from hebe.api.auth import ApiRequest
from hebe.api.paging import page
from hebe.api.schemas import PROBLEMS, Cursor, Key, Limit, Text
from hebe.catalog import queries, services
from hebe.catalog.models import Category, Item, Product

router = Router(tags=["catalogue"])
Price = Annotated[int, Field(ge=0, le=10**10, description="Money in fen (1/100 yuan)")]
Minutes = Annotated[int, Field(ge=0, le=720)]


class CategoryIn(Schema):
    """A shelf to add."""

    name: Text
    position: Annotated[int, Field(ge=0, le=999)] = 0


class CategoryOut(Schema):
    """A shelf."""

    id: int
    name: str
    position: int


class ItemChanges(Schema):
    """What to change about an item; left out means unchanged."""

    code: Text = ""
    name: Text = ""
    category_id: Key = 1
    kind: Text = "treatment"
    technique: Text = "none"
    department: Text = ""
    level: Annotated[int, Field(ge=0, le=4)] = 0
    catalogue_name: Text = ""
    duration_minutes: Minutes = 30
    turnaround_minutes: Minutes = 0
    price_fen: Price = 0
    unit: Text = "次"
    needs_doctor: bool = True
    room_type: Text = ""
    device_type: Text = ""
    is_active: bool = True


class ItemIn(ItemChanges):
    """An item to add."""

    name: Text
    category_id: Key
    department: Text


class ItemOut(Schema):
    """An item; money in fen, durations in minutes."""

    id: int
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


class ItemPage(Schema):
    """A page of items."""

    rows: list[ItemOut]
    next: str


class StandingOut(Schema):
    """Whether a store may offer an item, and the red lines in the way."""

    store_id: int
    store: str
    is_allowed: bool
    rules: list[str]


class ProductChanges(Schema):
    """What to change about a product; left out means unchanged."""

    code: Text = ""
    name: Text = ""
    unit: Text = ""
    price_fen: Price = 0
    registration_no: Text = ""
    is_active: bool = True


class ProductIn(ProductChanges):
    """A product to add."""

    name: Text
    unit: Text


class ProductOut(Schema):
    """A product; money in fen."""

    id: int
    code: str
    name: str
    unit: str
    price_fen: int
    registration_no: str
    is_active: bool


class ProductPage(Schema):
    """A page of products."""

    rows: list[ProductOut]
    next: str


def _given(changes: Schema) -> dict[str, Any]:
    return changes.model_dump(exclude_unset=True)


@router.get(
    "/categories",
    response={200: list[CategoryOut], **PROBLEMS},
    operation_id="list_categories",
)
def list_categories(request: ApiRequest) -> list[Category]:
    """List the shelves in their order."""
    return list(queries.category_list(request.actor))


@router.post(
    "/categories", response={201: CategoryOut, **PROBLEMS}, operation_id="create_category"
)
def create_category(request: ApiRequest, data: CategoryIn) -> Status[Category]:
    """Add a shelf."""
    return Status(201, services.create_category(request.actor, **data.model_dump()))


@router.get("/items", response={200: ItemPage, **PROBLEMS}, operation_id="list_items")
def list_items(
    request: ApiRequest,
    search: Text = "",
    category_id: Key | None = None,
    kind: Text = "",
    department: Text = "",
    is_active: bool | None = True,  # noqa: FBT001, FBT002
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


@router.get("/items/{item_id}", response={200: ItemOut, **PROBLEMS}, operation_id="get_item")
def get_item(request: ApiRequest, item_id: Key) -> Item:
    """Return one item."""
    return queries.get_item(request.actor, item_id)


@router.get(
    "/items/{item_id}/stores",
    response={200: list[StandingOut], **PROBLEMS},
    operation_id="list_stores_of_item",
)
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


@router.post("/items", response={201: ItemOut, **PROBLEMS}, operation_id="create_item")
def create_item(request: ApiRequest, data: ItemIn) -> Status[Item]:
    """Add an item; refused with the red line when no store may offer it."""
    return Status(201, services.create_item(request.actor, **_given(data)))


@router.patch(
    "/items/{item_id}", response={200: ItemOut, **PROBLEMS}, operation_id="update_item"
)
def update_item(request: ApiRequest, item_id: Key, data: ItemChanges) -> Item:
    """Change an item, also to put it back on offer."""
    return services.update_item(request.actor, item_id=item_id, **_given(data))


@router.post(
    "/items/{item_id}/retire", response={200: ItemOut, **PROBLEMS}, operation_id="retire_item"
)
def retire_item(request: ApiRequest, item_id: Key) -> Item:
    """Take an item off the offer."""
    return services.retire_item(request.actor, item_id=item_id)


@router.get("/products", response={200: ProductPage, **PROBLEMS}, operation_id="list_products")
def list_products(
    request: ApiRequest,
    search: Text = "",
    is_active: bool | None = True,  # noqa: FBT001, FBT002
    cursor: Cursor = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    """List products by code."""
    rows = queries.product_list(request.actor, search=search, is_active=is_active)
    found, following = page(rows, cursor, limit, ("code", "id"))
    return {"rows": found, "next": following}


@router.get(
    "/products/{product_id}", response={200: ProductOut, **PROBLEMS}, operation_id="get_product"
)
def get_product(request: ApiRequest, product_id: Key) -> Product:
    """Return one product."""
    return queries.get_product(request.actor, product_id)


@router.post("/products", response={201: ProductOut, **PROBLEMS}, operation_id="create_product")
def create_product(request: ApiRequest, data: ProductIn) -> Status[Product]:
    """Add a product."""
    return Status(201, services.create_product(request.actor, **_given(data)))


@router.patch(
    "/products/{product_id}",
    response={200: ProductOut, **PROBLEMS},
    operation_id="update_product",
)
def update_product(request: ApiRequest, product_id: Key, data: ProductChanges) -> Product:
    """Change a product, or take it off the offer."""
    return services.update_product(request.actor, product_id=product_id, **_given(data))
