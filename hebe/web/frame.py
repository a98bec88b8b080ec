"""What apps put into the frame around every page: into its bar, its menus, above the page."""

from dataclasses import dataclass

from hebe.access.actor import Actor
from hebe.web.surface import Registry

BANNER, START, TOP, ACCOUNT = "banner", "start", "top", "account"


@dataclass(frozen=True, slots=True)
class Piece:
    """One template in one slot of the frame, for who holds `permission` (empty: everybody).

    Slots are BANNER above the page, START after the search box, TOP among the buttons at the
    end of the top bar, ACCOUNT in the menu of one's own account.
    """

    name: str
    slot: str
    template: str
    permission: str = ""
    position: int = 0


def _misplaced(piece: Piece) -> str:
    return "" if piece.slot in SLOTS else f"there is no slot {piece.slot!r}"


SLOTS = (BANNER, START, TOP, ACCOUNT)
PIECES: Registry[Piece] = Registry("piece of the frame", wrong=_misplaced)


def pieces(actor: Actor) -> dict[str, list[str]]:
    """Return the templates of each slot that this actor sees."""
    found: dict[str, list[str]] = {slot: [] for slot in SLOTS}
    for piece in PIECES:
        if not piece.permission or actor.may(piece.permission):
            found[piece.slot].append(piece.template)
    return found
