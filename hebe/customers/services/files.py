"""Put files on a customer's page, and take them away."""

from django.db import transaction
from django.utils.translation import gettext as _

from hebe.access.actor import Actor, requires
from hebe.customers.events import AttachmentRemoved, FileAttached
from hebe.customers.models import Attachment
from hebe.customers.services.locking import locked
from hebe.files.services import small_picture, store_file
from hebe.journal.publish import publish
from hebe.kernel import clock
from hebe.kernel.errors import Invalid

PURPOSE = "customer"


@requires("customers.attach")
@transaction.atomic
def attach_file(
    actor: Actor, *, customer_id: int, name: str, content: bytes, note: str = ""
) -> Attachment:
    """Keep a file with a customer within reach, sealed; of a picture a small form is made.

    Refuses FileTooBig, FileKindRefused, FileNotWhatItSays.
    """
    customer = locked(actor, customer_id, "customers.attach")
    stored = store_file(actor, name=name, content=content, purpose=PURPOSE)
    attachment: Attachment = Attachment.objects.of(actor).create(
        group_id=actor.group_id, customer=customer, file=stored,
        small=small_picture(actor, stored, content), note=note.strip()[:120],
        by=actor.name, at=clock.now(),
    )  # fmt: skip
    told = FileAttached(customer.pk, attachment.pk, customer.home_store_id)
    publish(actor, told, subject=attachment)
    return attachment


@requires("customers.attach")
@transaction.atomic
def remove_attachment(actor: Actor, *, attachment_id: int, reason: str) -> Attachment:
    """Take a file off a customer's page; it stays kept, with who took it away and why.

    Invalid without a reason, NotFound beyond reach or when it is gone already.
    """
    rows = Attachment.objects.of(actor).filter(removed_at=None)
    customer = locked(actor, rows.one(attachment_id).customer_id, "customers.attach")
    if not reason.strip():
        raise Invalid("reason", _("Say why the file is taken away."))
    attachment: Attachment = rows.locked().one(attachment_id)
    attachment.removed_at, attachment.removed_by = clock.now(), actor.name
    attachment.removed_because = reason.strip()[:200]
    attachment.save(update_fields=["removed_at", "removed_by", "removed_because"])
    told = AttachmentRemoved(customer.pk, attachment.pk, customer.home_store_id)
    publish(actor, told, subject=attachment)
    return attachment
