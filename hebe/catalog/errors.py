"""Why the catalogue says no."""

from django.utils.translation import gettext_lazy as _

from hebe.kernel.errors import Invalid, Refused


class CodeTaken(Invalid):
    """Another item or product has this code."""

    message = _("This code is taken. Choose another one.")


class NameTaken(Invalid):
    """Another category has this name."""

    message = _("There is a category of this name already.")


class BundleTooSmall(Refused):
    """One thing is no bundle."""

    message = _("A bundle holds at least two pieces. Nothing was saved.")
    advice = _("Add another item or product, or raise a quantity.")


class PieceNotOnOffer(Refused):
    """A bundle is made of what is sold."""

    message = _("%(name)s is not on offer, so no bundle can hold it. Nothing was changed.")
    advice = _("Put it back on offer first, or choose something else.")
