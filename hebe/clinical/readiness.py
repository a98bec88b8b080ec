"""What must be true before a treatment starts: asked by the act, shown by the screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hebe.access.actor import Actor
from hebe.billing.choices import State
from hebe.billing.models import OrderLine
from hebe.catalog.models import Item
from hebe.clinical import rules
from hebe.clinical.errors import NotPlanned, RecordNotSigned
from hebe.clinical.models import Record, RecordVersion
from hebe.clinical.places import in_use, taken
from hebe.compliance.cases import Case
from hebe.compliance.choices import Severity, Trigger
from hebe.compliance.services import Judged, standing_at
from hebe.kernel import clock
from hebe.kernel.errors import Invalid, Refused, Text
from hebe.scheduling.models import Resource
from hebe.staff.models import Member
from hebe.staff.queries import ensure_skilled
from hebe.visits.models import Visit
from hebe.visits.queries import at_work

MOMENTS = (Trigger.START, Trigger.EXECUTE)


@dataclass(frozen=True, slots=True)
class Check:
    """One condition: state is pass, warn or stop; `text` says what is wrong."""

    state: str
    title: Text
    text: Text = ""
    rule_id: str = ""
    source: str = ""


def signed_for(actor: Actor, visit: Visit, item: Item) -> Record | None:
    """Return the visit's record that a treatment rests on; life beauty may have none.

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
    if version is None:
        if item.is_medical:
            raise RecordNotSigned
        return None
    if item.is_medical and not rules.covers(version.plan, item.pk):
        raise NotPlanned
    return version.record


def ensure_at_work(visit: Visit, performer: Member) -> None:
    """Raise Invalid unless the performer works at the visit's store today."""
    if at_work(visit, performer.pk) is None:
        raise Invalid("performer_id", _("Choose somebody who works here."))


def treatment_case(
    visit: Visit, item: Item, performer: Member, supervisor: Member | None
) -> Case:
    """Return what the red lines of a treatment may ask about, at this moment."""
    at = clock.now()
    return Case(
        store=visit.store,
        item=item,
        customer=visit.customer,
        visit=visit,
        performer=performer,
        supervisor=supervisor,
        at=at,
        on=clock.day_of(at, visit.store.timezone),
    )


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
    try:
        signed_for(actor, visit, item)
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
    case = treatment_case(visit, item, performer, supervisor)
    order = {"stop": 0, "warn": 1, "pass": 2}
    return sorted(own + _red_lines(actor, case), key=lambda check: order[check.state])


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


def _red_lines(actor: Actor, case: Case) -> list[Check]:
    found: dict[str, Check] = {}
    for moment in MOMENTS:
        for judged in standing_at(actor, moment, case):
            check = _verdict(judged) if case["medical"] or judged.breach else None
            rule_id = judged.rule.id
            if check and (rule_id not in found or found[rule_id].state == "pass"):
                found[rule_id] = check
    return list(found.values())


def _verdict(judged: Judged) -> Check | None:
    rule, breach = judged.rule, judged.breach
    if judged.severity == Severity.OFF:
        return None
    if breach is None:
        return Check("pass", rule.title, "", rule.id, rule.source)
    state = {Severity.BLOCK: "stop", Severity.WARN: "warn"}.get(judged.severity, "pass")
    return Check(state, rule.title, breach.advice, rule.id, rule.source)
