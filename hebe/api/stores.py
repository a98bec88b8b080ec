"""Stores, and the audit trail."""

from typing import Any

from django.http import HttpResponse
from ninja import Status

from hebe.access import queries, services
from hebe.api.auth import ApiRequest
from hebe.api.paging import page
from hebe.api.routing import Router, needs
from hebe.api.schemas import Cursor, Key, Limit, Moment, Text
from hebe.api.stores_schemas import (
    AuditPage,
    ChainOut,
    StoreChanges,
    StoreDetail,
    StoreIn,
    StoreOut,
    WordIn,
    WordOut,
)
from hebe.api.touching import telling_touched
from hebe.journal.models import Audit
from hebe.journal.queries import audit_list
from hebe.journal.services import ChainState, chain_state
from hebe.tenancy.models import Store

router = Router(tags=["stores and audit"])


@router.get("/stores", response=list[StoreOut])
@needs("tenancy.stores")
def list_stores(request: ApiRequest) -> list[Store]:
    """List the stores that one may edit."""
    return list(queries.store_list(request.actor))


@router.get("/stores/{store_id}", response=StoreDetail)
def get_store(request: ApiRequest, store_id: Key) -> Store:
    """Return one store."""
    return queries.get_store(request.actor, store_id)


@router.post("/stores", response={201: StoreOut})
def create_store(request: ApiRequest, data: StoreIn) -> Status[Store]:
    """Open one more store."""
    return Status(201, services.create_store(request.actor, **data.given()))


@router.patch("/stores/{store_id}", response=StoreDetail)
def update_store(
    request: ApiRequest, response: HttpResponse, store_id: Key, data: StoreChanges
) -> Store:
    """Change what is known of a store; `Bookings-Touched` says how many need attention now."""
    with telling_touched(request.actor, response, [store_id]):
        return services.update_store(request.actor, store_id=store_id, **data.given())


@router.put("/group/advisor-word", response=WordOut)
def rename_advisors(request: ApiRequest, data: WordIn) -> dict[str, str]:
    """Call advisors by the group's own word on every screen."""
    group = services.rename_advisors(request.actor, word=data.word)
    return {"word": group.advisor_label}


@router.get("/audit", response=AuditPage)
@needs("access.audit")
def list_audit(
    request: ApiRequest,
    who: Text = "",
    act: Text = "",
    subject: Text = "",
    since: Moment | None = None,
    until: Moment | None = None,
    cursor: Cursor = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    """List the trail, newest first."""
    wanted = {
        "who__icontains": who, "act": act, "subject": subject,
        "at__gte": since, "at__lt": until,
    }  # fmt: skip
    rows = audit_list(request.actor).filter(**{k: v for k, v in wanted.items() if v})
    found: list[Audit]
    found, following = page(rows, cursor, limit, ("-id",))
    return {"rows": found, "next": following}


@router.get("/audit/chain", response=ChainOut)
@needs("access.audit")
def get_chain(request: ApiRequest) -> ChainState:
    """Say whether the newest links of the chain hold."""
    return chain_state(request.actor)
