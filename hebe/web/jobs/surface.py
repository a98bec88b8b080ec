"""What long work shows of itself."""

from django.utils.translation import gettext_lazy as _

from hebe.web.frame import ACCOUNT, BANNER, PIECES, TOP, Piece
from hebe.web.nav import ENTRIES, Entry

ENTRIES.add(
    Entry("jobs:list", _("Background jobs"), "progress", heading="business", position=50)
)
PIECES.add(
    Piece("jobs: house work", BANNER, "jobs/_banner.html", position=10),
    Piece("jobs", TOP, "jobs/_top.html", position=20),
    Piece("jobs: on the phone", ACCOUNT, "jobs/_account.html", position=10),
)
