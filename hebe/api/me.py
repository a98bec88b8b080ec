"""One's own log-in: password, second factor, language, saved views."""

from typing import Annotated, Any, Literal

from django.http import HttpResponse
from ninja import Schema, Status
from pydantic import Field

from hebe.access import queries, services
from hebe.access.guesses import counting_guesses
from hebe.access.models import SavedView
from hebe.api.auth import ANSWERED_ONCE, ApiRequest
from hebe.api.routing import Router, needs
from hebe.api.schemas import GUESSED, Key, LongText, Sent, Text

router = Router(tags=["me"])
TableName = Annotated[Text, Field(min_length=1, max_length=60)]


class Me(Schema):
    """Whose key this is, and what it may do."""

    user_id: int | None
    name: str
    group_id: int
    store_id: int | None
    store_ids: list[int]
    permissions: list[str]


class CurrentPassword(Sent):
    """One's own password, to prove that it is oneself."""

    current: Text


class OwnPassword(CurrentPassword):
    """A password for oneself."""

    password: Text


class CodeIn(Sent):
    """The six digits that the authenticator shows, or a recovery code."""

    code: Annotated[Text, Field(max_length=20)]


class CodeAndPassword(CodeIn, CurrentPassword):
    """The six digits, and one's own password."""


class CodesOut(Schema):
    """Recovery codes, each good once in place of the authenticator."""

    codes: list[str]


class SecretOut(Schema):
    """A fresh secret (base32), and the address that authenticators read from a picture."""

    secret: str
    address: str


class LanguageIn(Sent):
    """The language one reads."""

    language: Literal["zh-hans", "en"]


class ViewIn(Sent):
    """A list's filter, order and columns, as its address says them, under a name."""

    table: TableName
    name: Annotated[Text, Field(max_length=40)]
    query: Annotated[LongText, Field(max_length=2000)]


class ViewOut(Schema):
    """A saved view."""

    id: int
    table: str
    name: str
    query: str


@router.get("/me", response=Me)
@needs("")
def get_me(request: ApiRequest) -> dict[str, Any]:
    """Return whose key this is."""
    actor = request.actor
    return {
        "user_id": actor.user_id,
        "name": actor.name,
        "group_id": actor.group_id,
        "store_id": actor.store_id,
        "store_ids": [store.pk for store in queries.my_stores(actor)],
        "permissions": sorted(actor.grants),
    }


@router.post("/me/password", response={204: None, **GUESSED})
@needs("")
def change_password(request: ApiRequest, data: OwnPassword) -> Status[None]:
    """Change one's own password, not into the one that was given; sessions end, keys stay."""
    with counting_guesses(request, request.actor):
        services.change_password(request.actor, **data.model_dump())
    return Status(204, None)


@router.post("/me/second-factor/begin", response={200: SecretOut, **GUESSED})
@needs("")
def begin_second_factor(
    request: ApiRequest, response: HttpResponse, data: CurrentPassword
) -> dict[str, str]:
    """Return a fresh secret; this answer alone holds it, and it counts once it is confirmed."""
    response["Cache-Control"] = ANSWERED_ONCE
    with counting_guesses(request, request.actor):
        secret = services.begin_second_factor(request.actor, **data.model_dump())
    address = queries.authenticator_address(queries.my_user(request.actor))
    return {"secret": secret, "address": address}


@router.post("/me/second-factor/confirm", response={200: CodesOut, **GUESSED})
@needs("")
def confirm_second_factor(
    request: ApiRequest, response: HttpResponse, data: CodeIn
) -> dict[str, list[str]]:
    """Switch the second factor on; this answer alone holds the recovery codes."""
    response["Cache-Control"] = ANSWERED_ONCE
    with counting_guesses(request, request.actor):
        return {"codes": services.confirm_second_factor(request.actor, code=data.code)}


@router.post("/me/second-factor/recovery-codes", response={200: CodesOut, **GUESSED})
@needs("")
def renew_recovery_codes(
    request: ApiRequest, response: HttpResponse, data: CodeAndPassword
) -> dict[str, list[str]]:
    """Return new recovery codes in place of the old ones; this answer alone holds them."""
    response["Cache-Control"] = ANSWERED_ONCE
    with counting_guesses(request, request.actor):
        return {"codes": services.renew_recovery_codes(request.actor, **data.model_dump())}


@router.post("/me/second-factor/drop", response={204: None, **GUESSED})
@needs("")
def drop_second_factor(request: ApiRequest, data: CodeAndPassword) -> Status[None]:
    """Switch the second factor off."""
    with counting_guesses(request, request.actor):
        services.drop_second_factor(request.actor, **data.model_dump())
    return Status(204, None)


@router.put("/me/language", response={204: None})
@needs("")
def set_language(request: ApiRequest, data: LanguageIn) -> Status[None]:
    """Say in which language screens greet one."""
    services.set_language(request.actor, language=data.language)
    return Status(204, None)


@router.get("/me/views", response=list[ViewOut])
@needs("")
def list_views(request: ApiRequest, table: TableName) -> list[SavedView]:
    """List one's own saved views of a list."""
    return list(queries.saved_views(request.actor, table))


@router.post("/me/views", response={201: ViewOut})
@needs("")
def save_view(request: ApiRequest, data: ViewIn) -> Status[SavedView]:
    """Keep a view, in place of an earlier one of the same name."""
    return Status(201, services.save_view(request.actor, **data.model_dump()))


@router.delete("/me/views/{view_id}", response={204: None})
@needs("")
def drop_view(request: ApiRequest, view_id: Key) -> Status[None]:
    """Forget a view."""
    services.drop_view(request.actor, view_id=view_id)
    return Status(204, None)
