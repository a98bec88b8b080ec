"""Why work cannot be done twice or by anybody."""

from django.utils.translation import gettext_lazy as _

from hebe.kernel.errors import Refused


class AlreadyDone(Refused):
    """Somebody finished it."""

    message = _("This to-do is already finished. Nothing was changed.")
    advice = _("Reload the list to see what is still open.")


class OutcomeMissing(Refused):
    """A follow-up needs a word on what came of it."""

    message = _("Write in a few words what came of it, then finish it.")
    advice = _("What the customer said, or that nobody answered, is enough.")


class NotYours(Refused):
    """It belongs to somebody else."""

    message = _("This to-do belongs to somebody else.")
    advice = _("Ask her, or a manager, to hand it over to you.")
    status = 403


class OwnerNotAtWork(Refused):
    """The person has left, or has not begun."""

    message = _("%(name)s does not work here now. Nothing was changed.")
    advice = _("Choose somebody of the list.")


class OwnerCannotSignIn(Refused):
    """The person would never see the work."""

    message = _("%(name)s cannot sign in and would never see it. Nothing was changed.")
    advice = _("Choose somebody of the list, or have a log-in made first.")


class OwnerElsewhere(Refused):
    """The person works at other stores."""

    message = _("%(name)s does not work at the store of this to-do. Nothing was changed.")
    advice = _("Choose somebody of the store, or add the store to this person first.")
