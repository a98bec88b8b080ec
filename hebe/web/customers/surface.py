"""What the customers show of themselves."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from hebe.customers.queries import Hit
from hebe.customers.services import find_customers
from hebe.web.customers import panels
from hebe.web.finding import ACTS, KINDS, Kind, Search, Way
from hebe.web.frame import PIECES, START, TOP, Piece
from hebe.web.nav import ENTRIES, Entry
from hebe.web.settings import SETTINGS, Setting
from hebe.web.todos.layouts import ADVISOR, CLINIC, PANELS, Laid, side
from hebe.web.todos.panels import people

CREATE = "customers:create"


def _people(search: Search) -> Sequence[Hit]:
    """Return who is meant; later kinds look for what those within reach have."""
    hits = find_customers(search.actor, search.text)
    search.people += [hit.card.id for hit in hits if hit.within_reach]
    return hits


ENTRIES.add(
    Entry(
        "customers:list", _("Customers"), "users", "customers.view", "customers", 10, thumb=40
    )
)
KINDS.add(
    Kind(
        "customers", _people, "customers/_palette.html", "customers.view", 10,
        nothing="customers/_palette_empty.html",
    )
)  # fmt: skip
ACTS.add(
    Way(
        CREATE, _("New customer"), "user-plus", "customers.create",
        in_drawer=True, position=10, quick=20,
    )
)  # fmt: skip
PIECES.add(
    Piece("customers: new", START, "customers/_start.html", "customers.create", 10),
    Piece("customers: new on the phone", TOP, "customers/_top.html", "customers.create", 10),
)
panels.PANELS.add(
    panels.Panel("customers:attachments", _("Files"), "customers.files", panels.SIDE, 40)
)
PANELS.add(
    Laid("newest", people.newest, {CLINIC: side(20), ADVISOR: side(20)}),
    Laid("birthdays", people.birthdays, {ADVISOR: side(30)}),
)
SETTINGS.add(
    Setting(
        "customers:tags", _("Tags and channels"),
        _("The house's own tags, the channels customers come by, and fields of its own."),
        "tags", "customers.settings", 10,
    )
)  # fmt: skip
