"""Acts on keys to the API."""

import secrets

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.access import events
from hebe.access.actor import Actor, requires
from hebe.access.models import ApiKey, User
from hebe.access.queries import digest_of, grants_of
from hebe.access.rank import check_right_to_act_as
from hebe.access.services.roles import check_declared
from hebe.access.telling import tell
from hebe.kernel import clock
from hebe.kernel.errors import Invalid

SIGNING = "clinical.sign"  # a signature is personal: nobody has it made by another's key
SHOWN = 12  # characters of a key that lists show, so that people tell keys apart


@requires("access.api_keys")
@transaction.atomic
def create_api_key(
    actor: Actor, *, user_id: int, name: str, scopes: list[str]
) -> tuple[ApiKey, str]:
    """Make a key for a user; return it with the secret, which is shown this once only.

    Empty `scopes` means all the user may do. A key for somebody else keeps to what she may
    do today and never signs records. Refuses KeyTooWide when she may do more than the maker.

    No key asks whether a password is a given one. A key of one's own is made on a screen, so
    after choosing one's password; programs never sign in and live by a key that somebody else
    made, which the trail tells.
    """
    user: User = User.objects.of(actor).one(user_id)
    check_declared("scopes", scopes)
    check_right_to_act_as(actor, user)
    secret = f"hebe_{actor.group_id}_{secrets.token_urlsafe(32)}"
    key = ApiKey.objects.of(actor).create(
        group_id=actor.group_id,
        user=user,
        name=name.strip() or user.login,
        prefix=secret[:SHOWN],
        digest=digest_of(secret),
        scopes=_opened(actor, user, scopes),
    )
    tell(actor, events.ApiKeyCreated(key.pk, user.pk), subject=key)
    return key, secret


def _opened(actor: Actor, user: User, scopes: list[str]) -> list[str]:
    """Return the scopes to keep; the command line and oneself are not narrowed further."""
    if actor.user_id in (None, user.pk):
        return scopes
    if SIGNING in scopes:
        raise Invalid("scopes", _("A key for somebody else cannot sign medical records."))
    theirs = grants_of(user).keys() - {SIGNING}
    opened = sorted(theirs.intersection(scopes) if scopes else theirs)
    if not opened:
        raise Invalid("scopes", _("This key would open nothing that the log-in may do."))
    return opened


@requires("access.api_keys")
@transaction.atomic
def revoke_api_key(actor: Actor, *, key_id: int) -> ApiKey:
    """Make a key useless from now on."""
    key: ApiKey = ApiKey.objects.of(actor).locked().one(key_id)
    key.revoked_at = key.revoked_at or clock.now()
    key.save(update_fields=["revoked_at"])
    tell(actor, events.ApiKeyRevoked(key.pk), subject=key)
    return key
