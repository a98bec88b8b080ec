"""Judge facts; keep the evidence; let a group decide what the law leaves open."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction

from hebe.access.actor import Actor, requires
from hebe.compliance.choices import Severity
from hebe.compliance.errors import FactsMissing, RedLine, RedLineWarning, RuleNotYours
from hebe.compliance.events import RuleSet
from hebe.compliance.facts import as_json
from hebe.compliance.judging import Rule, broken, missing_facts
from hebe.compliance.models import Finding, RuleSetting
from hebe.compliance.queries import chosen_severities
from hebe.compliance.red_lines import BY_ID, RULES
from hebe.journal.publish import publish, subject_of
from hebe.kernel import clock
from hebe.kernel.errors import Invalid, NotFound, Refused

_blocks: ContextVar[list[RedLine] | None] = ContextVar("blocks", default=None)


def judge(actor: Actor, trigger: str, facts: dict[str, Any]) -> list[Rule]:
    """Return the rules that the facts break at `trigger`; asks and writes nothing.

    `facts["on"]` is the day in question (default: the actor's today), `jurisdiction` the
    store's, `store_id` where it happens. Raises FactsMissing when a rule in force lacks a fact
    it needs.
    """
    on = facts.get("on") or clock.today(actor.zone)
    jurisdiction = facts.get("jurisdiction", "CN")
    asked = [rule for rule in RULES if rule.applies(trigger, jurisdiction, on)]
    for rule in asked:
        if lacking := missing_facts(rule, facts):
            raise FactsMissing(f"{rule.id} at {trigger} needs {', '.join(lacking)}")
    return broken(asked, trigger, facts, jurisdiction=jurisdiction, on=on)


def check(
    actor: Actor,
    trigger: str,
    facts: dict[str, Any],
    *,
    subject: object = None,
    reason: str = "",
) -> None:
    """Raise RedLine when a rule blocks; RedLineWarning when one warns and no reason is given.

    Warnings that were passed with a reason, and rules that only record, leave a Finding.
    A block leaves its Finding once the act has been rolled back: see `keeping_blocks`.
    """
    rules = judge(actor, trigger, facts)
    if not rules:
        return
    chosen = chosen_severities(actor, [r.id for r in rules if trigger in r.relaxable])
    by_severity: dict[Severity, list[Rule]] = {severity: [] for severity in Severity}
    for rule in rules:
        by_severity[rule.severity_at(trigger, chosen.get(rule.id, ""))].append(rule)
    about = subject_of(subject)
    if blocking := by_severity[Severity.BLOCK]:
        raise _noted(RedLine(blocking, trigger=trigger, facts=facts, subject=about))
    warning = by_severity[Severity.WARN]
    if warning and not reason.strip():
        raise RedLineWarning(warning, trigger=trigger, facts=facts, subject=about)
    passed = [(rule, Severity.WARN) for rule in warning]
    passed += [(rule, Severity.RECORD) for rule in by_severity[Severity.RECORD]]
    for rule, outcome in passed:
        _find(actor, rule, outcome, trigger=trigger, facts=facts, about=about, reason=reason)


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
        _find(
            actor,
            rule,
            Severity.BLOCK,
            trigger=refused.trigger,
            facts=refused.facts,
            about=refused.subject,
        )
        for rule in refused.rules
    ]


def _find(
    actor: Actor,
    rule: Rule,
    outcome: Severity,
    *,
    trigger: str,
    facts: dict[str, Any],
    about: str,
    reason: str = "",
) -> Finding:
    kept = {name: facts[name] for name in rule.needs if name in facts}
    finding: Finding = Finding.objects.of(actor).create(
        group_id=actor.group_id,
        store_id=facts.get("store_id"),
        rule=rule.id,
        version=rule.version,
        trigger=trigger,
        outcome=outcome,
        subject=about,
        facts=as_json(kept),
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
