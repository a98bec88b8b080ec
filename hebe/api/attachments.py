"""The files on a customer's page."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpResponse
from ninja import File, Form, Schema, Status
from ninja.files import UploadedFile

from hebe.api.auth import ApiRequest
from hebe.api.routing import FILE, Router, needs
from hebe.api.schemas import Key, Sent, Text
from hebe.customers import queries, services
from hebe.customers.models import Attachment

router = Router(tags=["customers"])


class AttachmentOut(Schema):
    """A file on a customer's page."""

    id: int
    name: str
    content_type: str
    size: int
    note: str
    by: str
    at: datetime

    @staticmethod
    def resolve_name(row: Attachment) -> str:
        """Return the file's name."""
        return row.file.name

    @staticmethod
    def resolve_content_type(row: Attachment) -> str:
        """Return what it is."""
        return row.file.content_type

    @staticmethod
    def resolve_size(row: Attachment) -> int:
        """Return its size in bytes."""
        return row.file.size


class AttachmentRemoval(Sent):
    """Why a file is taken away."""

    reason: Text


@router.get("/customers/{customer_id}/files", response=list[AttachmentOut])
@needs("customers.files")
def list_attachments(request: ApiRequest, customer_id: Key) -> list[Any]:
    """List a customer's files, newest first."""
    return list(queries.attachments(request.actor, customer_id))


@router.post("/customers/{customer_id}/files", response={201: AttachmentOut})
def attach_file(
    request: ApiRequest,
    customer_id: Key,
    file: Annotated[UploadedFile, File()],
    note: Annotated[Text, Form("")],
) -> Status[Attachment]:
    """Put a file on a customer's page (multipart form: `file`, `note`)."""
    made = services.attach_file(
        request.actor, customer_id=customer_id, name=file.name or "", content=file.read(),
        note=note,
    )  # fmt: skip
    return Status(201, made)


@router.get("/files/{attachment_id}", response=FILE)
@needs("customers.files")
def get_attachment(request: ApiRequest, attachment_id: Key) -> HttpResponse:
    """Fetch a file of a customer's page; that it was opened is kept."""
    stored, content = queries.open_attachment(request.actor, attachment_id)
    return HttpResponse(content, headers=stored.headers)


@router.post("/files/{attachment_id}/remove", response={204: None})
def remove_attachment(
    request: ApiRequest, attachment_id: Key, data: AttachmentRemoval
) -> Status[None]:
    """Take a file off a customer's page, with the reason."""
    services.remove_attachment(request.actor, attachment_id=attachment_id, reason=data.reason)
    return Status(204, None)
