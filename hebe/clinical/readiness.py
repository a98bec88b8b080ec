"""What must be true before a treatment starts: asked by the act, shown by the screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hebe.access.actor import Actor
from hebe.billing.choices import State
from hebe.billing.models import OrderLine
from hebe.catalog.models import Item
from hebe.catalog.queries import item_facts
from hebe.clinical import rules
from hebe.clinical.errors import NotPlanned, RecordNotSigned
from hebe.clinical.models import Record, RecordVersion
from hebe.clinical.places import in_use, taken
from hebe.compliance.choices import Severity, Trigger
from hebe.compliance.facts import store_facts
from hebe.compliance.judging import Rule
from hebe.compliance.queries import chosen_severities
from hebe.compliance.red_lines import RULES
from hebe.compliance.rules import age_on
from hebe.compliance.services import judge
from hebe.kernel import clock
from hebe.kernel.errors import Invalid, Refused, Text
from hebe.scheduling.models import Resource
from hebe.staff.models import Member
from hebe.staff.queries import ensure_skilled, performing_facts
from hebe.visits.models import Visit
from hebe.visits.queries import at_work, guardian_is_here

MOMENTS = (Trigger.START, Trigger.EXECUTE)


@dataclass(frozen=True, slots=True)
class Check:
    """One condition: state is pass, warn or stop; `text` says what is wrong."""

    state: str
    title: Text
    text: Text = ""
    rule_id: str = ""
    source: str = ""


def signed_for(actor: Actor, visit: Visit, item: Item) -> tuple[Record | None, date | None]:
    """Return the visit's record and the day she was examined: an amendment is no new consult.

    For medical items raises RecordNotSigned (PRC-09), or NotPlanned when the signed plan
    does not hold the item.
    """
    version: RecordVersion | None = (
        RecordVersion.objects.of(actor)
        .filter(record__visit=visit)
        .select_related("record")
        .order_by("-number")
        .first()
    )
    if not item.is_medical:
        return (version.record, None) if version else (None, None)
    if version is None:
        raise RecordNotSigned
    if not rules.covers(version.plan, item.pk):
        raise NotPlanned
    return version.record, visit.day


def ensure_at_work(visit: Visit, performer: Member) -> None:
    """Raise Invalid unless the performer works at the visit's store today."""
    if at_work(visit, performer.pk) is None:
        raise Invalid("performer_id", _("Choose somebody who works here."))


def treatment_facts(
    visit: Visit,
    item: Item,
    performer: Member,
    supervisor: Member | None,
    consulted_on: date | None,
) -> dict[str, Any]:
    """Return the facts that the red lines of a treatment ask for."""
    at = clock.now()
    day = clock.day_of(at, visit.store.timezone)
    return {
        **store_facts(visit.store),
        **item_facts(item),
        **performing_facts(performer, item, visit.store, at, supervisor),
        "age": age_on(visit.customer.birthday, day),
        "guardian_present": guardian_is_here(visit),
        "consulted_on": consulted_on,
        "on": day,
    }


def checks_before(
    actor: Actor,
    *,
    visit: Visit,
    line: OrderLine,
    item: Item,
    performer: Member,
    supervisor: Member | None = None,
    places: Sequence[Resource] = (),
) -> list[Check]:
    """Return every condition of a treatment with its verdict, what stops it first.

    Asks what `start_treatment` asks, and changes nothing.
    """
    own = [_paid(line)]
    consulted_on = None
    try:
        consulted_on = signed_for(actor, visit, item)[1]
        if item.is_medical:
            own.append(Check("pass", _("Signed record covers the item")))
    except Refused as refusal:
        own.append(_stopped(_("Signed record covers the item"), refusal))
    try:
        ensure_skilled(performer, item)
        ensure_at_work(visit, performer)
    except Refused as refusal:
        own.append(_stopped(_("Works here, trained for this item"), refusal))
    own += _places(visit, places)
    facts = treatment_facts(visit, item, performer, supervisor, consulted_on)
    order = {"stop": 0, "warn": 1, "pass": 2}
    return sorted(own + _red_lines(actor, facts), key=lambda check: order[check.state])


def _stopped(title: Text, refusal: Refused) -> Check:
    return Check("stop", title, str(refusal))


def _paid(line: OrderLine) -> Check:
    title = _("Paid, and sessions left")
    if line.order.state != State.PAID:
        return Check("stop", title, _("Order %(n)s is not paid.") % {"n": line.order.number})
    left = line.quantity - line.executed
    if left <= 0:
        return Check("stop", title, _("All that was bought is already carried out."))
    return Check("pass", title, _("%(left)s of %(all)s") % {"left": left, "all": line.quantity})


def _places(visit: Visit, places: Sequence[Resource]) -> list[Check]:
    used = in_use(visit.store) if places else {}
    return [
        _stopped(place.name, taken(visit.store, place, used[place.pk]))
        if place.pk in used
        else Check("pass", place.name, _("is free"))
        for place in places
    ]


def _red_lines(actor: Actor, facts: dict[str, Any]) -> list[Check]:
    found: dict[str, Check] = {}
    asked = [
        (moment, rule)
        for moment in MOMENTS
        for rule in RULES
        if facts["medical"] and rule.applies(moment, facts["jurisdiction"], facts["on"])
    ]
    chosen = chosen_severities(actor, [rule.id for moment, rule in asked if rule.relaxable])
    for moment in MOMENTS:
        broken = {rule.id for rule in judge(actor, moment, facts)}
        for rule in (rule for asked_at, rule in asked if asked_at == moment):
            hard = rule.severity_at(moment, chosen.get(rule.id, ""))
            check = _verdict(rule, hard, facts, is_broken=rule.id in broken)
            if check and (rule.id not in found or found[rule.id].state == "pass"):
                found[rule.id] = check
    return list(found.values())


def _verdict(
    rule: Rule, severity: Severity, facts: dict[str, Any], *, is_broken: bool
) -> Check | None:
    if severity == Severity.OFF:
        return None
    if not is_broken:
        return Check("pass", rule.title, "", rule.id, rule.source)
    state = {Severity.BLOCK: "stop", Severity.WARN: "warn"}.get(severity, "pass")
    return Check(state, rule.title, rule.advice_for(facts), rule.id, rule.source)
