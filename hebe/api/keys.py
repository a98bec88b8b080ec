"""Keys to the API."""

from typing import Any

from django.http import HttpResponse
from ninja import Status

from hebe.access import queries, services
from hebe.access.models import ApiKey
from hebe.api.access_schemas import ApiKeyIn, KeyOut, NewKeyOut
from hebe.api.auth import ANSWERED_ONCE, ApiRequest
from hebe.api.routing import Router, needs
from hebe.api.schemas import Key

router = Router(tags=["access"])


@router.get("/api-keys", response=list[KeyOut])
@needs("access.api_keys")
def list_api_keys(request: ApiRequest) -> list[ApiKey]:
    """List the keys, those in use first."""
    return list(queries.api_key_list(request.actor))


@router.post("/api-keys", response={201: NewKeyOut})
def create_api_key(
    request: ApiRequest, response: HttpResponse, data: ApiKeyIn
) -> Status[dict[str, Any]]:
    """Make a key; this answer alone holds its secret, also when the request is repeated."""
    response["Cache-Control"] = ANSWERED_ONCE
    key, secret = services.create_api_key(request.actor, **data.model_dump())
    return Status(201, KeyOut.from_orm(key).model_dump() | {"secret": secret})


@router.post("/api-keys/{key_id}/revoke", response=KeyOut)
def revoke_api_key(request: ApiRequest, key_id: Key) -> ApiKey:
    """Make a key useless from now on."""
    return services.revoke_api_key(request.actor, key_id=key_id)
