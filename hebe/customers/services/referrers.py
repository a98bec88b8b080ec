"""Who brought a customer: named only within the reach of whoever says so."""

from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.customers.queries.reach import customers
from hebe.kernel.errors import Invalid


def check_referrer(
    actor: Actor, key: int | None, *, standing: int | None = None, herself: int | None = None
) -> None:
    """Raise Invalid about somebody beyond reach as about nobody, and about herself.

    Who is `standing` on the file already may stay there.
    """
    if key is None or key == standing:
        return
    if key == herself:
        raise Invalid("referrer_id", _("Nobody brings herself."))
    if not customers(actor).filter(pk=key).exists():
        raise Invalid("referrer_id", _("Choose one of the list."))
