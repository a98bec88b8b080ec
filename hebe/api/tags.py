"""Tags, channels and own fields, and acts on many customers at once."""

from typing import Any

from ninja import Status

from hebe.api.auth import ApiRequest
from hebe.api.routing import Router, needs
from hebe.api.schemas import Key
from hebe.api.tags_schemas import (
    ChannelIn,
    ChannelOut,
    Done,
    Many,
    NewOwnFieldIn,
    OldOwnFieldIn,
    OwnFieldOut,
    TagChanges,
    TagDetail,
    TagIn,
)
from hebe.customers import queries, services

router = Router(tags=["customers"])


@router.get("/tags", response=list[TagDetail])
@needs("")
def list_tags(request: ApiRequest) -> list[Any]:
    """List the group's tags by name."""
    return list(queries.tag_list(request.actor))


@router.post("/tags", response={201: TagDetail})
def create_tag(request: ApiRequest, data: TagIn) -> Status[Any]:
    """Add a tag to the group's list."""
    return Status(201, services.create_tag(request.actor, **data.model_dump()))


@router.patch("/tags/{tag_id}", response=TagDetail)
def edit_tag(request: ApiRequest, tag_id: Key, data: TagChanges) -> Any:
    """Rename or recolour a tag everywhere."""
    return services.edit_tag(request.actor, tag_id=tag_id, **data.given())


@router.post("/tags/{tag_id}/customers", response=Done)
def tag_customers(request: ApiRequest, tag_id: Key, data: Many) -> services.Outcome:
    """Put a tag on many customers; says how many did not have it."""
    return services.tag_customers(request.actor, customer_ids=data.customer_ids, tag_id=tag_id)


@router.put("/customers/{customer_id}/tags/{tag_id}", response={204: None})
def tag_customer(request: ApiRequest, customer_id: Key, tag_id: Key) -> Status[None]:
    """Put a tag on her."""
    services.tag_customer(request.actor, customer_id=customer_id, tag_id=tag_id)
    return Status(204, None)


@router.delete("/customers/{customer_id}/tags/{tag_id}", response={204: None})
def untag_customer(request: ApiRequest, customer_id: Key, tag_id: Key) -> Status[None]:
    """Take a tag off her."""
    services.untag_customer(request.actor, customer_id=customer_id, tag_id=tag_id)
    return Status(204, None)


@router.post("/advisors/{advisor_id}/customers", response=Done)
def set_advisor(request: ApiRequest, advisor_id: Key, data: Many) -> services.Outcome:
    """Give many customers one advisor."""
    return services.set_advisor(
        request.actor, customer_ids=data.customer_ids, advisor_id=advisor_id
    )


@router.post("/carers/{carer_id}/customers", response=Done)
def set_carer(request: ApiRequest, carer_id: Key, data: Many) -> services.Outcome:
    """Hand the follow-ups of many customers over to one person."""
    return services.set_carer(request.actor, customer_ids=data.customer_ids, carer_id=carer_id)


@router.get("/channels", response=list[ChannelOut])
@needs("")
def list_channels(request: ApiRequest) -> list[Any]:
    """List the channels in use by name."""
    return list(queries.channel_list(request.actor))


@router.post("/channels", response={201: ChannelOut})
def create_channel(request: ApiRequest, data: ChannelIn) -> Status[Any]:
    """Add a channel."""
    return Status(201, services.create_channel(request.actor, **data.model_dump()))


@router.get("/own-fields", response=list[OwnFieldOut])
@needs("")
def list_own_fields(request: ApiRequest) -> list[Any]:
    """List what the group asks of its own, retired fields too."""
    return list(queries.own_fields(request.actor, is_active=None))


@router.post("/own-fields", response={201: OwnFieldOut})
def create_own_field(request: ApiRequest, data: NewOwnFieldIn) -> Status[Any]:
    """Ask one more thing of every customer."""
    return Status(201, services.create_own_field(request.actor, **data.model_dump()))


@router.put("/own-fields/{field_id}", response=OwnFieldOut)
def edit_own_field(request: ApiRequest, field_id: Key, data: OldOwnFieldIn) -> Any:
    """Rename a field, change its words, or retire it; what was written in it stays."""
    return services.edit_own_field(request.actor, field_id=field_id, **data.model_dump())
