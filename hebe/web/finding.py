"""The search box that is everywhere: what the apps find, places and acts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from hebe.access.actor import Actor
from hebe.kernel import pinyin
from hebe.kernel.errors import Text
from hebe.web.nav import ENTRIES, is_open
from hebe.web.screen import screen
from hebe.web.surface import Registry

SHOWN = 4  # of each kind but the people


@dataclass(frozen=True, slots=True)
class Way:
    """A place to go or an act to begin, and the words it answers to.

    `quick` is an act's rank among the buttons of today's work; 0 keeps it out of them.
    """

    url: str
    label: Text
    icon: str
    permission: str = ""
    in_drawer: bool = False
    position: int = 0
    quick: int = 0

    @property
    def name(self) -> str:
        """Return what it is known by: its address."""
        return self.url

    @property
    def address(self) -> str:
        """Return where it leads."""
        return reverse(self.url)

    def answers(self, text: str) -> bool:
        """Say whether the typed text is part of its name, or of its pinyin initials."""
        label = str(self.label)
        return text in label.lower() or text in pinyin.initials(label)

    def is_open(self, actor: Actor) -> bool:
        """Say whether this actor may go there."""
        return not self.permission or actor.may(self.permission)


@dataclass(slots=True)
class Search:
    """What is looked for, and the keys of the people whom an earlier kind found."""

    actor: Actor
    text: str
    people: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing that the box finds: how, and the template that shows the `rows`.

    Kinds are asked in order. `nothing` is a template for when no kind found anything.
    """

    name: str
    find: Callable[[Search], Sequence[Any]]
    template: str
    permission: str = ""
    position: int = 0
    nothing: str = ""


KINDS: Registry[Kind] = Registry("kind of finding")
ACTS: Registry[Way] = Registry("act to search for")


def quick_acts(actor: Actor) -> list[Way]:
    """Return the acts that today's work begins with, the main one last."""
    return sorted((a for a in ACTS if a.quick and a.is_open(actor)), key=lambda a: a.quick)


def _kinds(search: Search) -> list[tuple[str, Sequence[Any]]]:
    """Return templates and rows of every kind that found something."""
    asked = [k for k in KINDS if not k.permission or search.actor.may(k.permission)]
    found = ((kind.template, kind.find(search)) for kind in asked)
    return [(template, rows) for template, rows in found if rows]


def _matching(text: str, ways: Iterable[Way]) -> list[Way]:
    return [way for way in ways if text and way.answers(text.lower())][:SHOWN]


def _places(actor: Actor) -> Iterable[Way]:
    return (Way(e.url, e.label, e.icon) for e in ENTRIES if is_open(e, actor))


@require_GET
@screen()
def palette(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Show what the typed text finds, best first."""
    text = request.GET.get("q", "").strip()[:60]
    found = _kinds(Search(actor, text))
    ways = [
        (_("Places"), _matching(text, _places(actor))),
        (_("Acts"), _matching(text, (act for act in ACTS if act.is_open(actor)))),
    ]
    is_empty = bool(text) and not found and not any(rows for _label, rows in ways)
    nothing = [k.nothing for k in KINDS if k.nothing] if is_empty else []
    context = {"text": text, "found": found, "ways": ways, "nothing": nothing}
    return render(request, "web/_found.html", context)
