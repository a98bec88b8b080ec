"""A rule of law, what it does when it is broken, and which of them a case breaks."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hebe.compliance.cases import Case, FactsMissing, roots
from hebe.compliance.choices import Severity
from hebe.compliance.rules import Facts
from hebe.kernel.errors import Text

HARDEST_FIRST = (Severity.BLOCK, Severity.WARN, Severity.RECORD, Severity.OFF)


@dataclass(frozen=True, slots=True)
class Action:
    """How hard a rule is at some moments; `is_open` where the law leaves it to the group."""

    severity: Severity
    at: tuple[str, ...]
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Timer:
    """Work that is due within hours of an act, given to the member the case names `owner`.

    `hours` is a number, or the name of one of the rule's parameters.
    """

    at: tuple[str, ...]
    hours: int | str
    task: Text
    owner: str = "performer"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number that the law leaves to the store, between bounds that it does not leave."""

    name: str
    title: Text
    default: int
    minimum: int
    maximum: int
    why: Text  # these bounds


@dataclass(frozen=True, slots=True)
class Rule:
    """One legal rule as it stood between two days, in one jurisdiction and below it.

    `needs` are the facts its condition may ask, `replaces` the id of the wider jurisdiction's
    rule that it stands in for. `advises` says better than `advice` what to do next, where the
    facts tell. Of several broken rules the first one speaks, and `speaks_last` the last.
    """

    id: str
    actions: tuple[Action | Timer, ...]
    condition: Callable[[Facts], bool]
    needs: tuple[str, ...]
    message: Text
    advice: Text
    source: str
    title: Text
    parameters: tuple[Parameter, ...] = ()
    version: int = 1
    advises: Callable[[Facts], Text] | None = None
    jurisdiction: str = "CN"
    replaces: str = ""
    valid_from: date = date(2009, 12, 11)
    valid_to: date | None = None
    speaks_last: bool = False

    @property
    def triggers(self) -> tuple[str, ...]:
        """Return the moments at which it is asked, each once."""
        return tuple(dict.fromkeys(moment for does in self.actions for moment in does.at))

    @property
    def relaxable(self) -> dict[str, Severity]:
        """Return the moments at which the group decides, with what holds out of the box."""
        acts = [does for does in self.actions if isinstance(does, Action) and does.is_open]
        return {moment: does.severity for does in acts for moment in does.at}

    @property
    def timers(self) -> tuple[Timer, ...]:
        """Return the deadlines it sets."""
        return tuple(does for does in self.actions if isinstance(does, Timer))

    def applies(self, trigger: str, jurisdiction: str, on: date) -> bool:
        """Say whether the rule is asked at `trigger`, in force there and then."""
        here = jurisdiction == self.jurisdiction or jurisdiction.startswith(
            f"{self.jurisdiction}-"
        )
        in_force = self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)
        return here and in_force and trigger in self.triggers

    def severity_at(self, trigger: str, chosen: str = "") -> Severity:
        """Return how hard the rule is at `trigger`, given what the group chose.

        The hardest of its actions counts; a deadline alone is at least recorded.
        """
        said = {Severity.RECORD} if any(trigger in timer.at for timer in self.timers) else set()
        for does in self.actions:
            if isinstance(does, Action) and trigger in does.at:
                said.add(Severity(chosen) if does.is_open and chosen else does.severity)
        return min(said, key=HARDEST_FIRST.index)


class Asked(Mapping[str, Any]):
    """A case as one rule sees it: what it looks at is kept as its evidence."""

    def __init__(self, rule: Rule, case: Case) -> None:
        self.rule, self.case = rule, case
        self.seen: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        """Return a fact or parameter of the rule; FactsMissing when it did not declare it."""
        if name in {parameter.name for parameter in self.rule.parameters}:
            return self._parameter(name)
        if name != "on" and name not in self.rule.needs:
            raise FactsMissing(f"{self.rule.id} asks {name}, which it does not say it needs")
        self.seen[name] = self.case[name]
        return self.seen[name]

    def _parameter(self, name: str) -> int:
        default = next(p.default for p in self.rule.parameters if p.name == name)
        return int(self.case["chosen_parameters"].get((self.rule.id, name), default))

    def __iter__(self) -> Iterator[str]:
        """Name what may be asked."""
        yield from self.rule.needs

    def __len__(self) -> int:
        """Count what may be asked."""
        return len(self.rule.needs)


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that a case breaks, with the facts it saw."""

    rule: Rule
    asked: Asked

    @property
    def facts(self) -> dict[str, Any]:
        """Return the facts that the rule looked at, and no others."""
        return self.asked.seen

    @property
    def case(self) -> Case:
        """Return the case."""
        return self.asked.case

    @property
    def advice(self) -> Text:
        """Return what to do next, given the case."""
        return (self.rule.advises and self.rule.advises(self.case)) or self.rule.advice

    @property
    def parameters(self) -> dict[str, int]:
        """Return what the store set for the rule, or what the rule says by itself."""
        return {p.name: self.asked[p.name] for p in self.rule.parameters}

    def hours_of(self, timer: Timer) -> int:
        """Return in how many hours a deadline of the rule falls due."""
        return timer.hours if isinstance(timer.hours, int) else int(self.asked[timer.hours])


def in_force(rules: Iterable[Rule], trigger: str, jurisdiction: str, on: date) -> list[Rule]:
    """Return the rules asked at `trigger` there and then, in the order of the registry.

    A rule of the province that replaces one of the nation is asked in its stead.
    """
    here = [rule for rule in rules if rule.applies(trigger, jurisdiction, on)]
    replaced = {rule.replaces for rule in here}
    return [rule for rule in here if rule.id not in replaced]


def broken(rules: Sequence[Rule], trigger: str, case: Case) -> list[Breach]:
    """Return the rules that a case breaks at `trigger`; FactsMissing when it cannot tell."""
    return _breaches(in_force(rules, trigger, case["jurisdiction"], case["on"]), case)


def foreseen(rules: Sequence[Rule], trigger: str, case: Case, about: str) -> list[Breach]:
    """Return what a case will break of the rules that hang on `about`, a subject.

    Rules that ask what is not known yet are left for the act itself.
    """
    asked = in_force(rules, trigger, case["jurisdiction"], case["on"])
    hanging = [r for r in asked if any(about in roots(needed) for needed in r.needs)]
    return _breaches([r for r in hanging if all(n in case for n in r.needs)], case)


def _breaches(rules: Iterable[Rule], case: Case) -> list[Breach]:
    found = []
    for rule in rules:
        asked = Asked(rule, case)
        if rule.condition(asked):
            found.append(Breach(rule, asked))
    return found
