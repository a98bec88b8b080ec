"""The day under way: who is in the stores goes on by the clock; no day is empty."""

import random
from contextlib import suppress
from datetime import datetime, timedelta

from django.db.models import Max

from hebe.checkout.services import see_off
from hebe.config.demo import story
from hebe.config.demo.stage import ZONE, Stage
from hebe.config.demo.stay import Clock, Hurry, NotYet, Stay
from hebe.customers.models import Customer
from hebe.journal.models import Audit, TimelineEntry
from hebe.journal.publish import subject_of
from hebe.kernel import clock
from hebe.kernel.errors import Refused
from hebe.scheduling.choices import TO_COME
from hebe.scheduling.models import Appointment
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Store
from hebe.visits.models import Visit
from hebe.visits.services import register_arrival

BOOKED = tuple(f"appointment__{name}" for name in story.WITH)
ASKS = timedelta(minutes=25)
JUST = timedelta(minutes=8)  # how long ago the scene begins that is set
SCENE = ("arrived", "reception", "consult", "face_consult", "cashier", "treatment", "aftercare")


def go_on(stage: Stage) -> None:
    """Let who is in the stores go on as far as the clock has come, and who is due arrive.

    Whom somebody at a screen has in her hands is left to her.
    """
    today = clock.today(ZONE)
    with working_for(stage.group.pk):
        rows = Visit.objects.of(stage.group).filter(left_at=None)
        here = list(rows.select_related(*BOOKED))
    for visit in here:
        stage.breathe()
        with working_for(stage.group.pk):
            if not _is_played_with(stage, visit):
                _go_on(stage, visit)
    for store in stage.stores.values():
        story.live(stage, store, today)


def set_the_scene(stage: Stage) -> None:
    """Have somebody in every stage of the flagship, whatever luck brought.

    Beginning at the last stage, whoever is nearest is hurried on to it; who is expected next
    comes early.
    """
    with working_for(stage.group.pk):
        stays = _stays(stage, stage.stores["jingan"])
        for wanted in reversed(SCENE):
            while stays and not _hurry(stays.pop(0), wanted):
                pass
        here = Visit.objects.of(stage.group).filter(left_at=None, store=stage.stores["jingan"])
        if not here.filter(stage="arrived").exists():
            _walk_in(stage, stage.stores["jingan"])


def _walk_in(stage: Stage, store: Store) -> None:
    """Let somebody come by unannounced, to ask: late at night nobody is booked any more."""
    desk = stage.actor_of(stage.at(store, "frontdesk")[0], store)
    today = Visit.objects.of(stage.group).filter(day=clock.today(ZONE))
    rows = Customer.objects.of(stage.group).filter(home_store=store, birthday__isnull=False)
    she = rows.exclude(pk__in=today.values("customer_id")).order_by("pk").first()
    if she is not None:
        register_arrival(desk, store_id=store.pk, customer_id=she.pk, purpose="咨询项目")


def _stays(stage: Stage, store: Store) -> list[Stay]:
    """Return the stays of who is here, the furthest first, and of who is expected next."""
    here = Visit.objects.of(stage.group).filter(left_at=None, store=store)
    here = here.exclude(appointment=None).select_related(*BOOKED)
    visits = sorted(here, key=lambda visit: SCENE.index(visit.stage), reverse=True)
    coming = story.bookings(stage, store, clock.today(ZONE)).filter(status__in=TO_COME)
    found = [(visit.appointment, visit) for visit in visits if visit.appointment]
    found += [
        (booked, None) for booked in coming.select_related(*story.WITH).order_by("starts_at")
    ]
    now = clock.now()
    return [
        Stay(
            stage,
            booked,
            _hurrying(stage, booked, visit.stage_since if visit else now - JUST),
            visit,
        )
        for booked, visit in found
    ]


def _hurrying(stage: Stage, booked: Appointment, since: datetime) -> Hurry:
    now, rng = clock.now(), random.Random(booked.pk)
    return Hurry(max(since, now - JUST), now, rng, stage.group.pk)


def _hurry(stay: Stay, wanted: str) -> bool:
    """Bring a stay on to a stage in no time; False when it is past it, or takes another way."""
    with suppress(Refused):
        stay.arrive()
        while stay.visit.left_at is None and stay.visit.stage != wanted:
            if SCENE.index(stay.visit.stage) > SCENE.index(wanted):
                break
            stay.step()
        return stay.visit.stage == wanted
    return False


def _is_played_with(stage: Stage, visit: Visit) -> bool:
    """Say whether a person acted on the visit: the story's own acts come from no address."""
    acts = Audit.objects.of(stage.group).filter(subject=subject_of(visit))
    return bool(acts.exclude(ip="").exists())


def _go_on(stage: Stage, visit: Visit) -> None:
    booked = visit.appointment
    if booked is None:
        _let_go(stage, visit)
        return
    told = TimelineEntry.objects.of(stage.group).filter(customer_id=visit.customer_id)
    last = told.aggregate(last=Max("at"))["last"]
    rng = random.Random(f"stay {booked.pk} {visit.stage}")
    at = max(visit.stage_since, last or visit.stage_since)
    with suppress(NotYet, Refused):
        Stay(stage, booked, Clock(at, clock.now(), rng, stage.group.pk), visit).go_through()


def _let_go(stage: Stage, visit: Visit) -> None:
    """See off who only came to ask."""
    store = next(one for one in stage.stores.values() if one.pk == visit.store_id)
    desk = stage.actor_of(stage.at(store, "frontdesk")[0], store)
    if clock.now() - visit.arrived_at > ASKS:
        with suppress(Refused):
            see_off(desk, visit_id=visit.pk)
