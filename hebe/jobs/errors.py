"""Why a job does not go on."""

from django.utils.translation import gettext_lazy as _

from hebe.kernel.errors import Refused


class UnknownJob(Refused):
    """No work of this kind is known."""

    message = _("This kind of work is not known here.")
