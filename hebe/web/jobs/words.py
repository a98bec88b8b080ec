"""What the counts of a job are called."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "new": _("New customers"),
    "merged": _("Merged, same mobile"),
    "known": _("Already here"),
    "rejected": _("Rejected"),
    "written": _("Rows written"),
    "changed": _("Changed"),
    "same": _("Was so already"),
    "refused": _("Refused"),
    "out_of_reach": _("Not within your reach"),
}


def said(counts: dict[str, int]) -> list[tuple[str, int]]:
    """Return the counts with their names; nothing for what is zero."""
    return [(str(WORDS.get(key, key)), value) for key, value in counts.items() if value]
