"""Judge facts; keep the evidence; let a group decide what the law leaves open."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction

from hebe.access.actor import Actor, requires
from hebe.compliance.cases import Case, ensure_whole
from hebe.compliance.choices import Severity
from hebe.compliance.errors import OutsideTheLaw, RedLine, RedLineWarning, RuleNotYours
from hebe.compliance.events import DeadlineSet, RuleParameterSet, RuleSet
from hebe.compliance.facts import as_json
from hebe.compliance.judging import Breach, Parameter, Rule, broken, foreseen, in_force
from hebe.compliance.models import Finding, RuleParameter, RuleSetting
from hebe.compliance.queries import chosen_severities
from hebe.compliance.red_lines import BY_ID, RULES
from hebe.journal.publish import publish, subject_of
from hebe.kernel import clock
from hebe.kernel.errors import Invalid, NotFound, Refused
from hebe.tenancy.models import Store

_blocks: ContextVar[list[RedLine] | None] = ContextVar("blocks", default=None)


def judge(trigger: str, case: Case) -> list[Breach]:
    """Return the rules that a case breaks at `trigger`; writes nothing.

    Raises FactsMissing when the act did not bring the subjects of its moment.
    """
    ensure_whole(trigger, case)
    return broken(RULES, trigger, case)


def foresee(trigger: str, case: Case, *, about: str) -> list[Breach]:
    """Return what a case will break at `trigger` of the rules that hang on a subject.

    For advice before an act: what a rule asks and the case does not know yet, it leaves open.
    """
    return foreseen(RULES, trigger, case, about)


@dataclass(frozen=True, slots=True)
class Judged:
    """A rule that is asked, how hard it is for the group, and how the case breaks it."""

    rule: Rule
    severity: Severity
    breach: Breach | None


def standing_at(actor: Actor, trigger: str, case: Case) -> list[Judged]:
    """Return every rule that is asked at `trigger` with its verdict; writes nothing."""
    breaches = {breach.rule.id: breach for breach in judge(trigger, case)}
    asked = in_force(RULES, trigger, case["jurisdiction"], case["on"])
    chosen = chosen_severities(actor, [rule.id for rule in asked if trigger in rule.relaxable])
    return [
        Judged(rule, rule.severity_at(trigger, chosen.get(rule.id, "")), breaches.get(rule.id))
        for rule in asked
    ]


def check(
    actor: Actor, trigger: str, case: Case, *, subject: object = None, reason: str = ""
) -> None:
    """Raise RedLine when a rule blocks; RedLineWarning when one warns and no reason is given.

    Warnings that were passed with a reason, and rules that only record, leave a Finding; a
    rule with a timer tells of its deadline (`DeadlineSet`). A block leaves its Finding once
    the act has been rolled back: see `keeping_blocks`.
    """
    breaches = judge(trigger, case)
    if not breaches:
        return
    by_severity = _by_severity(actor, trigger, breaches)
    about = subject_of(subject)
    if blocking := by_severity[Severity.BLOCK]:
        raise _noted(RedLine(blocking, trigger=trigger, subject=about))
    warning = by_severity[Severity.WARN]
    if warning and not reason.strip():
        raise RedLineWarning(warning, trigger=trigger, subject=about)
    for outcome in (Severity.WARN, Severity.RECORD):
        for breach in by_severity[outcome]:
            found = _find(actor, breach, outcome, trigger=trigger, about=about, reason=reason)
            _set_deadlines(actor, breach, found)


def _by_severity(
    actor: Actor, trigger: str, breaches: Sequence[Breach]
) -> dict[Severity, list[Breach]]:
    """Return broken rules by how hard they are for the group at this moment."""
    open_ones = [b.rule.id for b in breaches if trigger in b.rule.relaxable]
    chosen = chosen_severities(actor, open_ones)
    found: dict[Severity, list[Breach]] = {severity: [] for severity in Severity}
    for breach in breaches:
        rule = breach.rule
        found[rule.severity_at(trigger, chosen.get(rule.id, ""))].append(breach)
    return found


def _set_deadlines(actor: Actor, breach: Breach, found: Finding) -> None:
    """Tell of the work that falls due because a rule says so."""
    case = breach.case
    for timer in breach.rule.timers:
        if found.trigger not in timer.at:
            continue
        customer, owner = case.get("customer"), case.get(timer.owner)
        told = DeadlineSet(
            found.pk,
            breach.rule.id,
            case["store"].pk,
            customer.pk if customer else None,
            owner.pk if owner else None,
            str(timer.task),
            found.at + timedelta(hours=breach.hours_of(timer)),
        )
        publish(actor, told, subject=found)


def _noted(red_line: RedLine) -> RedLine:
    waiting = _blocks.get()
    if waiting is not None:
        waiting.append(red_line)
    return red_line


@contextmanager
def keeping_blocks(actor: Actor) -> Iterator[None]:
    """Keep the evidence of every block inside, whether or not a surface shows it in a form.

    Surfaces put this around the whole answer, outside the act's own transaction and inside
    the one of the request: the refused act is undone, the Finding stays.
    """
    token = _blocks.set([])
    try:
        yield
        for red_line in _blocks.get() or ():
            record_block(actor, red_line)
    finally:
        _blocks.reset(token)


def record_block(actor: Actor, refused: Refused) -> Sequence[Finding]:
    """Keep the evidence of a red line once the act has been undone.

    Anything but a block is no business of this, and leaves nothing.
    """
    if not isinstance(refused, RedLine) or isinstance(refused, RedLineWarning):
        return ()
    return [
        _find(actor, breach, Severity.BLOCK, trigger=refused.trigger, about=refused.subject)
        for breach in refused.breaches
    ]


def _find(
    actor: Actor,
    breach: Breach,
    outcome: Severity,
    *,
    trigger: str,
    about: str,
    reason: str = "",
) -> Finding:
    finding: Finding = Finding.objects.of(actor).create(
        group_id=actor.group_id,
        store_id=breach.case["store"].pk,
        rule=breach.rule.id,
        version=breach.rule.version,
        trigger=trigger,
        outcome=outcome,
        subject=about,
        facts=as_json(breach.facts),
        parameters=breach.parameters,
        reason=reason.strip()[:300],
        who=actor.name,
        at=clock.now(),
    )
    return finding


@requires("compliance.edit")
@transaction.atomic
def set_rule(actor: Actor, *, rule: str, severity: str, reason: str) -> RuleSetting:
    """Decide how hard a rule is where the law leaves it open, and why.

    Raises RuleNotYours for every rule that the law decides.
    """
    known = BY_ID.get(rule)
    if known is None:
        raise NotFound
    if not known.relaxable:
        raise RuleNotYours
    if severity not in Severity.values:
        raise Invalid("severity")
    if not reason.strip():
        raise Invalid("reason")
    setting, _ = RuleSetting.objects.of(actor).update_or_create(
        group_id=actor.group_id,
        rule=rule,
        defaults={
            "severity": severity,
            "reason": reason.strip()[:300],
            "set_by": actor.name,
            "set_at": clock.now(),
        },
    )
    publish(actor, RuleSet(rule, severity, reason.strip()[:300]), subject=setting)
    result: RuleSetting = setting
    return result


@requires("compliance.edit")
@transaction.atomic
def set_rule_parameter(
    actor: Actor, *, rule: str, name: str, value: int | None, store_id: int | None = None
) -> None:
    """Set a number that the law leaves open, for a store or (without one) the whole group.

    Without a value what was set is taken back: the group's number holds, or the rule's own.
    Raises NotFound for a rule, parameter or store that is not there, OutsideTheLaw beyond the
    bounds that the rule declares.
    """
    known = next((p for p in _parameters_of(rule) if p.name == name), None)
    if known is None:
        raise NotFound
    store: Store | None = Store.objects.of(actor).chosen(store_id)
    if value is not None and not known.minimum <= value <= known.maximum:
        raise OutsideTheLaw(known)
    key: dict[str, Any] = {
        "group_id": actor.group_id, "store": store, "rule": rule, "name": name,
    }  # fmt: skip
    standing = RuleParameter.objects.of(actor).filter(**key)
    before = standing.values_list("value", flat=True).first()
    if value is None:
        standing.delete()
    else:
        written = {"value": value, "set_by": actor.name, "set_at": clock.now()}
        RuleParameter.objects.of(actor).update_or_create(**key, defaults=written)
    publish(
        actor,
        RuleParameterSet(rule, name, value, store.pk if store else None),
        subject=store,
        before={"value": before},
        after={"value": value},
    )


def _parameters_of(rule: str) -> tuple[Parameter, ...]:
    return BY_ID[rule].parameters if rule in BY_ID else ()
