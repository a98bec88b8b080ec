"""Why a job does not go on."""

from django.utils.translation import gettext_lazy as _

from hebe.kernel.errors import Refused


class StillRunning(Exception):
    """Another worker is at this job, though it was thought dead: look again later."""


class UnknownJob(Refused):
    """No work of this kind is known."""

    message = _("This kind of work is not known here.")
