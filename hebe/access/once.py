"""A form or request that arrives twice is carried out once."""

from hebe.access.actor import Actor
from hebe.access.errors import AlreadySubmitted
from hebe.access.models import Submission
from hebe.kernel.violations import refusing

BODY_LIMIT = 200_000


def replay_of(actor: Actor, token: str) -> Submission | None:
    """Return what the same person's same token was answered, or None."""
    found: Submission | None = (
        Submission.objects.of(actor).filter(user_id=actor.user_id, token=token).first()
    )
    return found


def start(actor: Actor, token: str, address: str, fingerprint: str = "") -> Submission:
    """Claim a token; a second claim at the same moment waits, then raises AlreadySubmitted."""
    row = Submission(
        group_id=actor.group_id,
        user_id=actor.user_id,
        token=token,
        address=address[:300],
        fingerprint=fingerprint,
    )
    with refusing({"one_submission_per_token": AlreadySubmitted()}):
        row.save()
    return row


def remember(row: Submission, status: int, location: str, body: str) -> None:
    """Keep the answer, so that a repeat gets the same one."""
    row.status, row.location, row.body = status, location[:500], body[:BODY_LIMIT]
    row.save(update_fields=["status", "location", "body"])
