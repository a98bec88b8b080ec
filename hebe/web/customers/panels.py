"""What other apps put on a customer's page: panels of what they know of her, and acts."""

from dataclasses import dataclass

from django.urls import reverse

from hebe.access.actor import Actor
from hebe.kernel.errors import Text
from hebe.web.surface import Registry

ANY_CUSTOMER = (1,)
NEXT, MAIN, SIDE = PLACES = ("next", "main", "side")


@dataclass(frozen=True, slots=True)
class Panel:
    """A card that loads itself from an address with the customer's key, for who may open it.

    NEXT stands above the timeline, MAIN below it, SIDE in the column at the end.
    """

    url: str
    title: Text
    permission: str
    place: str = MAIN
    position: int = 0

    @property
    def name(self) -> str:
        """Return what it is known by: its address."""
        return self.url


@dataclass(frozen=True, slots=True)
class Act:
    """Something to do with her: a screen that takes `?customer=`; the last is the main one."""

    url: str
    label: Text
    icon: str
    permission: str
    position: int = 0

    @property
    def name(self) -> str:
        """Return what it is known by: its address."""
        return self.url


@dataclass(frozen=True, slots=True)
class Link:
    """A panel or an act as it is shown of one customer."""

    url: str
    label: Text
    icon: str = ""


def _misplaced(panel: Panel) -> str:
    return "" if panel.place in PLACES else f"there is no place {panel.place!r}"


PANELS: Registry[Panel] = Registry("customer's panel", keys=ANY_CUSTOMER, wrong=_misplaced)
ACTS: Registry[Act] = Registry("customer's act")


def panels_of(actor: Actor, customer_id: int) -> dict[str, list[Link]]:
    """Return what this actor may see of her besides her file, by place."""
    found: dict[str, list[Link]] = {place: [] for place in PLACES}
    for panel in PANELS:
        if actor.may(panel.permission):
            url = reverse(panel.url, args=[customer_id])
            found[panel.place].append(Link(url, panel.title))
    return found


def acts_on(actor: Actor, customer_id: int) -> list[Link]:
    """Return what this actor may do with her next, the main act last."""
    return [
        Link(f"{reverse(act.url)}?customer={customer_id}", act.label, act.icon)
        for act in ACTS
        if actor.may(act.permission)
    ]
