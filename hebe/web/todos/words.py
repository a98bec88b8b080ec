"""How today's work speaks of time and of what to watch out for."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from hebe.access.actor import Actor
from hebe.customers.models import Customer
from hebe.customers.queries import allergies_of, days_to_birthday, is_minor
from hebe.kernel import clock

HOUR, DAY = 60, 24 * 60


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due, in words, and how urgent that is."""

    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing to know about a customer before she comes in."""

    text: str
    tone: str
    icon: str


def span(minutes: int) -> str:
    """Return a stretch of time in the largest unit that says it well."""
    if minutes < HOUR:
        return ngettext("%(n)s min", "%(n)s min", minutes) % {"n": minutes}
    if minutes < DAY:
        hours = minutes // HOUR
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    days = minutes // DAY
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}


def day_name(day: date) -> str:
    """Return a day without its year."""
    if get_language() == "en":
        return date_format(day, "j M")
    return f"{day.month}月{day.day}日"


def due(moment: datetime, now: datetime, zone: str) -> Due:
    """Return how late or near a deadline is."""
    if moment < now:
        late = span(max(1, int((now - moment).total_seconds()) // 60))
        return Due(_("%(span)s overdue") % {"span": late}, "down")
    day, today = clock.day_of(moment, zone), clock.day_of(now, zone)
    at = moment.astimezone(clock.at(today, moment.time(), zone).tzinfo).strftime("%H:%M")
    if day == today:
        return Due(_("today %(time)s") % {"time": at}, "warn")
    if day == today + timedelta(days=1):
        return Due(_("tomorrow %(time)s") % {"time": at}, "")
    return Due(f"{day_name(day)} {at}", "")


def flags(
    actor: Actor, customer: Customer, day: date, *, store_id: int, is_first: bool
) -> list[Flag]:
    """Return what to know about a customer at a store, gravest first; without a query."""
    found = []
    if allergies := allergies_of(actor, customer, (store_id,)):
        text = _("Allergic: %(what)s") % {"what": allergies}
        found.append(Flag(text, "bad", "alert-triangle"))
    if is_minor(customer.birthday, day):
        found.append(Flag(_("Under 18"), "bad", "shield-lock"))
    if is_first:
        found.append(Flag(_("First visit"), "good", "sparkles"))
    if customer.birthday and (days := days_to_birthday(customer.birthday, day)) <= 7:
        found.append(Flag(birthday(days), "brand", "cake"))
    if customer.parking:
        text = _("Parking: %(what)s") % {"what": customer.parking}
        found.append(Flag(text, "info", "parking"))
    return found


def birthday(days: int) -> str:
    """Return how far a birthday is."""
    if days == 0:
        return _("Birthday today")
    return ngettext("Birthday tomorrow", "Birthday in %(days)s days", days) % {"days": days}
