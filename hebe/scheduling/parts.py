"""What an appointment takes, part by part: for what, for which minutes, and who it is.

The parts come from the item's needs, one for each person and thing; whoever was asked for
besides stands behind them for the whole time. Nothing here asks the database.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from hebe.catalog.choices import NeedKind, Role
from hebe.catalog.models import Item
from hebe.kernel.errors import Invalid
from hebe.scheduling import rules
from hebe.scheduling.choices import ClaimKind
from hebe.scheduling.errors import ItemChanged, WrongResource
from hebe.scheduling.models import Resource, ResourceClaim
from hebe.staff.choices import Post
from hebe.staff.models import Member

Taker = Member | Resource
Chosen = Mapping[int, Sequence[int | None]]  # the key of a need, and whom or what, in order
POSTS: dict[str, tuple[str, ...]] = {Role.CARER: (Post.NURSE, Post.ADVISOR)}
ANYBODY = 0  # chosen in place of a key: whoever is free
ACCOMPANYING = (Role.ADVISOR, Role.CARER)


@dataclass(slots=True)
class Part:
    """One person, room or device; minutes count from the start of the appointment.

    `need_id` is None for who was asked for besides. `must_name`: somebody chooses. `is_named`:
    somebody has chosen; whoever was found without that may be exchanged when it moves.
    """

    need_id: int | None
    kind: str
    what: str
    label: str
    first: int
    last: int
    turn: int = 0
    must_name: bool = False
    taker: Taker | None = None
    is_named: bool = False

    @property
    def claim_kind(self) -> ClaimKind:
        """Return the kind of claim it is laid down as."""
        return ClaimKind.MEMBER if self.kind == NeedKind.PERSON else ClaimKind.RESOURCE

    @property
    def member(self) -> Member | None:
        """Return the person, when it is one and known."""
        return self.taker if isinstance(self.taker, Member) else None

    @property
    def column(self) -> str:
        """Return the name of its column in the calendar, or nothing."""
        if self.taker is None:
            return ""
        return f"{'member' if self.member else 'resource'}-{self.taker.pk}"

    @property
    def posts(self) -> tuple[str, ...]:
        """Return the posts of who could do it."""
        return POSTS.get(self.what, (self.what,))

    @property
    def may_be(self) -> tuple[str, ...]:
        """Return the posts of whom somebody may name: a doctor may care as well."""
        return (*self.posts, Post.DOCTOR) if self.what == Role.CARER else self.posts

    def span(self, starts_at: datetime) -> rules.Stretch:
        """Return from when until when it takes part in an appointment."""
        return starts_at + timedelta(minutes=self.first), starts_at + timedelta(
            minutes=self.last
        )

    def taken(self, starts_at: datetime) -> rules.Stretch:
        """Return from when until when it cannot be had by others."""
        first, last = self.span(starts_at)
        return first, last + timedelta(minutes=self.turn)

    def seat(self, taker: Taker | None, *, is_named: bool = True) -> None:
        """Let somebody or something be it."""
        self.taker, self.is_named = taker, is_named and taker is not None


def parts_of(item: Item) -> list[Part]:
    """Return what an item takes, nobody chosen yet."""
    return [
        Part(
            need.pk, need.kind, need.what, need.label, need.from_minute,
            need.until_minute(item.duration_minutes),
            0 if need.kind == NeedKind.PERSON else item.turnaround_minutes, need.is_named,
        )
        for need in item.needed
        for _each in range(need.quantity)
    ]  # fmt: skip


def besides(item: Item, kind: str, what: str, taker: Taker) -> Part:
    """Return a part for who or what comes along for the whole time without being needed."""
    turn = 0 if kind == NeedKind.PERSON else item.turnaround_minutes
    part = Part(None, kind, what, taker.name, 0, item.duration_minutes, turn)
    part.seat(taker)
    return part


def seat_person(parts: list[Part], item: Item, role: str, member: Member | None) -> None:
    """Let a person be the first who is needed like this, or come along.

    Who takes part already is not seated twice.
    """
    if member is None or any(part.member == member for part in parts):
        return
    wanted = (Role.DOCTOR,) if role == Role.DOCTOR else ACCOMPANYING
    _seat(parts, item, NeedKind.PERSON, wanted, role, member)


def seat_thing(parts: list[Part], item: Item, kind: str, thing: Resource | None) -> None:
    """Let a room or device be the first of its kind that is needed, or be taken besides.

    Raises WrongResource for one that is no `kind`, or not of the kind that is needed.
    """
    if thing is None:
        return
    needed = [part.what for part in parts if part.kind == kind]
    if thing.kind != kind or (needed and thing.type not in needed):
        raise WrongResource
    _seat(parts, item, kind, (thing.type,), thing.type, thing)


def _seat(
    parts: list[Part], item: Item, kind: str, wanted: Sequence[str], what: str, taker: Taker
) -> None:
    fitting = [part for part in parts if part.kind == kind and part.what in wanted]
    free = next((part for part in fitting if not part.is_named), None)
    if part := free or next(iter(fitting), None):
        part.seat(taker)
    else:
        parts.append(besides(item, kind, what, taker))


def seat_chosen(
    parts: list[Part],
    chosen: Chosen,
    members: Mapping[int, Member],
    things: Mapping[int, Resource],
) -> None:
    """Let those be it who were chosen need by need.

    None leaves a part as it is, ANYBODY lets whoever stands there go.

    Raises ItemChanged for a need that the item no longer has, Invalid for whom nobody knows,
    WrongResource for a thing of another kind.
    """
    for need_id, keys in chosen.items():
        mine = [part for part in parts if part.need_id == need_id]
        if len(keys) > len(mine):
            raise ItemChanged
        for part, key in zip(mine, keys, strict=False):
            if key == ANYBODY:
                part.seat(None)
            elif key is not None:
                part.seat(_found(part, key, members, things))


def _found(
    part: Part, key: int, members: Mapping[int, Member], things: Mapping[int, Resource]
) -> Taker:
    if part.kind == NeedKind.PERSON:
        member = members.get(key)
        if member is None or member.post not in part.may_be:
            raise Invalid("chosen")
        return member
    thing = things.get(key)
    if thing is None or (thing.kind, thing.type) != (part.kind, part.what):
        raise WrongResource
    return thing


def parts_now(item: Item, claims: Iterable[ResourceClaim]) -> list[Part]:
    """Return what an item takes, filled with who and what an appointment has taken so far."""
    parts = parts_of(item)
    for claim in claims:
        taker = claim.taker
        if taker is None:
            continue
        kind = NeedKind.PERSON if isinstance(taker, Member) else taker.kind
        alike = (p for p in parts if (p.kind, p.what) == (kind, claim.what) and not p.taker)
        if part := next(alike, None):
            part.seat(taker, is_named=claim.is_named)
        elif claim.is_named:
            parts.append(besides(item, kind, claim.what, taker))
    return parts
