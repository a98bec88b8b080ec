"""How people see and do each kind of work: web apps declare it in `surface.py`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.kernel.errors import Text
from hebe.todos.kinds import find_kind
from hebe.todos.models import Todo
from hebe.web.surface import Registry

View = Callable[[HttpRequest, Actor, Todo], HttpResponse | None]


def _nothing(_actor: Actor, _todo: Todo) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of work on the screen; `name` is the kind's code.

    `verb` is the word on its button. `view` does it in a drawer of its own (None: the plain
    one). `template` stands among the facts of the drawer, with what `facts` returns.
    """

    name: str
    verb: Text = field(default=_("Finish"))
    view: View | None = None
    template: str = ""
    facts: Callable[[Actor, Todo], dict[str, Any]] = _nothing
    position: int = 0


def _no_kind(part: Part) -> str:
    return "" if find_kind(part.name) else "there is no such kind of work"


PARTS: Registry[Part] = Registry("part of a to-do", wrong=_no_kind)
PLAIN = Part("")


def part_of(kind: str) -> Part:
    """Return how a kind is shown: as it was declared, or plainly."""
    return PARTS.find(kind) or PLAIN
