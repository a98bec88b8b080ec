"""Bundles: items and products sold together."""

from typing import Any

from ninja import Status

from hebe.api.auth import ApiRequest
from hebe.api.bundle_schemas import (
    BundleChanges,
    BundleDetail,
    BundleIn,
    BundleOut,
    BundlePage,
)
from hebe.api.paging import page
from hebe.api.routing import Router, needs
from hebe.api.schemas import Cursor, Day, Key, Limit, Text
from hebe.catalog import queries, services
from hebe.catalog.models import Bundle

router = Router(tags=["catalogue"])


@router.get("/bundles", response=BundlePage)
@needs("catalog.view")
def list_bundles(
    request: ApiRequest,
    search: Text = "",
    is_active: bool | None = True,
    day: Day | None = None,
    cursor: Cursor = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    """List bundles by name; with `day` only those that can be sold on it."""
    rows = queries.bundle_list(request.actor, search=search, is_active=is_active, day=day)
    found, following = page(rows, cursor, limit, ("name_key", "id"))
    return {"rows": found, "next": following}


@router.get("/bundles/{bundle_id}", response=BundleDetail)
def get_bundle(request: ApiRequest, bundle_id: Key) -> Bundle:
    """Return one bundle with what it holds."""
    return queries.get_bundle(request.actor, bundle_id)


@router.post("/bundles", response={201: BundleOut})
def create_bundle(request: ApiRequest, data: BundleIn) -> Status[Bundle]:
    """Design a bundle of at least two pieces, all on offer."""
    return Status(201, services.create_bundle(request.actor, **data.given()))


@router.patch("/bundles/{bundle_id}", response=BundleDetail)
def update_bundle(request: ApiRequest, bundle_id: Key, data: BundleChanges) -> Bundle:
    """Change a bundle; what was sold stays as sold."""
    return services.update_bundle(request.actor, bundle_id=bundle_id, **data.given())


@router.post("/bundles/{bundle_id}/retire", response=BundleOut)
def retire_bundle(request: ApiRequest, bundle_id: Key) -> Bundle:
    """Take a bundle off the offer."""
    return services.retire_bundle(request.actor, bundle_id=bundle_id)
