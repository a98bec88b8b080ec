"""The numbers of the strip above today's work."""

from datetime import date
from typing import Any

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hebe.access.actor import Actor
from hebe.access.ready import ready
from hebe.analytics.queries import figure_of
from hebe.billing.choices import State as OrderState
from hebe.billing.models import Order
from hebe.kernel import clock
from hebe.payments.models import Tender
from hebe.scheduling.choices import TO_COME, Status
from hebe.scheduling.queries import appointments
from hebe.tenancy.models import Store
from hebe.visits.choices import Stage
from hebe.web.templatetags.hebe_ui import fen_whole, hm
from hebe.web.todos.desk import Desk
from hebe.web.todos.panels.base import Figure
from hebe.web.todos.panels.work import CONTACTS


def own_bookings(desk: Desk) -> Figure | None:
    """Return her own appointments of today."""
    if not desk.sees("scheduling.view"):
        return None
    bookings = [b for b in desk.bookings if desk.takes_part(b)]
    to_come = sum(b.status in TO_COME for b in bookings)
    note = _("%(n)s still to come") % {"n": to_come}
    href = reverse("scheduling:calendar")
    return Figure(_("My appointments today"), str(len(bookings)), _("bookings"), note, href)


def booked(desk: Desk) -> Figure | None:
    """Return today's bookings, and how many of them came."""
    if not desk.sees("scheduling.view"):
        return None
    gone = sum(b.status == Status.NO_SHOW for b in desk.bookings)
    to_come = sum(b.status in TO_COME for b in desk.bookings)
    came = len(desk.bookings) - gone - to_come
    note = _("%(came)s came · %(to_come)s to come · %(gone)s no-show") % {
        "came": came, "to_come": to_come, "gone": gone,
    }  # fmt: skip
    return Figure(
        _("Booked today"),
        str(len(desk.bookings)),
        _("bookings"),
        note,
        reverse("scheduling:calendar"),
    )


def here(desk: Desk) -> Figure | None:
    """Return who is in the store, and who is over the standard time."""
    if not desk.sees("visits.view"):
        return None
    late = sum(card.tone != "quiet" for card in desk.floor)
    waits = [card.minutes for card in desk.floor if card.visit.stage == Stage.ARRIVED]
    note = _("nobody waits at arrival")
    if waits:
        note = _("average wait %(n)s min") % {"n": round(sum(waits) / len(waits))}
    if late:
        over = ngettext("%(n)s over time", "%(n)s over time", late) % {"n": late}
        note = f"{over} · {note}"
    return Figure(
        _("In the store now"),
        str(len(desk.floor)),
        _("people"),
        note,
        reverse("visits:board"),
        late > 0,
    )


def unconfirmed(desk: Desk) -> Figure | None:
    """Return tomorrow's bookings that nobody has confirmed yet."""
    if desk.store is None or not desk.sees("scheduling.view"):
        return None
    start, end = clock.day_bounds(desk.tomorrow, desk.actor.zone)
    rows = appointments(desk.actor).filter(store=desk.store, status__in=TO_COME)
    count = rows.filter(starts_at__gte=start, starts_at__lt=end).aggregate(
        all=Count("pk"), open=Count("pk", filter=~Q(status=Status.CONFIRMED))
    )
    note = _("of %(n)s booked for tomorrow") % {"n": count["all"]}
    href = f"{reverse('scheduling:calendar')}?day={desk.tomorrow:%Y-%m-%d}"
    return Figure(_("To confirm for tomorrow"), str(count["open"]), _("bookings"), note, href)


def taken_in(desk: Desk) -> Figure | None:
    """Return the money received today less what was given back."""
    if desk.store is None or not desk.sees("payments.view"):
        return None
    n, net = next(iter(_tenders(desk.actor, desk.store.pk, desk.day)), (0, 0))
    note = ngettext("%(n)s payment", "%(n)s payments", n) % {"n": n}
    return Figure(_("Received today"), fen_whole(net), "", note, reverse("billing:till"))


