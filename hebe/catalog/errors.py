"""Why the catalogue says no."""

from django.utils.translation import gettext_lazy as _

from hebe.kernel.errors import Invalid


class CodeTaken(Invalid):
    """Another item or product has this code."""

    message = _("This code is taken. Choose another one.")


class NameTaken(Invalid):
    """Another category has this name."""

    message = _("There is a category of this name already.")
