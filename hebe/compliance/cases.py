"""What an act knows when it asks the rules, and what the apps can tell from it.

An act puts the subjects it has into a `Case`; the app that knows a fact teaches it in its
`facts.py` with `@fact`. A rule asks a fact by name, and only what is asked is computed, once.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from inspect import Parameter, signature
from typing import Any, TypeVar

from hebe.compliance.choices import Trigger

F = TypeVar("F", bound=Callable[..., Any])

# What every act must bring to its moment. More than that makes no rule ask less.
_BOUGHT = ("store", "item", "customer", "guardian_present")
_WRITTEN = ("store", "author", "medical_fields")
_HANDS_ON = ("store", "item", "customer", "visit", "performer", "supervisor", "at")
SUBJECTS: dict[str, tuple[str, ...]] = {
    Trigger.PUBLISH: ("store", "item"),
    Trigger.BOOKING: (*_BOUGHT, "performer", "on"),
    Trigger.ARRIVE: _BOUGHT,
    Trigger.CONSULT_SIGN: _WRITTEN,
    Trigger.RECORD_SAVE: _WRITTEN,
    Trigger.RECORD_SIGN: (*_WRITTEN, "performer", "medical", "needs_doctor"),
    Trigger.ORDER: _BOUGHT,
    Trigger.PAY: ("store", "customer", "order", "guardian_present"),
    Trigger.START: _HANDS_ON,
    Trigger.EXECUTE: _HANDS_ON,
    Trigger.CLOSE: ("store", "item", "customer", "visit", "performer", "treatment", "used"),
}


class FactsMissing(RuntimeError):
    """An act did not bring what a rule needs, or a rule asks what nobody teaches: our fault."""


@dataclass(frozen=True, slots=True)
class Teacher:
    """A function that tells a fact; `needs` and `likes` are its parameters.

    It is not asked unless all it needs is known; what it likes it gets when that is known.
    """

    tell: Callable[..., Any]
    needs: tuple[str, ...]
    likes: tuple[str, ...]


FACTS: dict[str, Teacher] = {}


def taught(tell: Callable[..., Any]) -> Teacher:
    """Return a function as a teacher: a parameter with a default is one it only likes."""
    given = signature(tell).parameters.values()
    return Teacher(
        tell,
        tuple(p.name for p in given if p.default is Parameter.empty),
        tuple(p.name for p in given if p.default is not Parameter.empty),
    )


def fact(tell: F) -> F:
    """Teach the fact that a function is named after; two apps cannot teach the same one.

    Its parameters name subjects of the case or further facts; a default stands for a subject
    that some acts do not have.
    """
    name = tell.__name__
    if name in FACTS:
        raise FactsMissing(f"{name} is taught twice")
    FACTS[name] = taught(tell)
    return tell


def roots(name: str) -> set[str]:
    """Return the names that a fact may be drawn from, itself among them."""
    found, waiting = set(), [name]
    while waiting:
        asked = waiting.pop()
        if asked not in found:
            found.add(asked)
            teacher = FACTS.get(asked)
            waiting += (*teacher.needs, *teacher.likes) if teacher else ()
    return found


class Case(Mapping[str, Any]):
    """The subjects of an act, and every fact that can be told from them, computed on asking.

    What is given stands, also where somebody teaches a fact of the same name.
    """

    def __init__(self, within: "Case | None" = None, /, **given: Any) -> None:
        self._within = within
        self._given = frozenset(given)
        self._known: dict[str, Any] = given

    def also(self, **given: Any) -> "Case":
        """Return this case with more subjects; what does not hang on them is shared."""
        return Case(self, **given)

    def __getitem__(self, name: str) -> Any:
        """Return a subject or a fact; raises FactsMissing when neither is known."""
        if name not in self._known:
            self._known[name] = self._learned(name)
        return self._known[name]

    def _learned(self, name: str) -> Any:
        if self._within is not None and self._given.isdisjoint(roots(name)):
            return self._within[name]
        if self._is_given(name):
            return self._within[name] if self._within else self._known[name]
        teacher = FACTS.get(name)
        if teacher is None or name not in self:
            raise FactsMissing(f"nothing tells {name} here")
        wanted = [*teacher.needs, *(liked for liked in teacher.likes if liked in self)]
        return teacher.tell(**{name: self[name] for name in wanted})

    def _is_given(self, name: str) -> bool:
        return name in self._given or bool(self._within and self._within._is_given(name))

    def __contains__(self, name: object) -> bool:
        """Say whether a subject or fact can be told from this case."""
        if self._is_given(str(name)):
            return True
        teacher = FACTS.get(str(name))
        return teacher is not None and all(needed in self for needed in teacher.needs)

    def __iter__(self) -> Iterator[str]:
        """Name what is given."""
        yield from self._given.union(self._within or ())

    def __len__(self) -> int:
        """Count what is given."""
        return len(set(self))


def ensure_whole(trigger: str, case: Case) -> None:
    """Raise FactsMissing unless an act brings every subject of its moment."""
    if lacking := [name for name in SUBJECTS[trigger] if name not in case]:
        raise FactsMissing(f"{trigger} is asked without {', '.join(lacking)}")
