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


class AlreadyTaken(Refused):
    """Another candidate was quicker."""

    message = _("Somebody else has just taken this up. Nothing was changed.")
    advice = _("Reload the list to see what is still free.")


class NotClaimed(Refused):
    """It was given to her by name."""

    message = _("This work was given to a person by name, so it cannot be put back.")
    advice = _("Have it handed over to somebody else.")


class DecisionNeeded(Refused):
    """A request is decided, not finished."""

    message = _("This asks for a decision. Nothing was changed.")
    advice = _("Approve it, or reject it with a reason.")


class NothingToDecide(Refused):
    """There is no request behind this work."""

    message = _("There is nothing to decide here.")
    advice = _("Open it from the list of to-dos.")
    status = 404


class AlreadyDecided(Refused):
    """Somebody was quicker, or the request was withdrawn."""

    message = _("This request is already settled. Nothing was changed.")
    advice = _("Reload the page to see what was decided.")


class OwnRequest(Refused):
    """Nobody decides what she asked for herself."""

    message = _("You asked for this yourself, so somebody else decides it.")
    advice = _("Ask another manager, or withdraw the request.")
    status = 403


class HasSubstitute(Refused):
    """The days overlap with those of another stand-in."""

    message = _("%(name)s already has a substitute on some of these days.")
    advice = _("End that one first, or choose other days.")
    field = "starts_on"
