"""Acts on keys to the API."""

import secrets

from django.db import transaction

from hebe.access import events
from hebe.access.actor import Actor, requires
from hebe.access.models import ApiKey, User
from hebe.access.queries import digest_of
from hebe.access.rank import check_rank
from hebe.access.services.roles import check_declared
from hebe.access.telling import tell
from hebe.kernel import clock

SHOWN = 12  # characters of a key that lists show, so that people tell keys apart


@requires("access.api_keys")
@transaction.atomic
def create_api_key(
    actor: Actor, *, user_id: int, name: str, scopes: list[str]
) -> tuple[ApiKey, str]:
    """Make a key for a user; return it with the secret, which is shown this once only.

    Empty `scopes` means all the user may do.
    """
    user: User = User.objects.of(actor).one(user_id)
    check_declared("scopes", scopes)
    check_rank(actor, user)
    secret = f"hebe_{actor.group_id}_{secrets.token_urlsafe(32)}"
    key = ApiKey.objects.of(actor).create(
        group_id=actor.group_id,
        user=user,
        name=name.strip() or user.login,
        prefix=secret[:SHOWN],
        digest=digest_of(secret),
        scopes=scopes,
    )
    tell(actor, events.ApiKeyCreated(key.pk, user.pk), subject=key)
    return key, secret


@requires("access.api_keys")
@transaction.atomic
def revoke_api_key(actor: Actor, *, key_id: int) -> ApiKey:
    """Make a key useless from now on."""
    key: ApiKey = ApiKey.objects.of(actor).locked().one(key_id)
    key.revoked_at = key.revoked_at or clock.now()
    key.save(update_fields=["revoked_at"])
    tell(actor, events.ApiKeyRevoked(key.pk), subject=key)
    return key