@ready()
def _tenders(actor: Actor, store_id: int, day: date) -> Any:
    """Return how many payments a store took in on a day, and the sum of all its tenders."""
    rows = Tender.objects.of(actor).filter(store_id=store_id, day=day).order_by()
    sums = rows.values("day").annotate(
        n=Count("pk", filter=Q(amount_fen__gt=0)), net=Sum("amount_fen")
    )
    return sums.values_list("n", "net")


def due(desk: Desk) -> Figure | None:
    """Return what is still to be paid on open orders."""
    if desk.store is None or not desk.sees("billing.view"):
        return None
    rows = Order.objects.of(desk.actor).filter(store=desk.store, state=OrderState.OPEN)
    found = rows.aggregate(
        n=Count("pk"), total=Sum("total_fen", default=0), paid=Sum("paid_fen", default=0)
    )
    note = ngettext("%(n)s open order", "%(n)s open orders", found["n"]) % {"n": found["n"]}
    left = fen_whole(found["total"] - found["paid"])
    return Figure(_("Still to pay"), left, "", note, reverse("billing:list"))


def room(desk: Desk) -> Figure | None:
    """Return the stretches in which doctors can still be booked today."""
    if not (desk.sees("scheduling.view") and desk.sees("staff.view")):
        return None
    soonest = " · ".join(f"{gap.name} {hm(gap.starts_at)}" for gap in desk.free[:2])
    note = soonest or _("every doctor is booked up")
    return Figure(
        _("Free times"),
        str(len(desk.free)),
        _("stretches"),
        note,
        reverse("scheduling:calendar"),
    )


def contacts(desk: Desk) -> Figure | None:
    """Return whom she is to speak to, and how many of them too late."""
    if not desk.actor.may("todos.view"):
        return None
    _start, end = clock.day_bounds(desk.day, desk.actor.zone)
    rows = [t for t in desk.todos if t.kind in CONTACTS and t.due_at < end]
    late = sum(t.due_at < desk.moment for t in rows)
    note = _("%(n)s overdue") % {"n": late} if late else _("nothing overdue")
    href = f"{reverse('todos:list')}?kind=follow_up&state=open&whose=mine"
    return Figure(_("Follow-ups due"), str(len(rows)), _("people"), note, href, late > 0)


def _places(desk: Desk) -> tuple[Store, ...]:
    """Return the stores at which she works."""
    return desk.actor.stores or ((desk.store,) if desk.store else ())


def deals(desk: Desk) -> list[Figure]:
    """Return the deals credited to her and the money received for them; two queries."""
    if not desk.actor.may("billing.view") or desk.member is None:
        return []
    own, places = desk.member.pk, _places(desk)
    made = figure_of(desk.actor, "deals", places, desk.day, person=own)
    money = figure_of(desk.actor, "revenue", places, desk.day, person=own)
    month = _("%(n)s this month") % {"n": made.month}
    today = _("%(sum)s today") % {"sum": fen_whole(money.today_fen)}
    href = reverse("billing:list")
    return [
        Figure(_("Deals today"), str(made.today), _("deals"), month, href),
        Figure(_("Received this month"), fen_whole(money.month_fen), "", today, href),
    ]


def sold(desk: Desk) -> Figure | None:
    """Return the store's deals of today and their average."""
    if desk.store is None or not desk.sees("billing.view"):
        return None
    made = figure_of(desk.actor, "deals", (desk.store,), desk.day)
    average = fen_whole(made.average_fen) if made.today else "—"
    note = _("average order %(sum)s") % {"sum": average}
    href = reverse("analytics:dashboard") if desk.actor.may("analytics.view") else ""
    return Figure(_("Deals today"), str(made.today), _("deals"), note, href)


def treatments(desk: Desk) -> list[Figure]:
    """Return what she finished today and this month; one query."""
    if desk.member is None:
        return []
    done = figure_of(desk.actor, "treatments", _places(desk), desk.day, person=desk.member.pk)
    note = _("%(n)s this month") % {"n": done.month}
    where = reverse("clinical:mine")
    return [Figure(_("Treatments today"), str(done.today), _("times"), note, where)]
