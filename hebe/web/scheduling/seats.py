"""What an item takes, as fields of a form: whom or what somebody chose for each part."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from hebe.access.actor import Actor
from hebe.catalog.choices import NeedKind
from hebe.catalog.models import Item
from hebe.scheduling.parts import ACCOMPANYING, ANYBODY, Chosen, Part, Taker, parts_of
from hebe.scheduling.queries import lead_of, pools
from hebe.tenancy.models import Store
from hebe.web.scheduling.reading import key_of


@dataclass(frozen=True, slots=True)
class SeatField:
    """One part of an item, to be left to whoever is free or chosen by name."""

    name: str
    part: Part
    able: Sequence[Taker]
    chosen: int | None
    is_lead: bool
    is_unfit: bool  # somebody was chosen who may not do it
    was_named: bool = False  # when it moves: somebody stands there by name

    @property
    def anybody(self) -> str:
        """Return the words for leaving it open."""
        is_person = self.part.kind == NeedKind.PERSON
        return _("Anybody free") if is_person else _("Any free one")


@dataclass(frozen=True, slots=True)
class Seats:
    """The parts of an item as a form shows them."""

    fields: Sequence[SeatField]
    duration: int

    @property
    def lead(self) -> SeatField | None:
        """Return the field of whom the item is booked with."""
        return next((field for field in self.fields if field.is_lead), None)

    @property
    def accompanied(self) -> bool:
        """Say whether the item itself says who comes along."""
        return any(field.name == "companion" for field in self.fields)

    @property
    def chosen(self) -> dict[int, list[int | None]]:
        """Return whom and what was chosen, as booking and the search for times take it."""
        keys: dict[int, list[int | None]] = {}
        for field in self.fields:
            keys.setdefault(field.part.need_id or 0, []).append(field.chosen)
        return keys

    def led_by(self, member_id: int | None) -> Chosen:
        """Return the same with the lead whom the chosen time stands for."""
        chosen = self.chosen
        if self.lead is not None and member_id is not None:
            chosen[self.lead.part.need_id or 0][self._place()] = member_id
        return chosen

    def exchanged(self, member_id: int | None) -> Chosen:
        """Return the same for a booking that stands: who was named and is no longer, goes."""
        chosen = self.chosen
        for field, place in self._places():
            if field.was_named and field.chosen is None:
                chosen[field.part.need_id or 0][place] = ANYBODY
        if self.lead is not None and member_id is not None:
            chosen[self.lead.part.need_id or 0][self._place()] = member_id
        return chosen

    def _places(self) -> Iterator[tuple[SeatField, int]]:
        counted: Counter[int | None] = Counter()
        for field in self.fields:
            yield field, counted[field.part.need_id]
            counted[field.part.need_id] += 1

    def _place(self) -> int:
        return next(place for field, place in self._places() if field.is_lead)


def seats_of(
    request: HttpRequest,
    actor: Actor,
    store: Store,
    item: Item,
    day: date,
    present: Sequence[Part] = (),
) -> Seats:
    """Return the fields of an item with what was sent; `present` are the parts it has now."""
    parts = parts_of(item)
    able = pools(actor, store, item, day, parts)
    lead = lead_of(parts)
    was = dict(enumerate(present))
    fields = []
    for n, (part, name) in enumerate(zip(parts, names_of(parts), strict=True)):
        wanted = _wanted(request, name, was.get(n))
        fits = wanted in {taker.pk for taker in able[n]}
        unfit = wanted is not None and not fits
        chosen = wanted if fits else None
        stood = n in was and was[n].is_named
        fields.append(SeatField(name, part, able[n], chosen, part is lead, unfit, stood))
    return Seats(fields, item.duration_minutes)


def names_of(parts: Sequence[Part]) -> list[str]:
    """Return the names of the fields: the usual ones first, the others by their need."""
    lead, used, names = lead_of(parts), set[str](), []
    for n, part in enumerate(parts):
        usual = part.kind
        if part.kind == NeedKind.PERSON:
            usual = "companion" if part.what in ACCOMPANYING else ""
        name = "doctor" if part is lead else usual
        if not name or name in used:
            name = f"need-{part.need_id}-{n}"
        used.add(name)
        names.append(name)
    return names


def _wanted(request: HttpRequest, name: str, present: Part | None) -> int | None:
    if name in request.POST or name in request.GET:
        return key_of(request, name)
    if present is None or present.taker is None or not present.is_named:
        return None
    return int(present.taker.pk)
