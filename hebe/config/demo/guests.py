"""Who comes: the people of the pictures, regulars, the old list, and newcomers."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from hebe.config.demo.newcomers import enter_newcomer
from hebe.config.demo.people import NAMES, UNSEEN
from hebe.config.demo.stage import Stage
from hebe.customers.models import Customer
from hebe.kernel import clock
from hebe.tenancy.models import Store

REST = timedelta(days=10)  # nobody comes again sooner
FAITHFUL = timedelta(days=75)
FRESH, NAMED = 0.14, 0.1  # shares of newcomers, and of the people of the pictures
KEY_WEIGHT = 3


@dataclass(slots=True)
class Guest:
    """What choosing needs to know of a customer."""

    pk: int
    since: date
    days: set[date] = field(default_factory=set)

    def can_come(self, day: date) -> bool:
        """Say whether a visit on that day is plausible."""
        return self.since <= day and all(abs(day - other) >= REST for other in self.days)

    def is_regular(self, day: date) -> bool:
        """Say whether she has come lately, as seen from that day."""
        return any(abs(day - other) <= FAITHFUL for other in self.days)


class Guests:
    """The customers of the stores, from whom a day's visitors are chosen."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.by_key: dict[int, Guest] = {}
        self.known: dict[int, list[Guest]] = {store.pk: [] for store in stage.stores.values()}
        self.named: dict[int, list[Guest]] = {store.pk: [] for store in stage.stores.values()}
        rows = Customer.objects.of(stage.group).exclude(name__in=UNSEEN).order_by("pk")
        columns = ("pk", "name", "home_store_id", "created_at", "last_visit_on", "is_key")
        for pk, name, store_id, created_at, last, is_key in rows.values_list(*columns)[:5000]:
            guest = self.by_key[pk] = Guest(pk, created_at.date(), {last} if last else set())
            self.known[store_id].append(guest)
            if name in NAMES:
                self.named[store_id] += [guest] * (KEY_WEIGHT if is_key else 1)

    def choose(self, store: Store, day: date, rng: random.Random) -> Guest | None:
        """Return somebody who may come that day, a regular sooner than others; None: new."""
        fate = rng.random()
        if fate < FRESH or not self.known[store.pk]:
            return None
        is_named = fate < FRESH + NAMED and self.named[store.pk]
        pool = self.named[store.pk] if is_named else self.known[store.pk]
        seen = [pool[rng.randrange(len(pool))] for _ in range(9)]
        able = [guest for guest in seen if guest.can_come(day)]
        regular = [guest for guest in able if guest.is_regular(day)]
        return next(iter(regular or able), None)

    def welcome(self, store: Store, rng: random.Random) -> Guest:
        """Enter one more customer."""
        customer = enter_newcomer(self.stage, store, rng)
        guest = self.by_key[customer.pk] = Guest(customer.pk, clock.now().date())
        self.known[store.pk].append(guest)
        return guest

    def remember(self, pk: int, day: date) -> None:
        """Know that she comes that day, so that she is left alone around it."""
        if pk in self.by_key:
            self.by_key[pk].days.add(day)
