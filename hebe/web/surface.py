"""What the apps' screens declare of themselves, kept by kind and proved when Hebe starts.

An app's `surface.py` adds its places, numbers, findings, panels and settings to the registries
of those who show them; nobody who shows them names an app.
"""

from collections.abc import Callable, Iterator
from typing import Any, Generic, Protocol, TypeVar

from django.core.checks import CheckMessage, Error, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.urls import NoReverseMatch, reverse

from hebe.access.registry import PERMISSIONS


class Declared(Protocol):
    """Something an app declares: what it is known by, and where it stands among others."""

    @property
    def name(self) -> str:
        """Return what it is known by; no two of a kind share it."""

    @property
    def position(self) -> int:
        """Return where it stands; equals stand by name."""


T = TypeVar("T", bound=Declared)
ALL: "list[Registry[Any]]" = []


class WrongSurface(Exception):
    """What an app declares does not hold; Hebe does not start with it."""


class Registry(Generic[T]):
    """All that is declared of one kind, in order.

    `keys` stand in for the keys that the addresses of this kind are filled in with; `wrong`
    says what else is the matter with a thing of this kind, or "".
    """

    def __init__(
        self,
        kind: str,
        *,
        keys: tuple[int, ...] = (),
        wrong: Callable[[T], str] = lambda _thing: "",
    ) -> None:
        self.kind, self.keys, self.wrong = kind, keys, wrong
        self._by_name: dict[str, T] = {}
        self._in_order: tuple[T, ...] | None = None
        ALL.append(self)

    def add(self, *things: T) -> None:
        """Declare things of this kind; a name that is taken is refused."""
        for thing in things:
            if thing.name in self._by_name:
                raise WrongSurface(f"{self.kind} {thing.name!r} is declared twice")
            self._by_name[thing.name] = thing
        self._in_order = None

    def find(self, name: str) -> T | None:
        """Return what is known by this name, if there is such a thing."""
        return self._by_name.get(name)

    def __iter__(self) -> Iterator[T]:
        if self._in_order is None:
            rows = sorted(self._by_name.values(), key=lambda row: (row.position, row.name))
            self._in_order = tuple(rows)
        return iter(self._in_order)

    def kept(self) -> dict[str, T]:
        """Return what is declared now, to go back to."""
        return dict(self._by_name)

    def restore(self, kept: dict[str, T]) -> None:
        """Go back to what was declared."""
        self._by_name, self._in_order = dict(kept), None

    def faults(self) -> Iterator[str]:
        """Yield what does not hold: an address, a right or a template that is not there."""
        for thing in self:
            for fault in self._faults(thing):
                yield f"{self.kind} {thing.name!r}: {fault}"

    def _faults(self, thing: T) -> Iterator[str]:
        url, right = getattr(thing, "url", ""), getattr(thing, "permission", "")
        try:
            if url:
                reverse(url, args=self.keys)
        except NoReverseMatch as wrong:
            yield str(wrong)
        if right and right not in PERMISSIONS:
            yield f"there is no right {right!r}"
        for template in (getattr(thing, "template", ""), getattr(thing, "nothing", "")):
            try:
                if template:
                    get_template(template)
            except TemplateDoesNotExist:
                yield f"there is no template {template!r}"
        if further := self.wrong(thing):
            yield further


def faults() -> list[str]:
    """Return everything declared that does not hold."""
    return [fault for registry in ALL for fault in registry.faults()]


def prove() -> None:
    """Refuse to start with a surface that leads nowhere."""
    found = faults()
    if found:
        raise WrongSurface("; ".join(found))


@register()
def surfaces_hold(**_kwargs: Any) -> list[CheckMessage]:
    """Say the same to `manage.py check`, and to every command that checks first."""
    return [Error(fault, id="hebe.surface") for fault in faults()]
