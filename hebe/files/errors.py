"""Why a file stays outside, or cannot be had."""

from django.utils.translation import gettext_lazy as _

from hebe.kernel.errors import Refused, Text


class FileTooBig(Refused):
    """Over the limit."""

    message = _("The file is larger than %(limit)s MB. Nothing was stored.")
    advice = _("Split it, or leave out what is not needed.")
    status = 422


class FileNotWhatItSays(Refused):
    """The contents do not fit the name."""

    message = _("The contents of this file do not fit its name. Nothing was stored.")
    advice = _("Save it again in its own program and upload that copy.")
    status = 422


class FileKindRefused(Refused):
    """Not a kind that is taken here."""

    message = _("Files of this kind are not taken here. Nothing was stored.")
    advice: Text = _("Allowed: %s.")
    status = 422


class FileLost(Refused):
    """Known, but its contents are gone."""

    message = _("The contents of this file are no longer kept here.")
    advice = _("Make it again, or ask your administrator to bring files/ back from the backup.")
    status = 404
