"""Acts on what people keep for themselves: saved views, language; and that they came in."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.access import events
from hebe.access.actor import Actor
from hebe.access.models import SavedView, User
from hebe.access.telling import tell
from hebe.kernel.errors import Invalid, NotFound


@transaction.atomic
def save_view(actor: Actor, *, table: str, name: str, query: str) -> SavedView:
    """Keep (or replace) one's own named view of a list."""
    if not name.strip():
        raise Invalid("name", _("Give the view a name."))
    view, _made = SavedView.objects.of(actor).update_or_create(
        group_id=actor.group_id,
        user_id=actor.user_id,
        table=table,
        name=name.strip()[:40],
        defaults={"query": query},
    )
    kept: SavedView = view
    return kept


@transaction.atomic
def drop_view(actor: Actor, *, view_id: int) -> None:
    """Forget one of one's own views; NotFound for anybody else's."""
    gone, _by_model = (
        SavedView.objects.of(actor).filter(pk=view_id, user_id=actor.user_id).delete()
    )
    if not gone:
        raise NotFound


@transaction.atomic
def set_language(actor: Actor, *, language: str) -> None:
    """Remember the language a user reads."""
    if language not in dict(settings.LANGUAGES):
        raise Invalid("language")
    User.objects.of(actor).filter(pk=actor.user_id).update(language=language)


@transaction.atomic
def note_sign_in(actor: Actor) -> None:
    """Leave in the audit trail that the actor came in, and from where."""
    if actor.user_id is not None:
        tell(actor, events.SignedIn(actor.user_id))
