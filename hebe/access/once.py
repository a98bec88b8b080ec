"""A form or request that arrives twice is carried out once."""

from datetime import timedelta

from hebe.access.actor import Actor
from hebe.access.errors import IdempotencyKeyReused
from hebe.access.models import Submission
from hebe.kernel import clock
from hebe.tenancy.models import HasGroup

LONGEST_TOKEN = 80
LONGEST_ANSWER = 200_000  # characters; a repeat of something longer is answered without it


def claim(
    actor: Actor, token: str, *, address: str, fingerprint: str
) -> tuple[Submission, bool]:
    """Return the submission of the actor's token, and whether it is now to be carried out.

    A second claim waits until the first has ended; when that was refused, the second is
    carried out in its place. Raises IdempotencyKeyReused for another address or body.
    Claim, carry out and `remember` within one transaction.
    """
    row: Submission
    row, is_first = Submission.objects.of(actor).get_or_create(
        group_id=actor.group_id,
        user_id=actor.user_id,
        token=token,
        defaults={"address": address[:300], "fingerprint": fingerprint},
    )
    if (row.address, row.fingerprint) != (address[:300], fingerprint):
        raise IdempotencyKeyReused
    return row, is_first


def remember(row: Submission, *, status: int, location: str = "", body: str = "") -> None:
    """Keep the answer, so that a repeat gets the same one."""
    row.status, row.location = status, location[:500]
    row.body = body if len(body) <= LONGEST_ANSWER else ""
    row.save(update_fields=["status", "location", "body"])


def forget_old(whose: HasGroup, *, older_than: timedelta = timedelta(days=7)) -> int:
    """Drop a group's submissions that nobody repeats any more; return how many."""
    old = Submission.objects.of(whose).filter(created_at__lt=clock.now() - older_than)
    count, _by_model = old.delete()
    return count
