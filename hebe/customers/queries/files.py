"""The files on a customer's page."""

from hebe.access.actor import Actor, requires
from hebe.customers.models import Attachment
from hebe.customers.queries.reach import customers, get_customer
from hebe.files.models import StoredFile
from hebe.files.services import content_of
from hebe.journal.publish import record_view

VIEW = "customers.files"


@requires(VIEW)
def attachments(actor: Actor, customer_id: int) -> list[Attachment]:
    """Return a customer's files, newest first; NotFound beyond reach."""
    get_customer(actor, customer_id, VIEW)
    rows = Attachment.objects.of(actor).filter(customer_id=customer_id, removed_at=None)
    return list(rows.select_related("file", "small").order_by("-pk"))


@requires(VIEW)
def open_attachment(
    actor: Actor, attachment_id: int, *, is_small: bool = False
) -> tuple[StoredFile, bytes]:
    """Return a file with its contents, and keep that it was opened; NotFound beyond reach.

    The small form of a picture, which a list shows, is not kept as opened.
    """
    rows = Attachment.objects.of(actor).filter(removed_at=None)
    found: Attachment = rows.one(attachment_id)
    get_customer(actor, found.customer_id, VIEW)
    stored, content = content_of(actor, (is_small and found.small_id) or found.file_id)
    if not is_small:
        record_view(actor, found, what="AttachmentOpened", customer_id=found.customer_id)
    return stored, content


def is_readable(actor: Actor, stored: StoredFile) -> bool:
    """Say whether the file stands on the page of a customer whose files the actor may see."""
    rows = Attachment.objects.of(actor).filter(file=stored, removed_at=None)
    reached = customers(actor, VIEW).filter(pk__in=rows.values("customer_id"))
    return actor.may(VIEW) and reached.exists()
