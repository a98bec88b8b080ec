"""The roster."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, requires
from hebe.journal.publish import publish
from hebe.kernel import clock
from hebe.kernel.errors import Invalid
from hebe.staff import events
from hebe.staff.errors import NotWorkingThere, ShiftOverlaps
from hebe.staff.models import Member, Shift, StoreMember
from hebe.tenancy.models import Store

MOST_DAYS = 92
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)


@requires("staff.roster")
@transaction.atomic
def roster_shifts(
    actor: Actor,
    *,
    member_id: int,
    store_id: int,
    days: Sequence[date],
    starts: time,
    ends: time,
) -> list[Shift]:
    """Roster a person at a store on these days, from `starts` to `ends` of the store's clock.

    An end before the start is on the following day; midnight is 00:00. All days or none.
    Raises NotWorkingThere, ShiftOverlaps (also of another store), Invalid. The member's row is
    locked, so two planners cannot overlap each other.
    """
    starts, ends = starts.replace(tzinfo=None), ends.replace(tzinfo=None)
    store: Store = Store.objects.of(actor).one(store_id)
    actor.check("staff.roster", store_id)
    member: Member = Member.objects.of(actor).locked().one(member_id)
    wanted = [_shift(store, member, day, starts, ends) for day in _whole(days, starts, ends)]
    _refuse_absence(actor, member, store, wanted)
    _refuse_overlap(actor, member, wanted)
    shifts: list[Shift] = Shift.unscoped.bulk_create(wanted)
    event = events.ShiftsRostered(member.pk, store.pk, len(shifts))
    after = {"days": [s.day.isoformat() for s in shifts], "from": str(starts), "to": str(ends)}
    publish(actor, event, subject=member, after=after)
    return shifts


@requires("staff.roster")
@transaction.atomic
def remove_shift(actor: Actor, *, shift_id: int) -> None:
    """Take a shift off the roster."""
    shift: Shift = Shift.objects.of(actor).locked().one(shift_id)
    actor.check("staff.roster", shift.store_id)
    event = events.ShiftRemoved(shift.member_id, shift.store_id, shift.day)
    publish(actor, event, subject=shift)
    shift.delete()


def _whole(days: Sequence[date], starts: time, ends: time) -> list[date]:
    if ends == starts:
        raise Invalid("ends", _("A shift ends at another time than it starts."))
    if not days or len(set(days)) > MOST_DAYS:
        raise Invalid("days", _("Choose from 1 to 92 days."))
    if not EARLIEST < min(days) <= max(days) < LATEST:
        raise Invalid("days", _("This date is out of range."))
    return sorted(set(days))


def _shift(store: Store, member: Member, day: date, starts: time, ends: time) -> Shift:
    return Shift(
        group_id=member.group_id,
        member=member,
        store=store,
        day=day,
        starts_at=clock.at(day, starts, store.timezone),
        ends_at=clock.at(day + timedelta(days=ends < starts), ends, store.timezone),
    )


def _refuse_absence(actor: Actor, member: Member, store: Store, wanted: list[Shift]) -> None:
    placed = StoreMember.objects.of(actor).filter(member=member, store=store).exists()
    for shift in wanted:
        early = member.hired_on is not None and shift.day < member.hired_on
        late = member.left_on is not None and shift.day > member.left_on
        if not placed or early or late:
            raise NotWorkingThere(name=member.name, day=shift.day.isoformat())


def _refuse_overlap(actor: Actor, member: Member, wanted: list[Shift]) -> None:
    """Raise ShiftOverlaps; one query for all days, a day either side for other time zones."""
    around = (wanted[0].day - timedelta(days=1), wanted[-1].day + timedelta(days=1))
    standing = list(Shift.objects.of(actor).filter(member=member, day__range=around))
    for new in wanted:
        for old in standing:
            if new.starts_at < old.ends_at and old.starts_at < new.ends_at:
                raise ShiftOverlaps(name=member.name, day=new.day.isoformat())
