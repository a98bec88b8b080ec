"""Who is one person: rows of a list, and customers who are on file."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from hebe.customers.legacy.cells import person_name
from hebe.customers.legacy.parsed import OWN, SAME, ParsedRow
from hebe.kernel.folding import folded


class OnFile(NamedTuple):
    """A customer who is here already: `said_as` is how others may be told her name."""

    key: int
    name: str
    birthday: date | None = None
    id_number: str = ""
    said_as: str = ""


class Here:
    """Nobody is on file; the import asks the database instead."""

    def by_phone(self, phones: Iterable[str]) -> Mapping[str, list[OnFile]]:
        """Return by mobile whose own it is, first, and who shares it."""
        del phones
        return {}

    def by_number(self, field: str, numbers: Collection[str]) -> Mapping[str, int]:
        """Return by member or record number the key of who has it."""
        del field, numbers
        return {}


Seated = tuple[ParsedRow, int | None]


@dataclass(slots=True)
class _Seat:
    name: str
    birthday: date | None
    id_number: str
    said_as: str
    key: int | None = None
    row: ParsedRow | None = None

    def differs(self, row: ParsedRow) -> str:
        """Say in what this is somebody else than the row: nothing, or a word of `problems`."""
        if self.name != _plain(row.name):
            return "other_name"
        born, number = row.values.get("birthday"), row.values.get("id_number", "")
        if self.birthday and born and self.birthday != born:
            return "other_birthday"
        return (
            "other_identity" if self.id_number and number and number != self.id_number else ""
        )

    def take(self, row: ParsedRow) -> bool:
        """Say whether the row is the first of this person; a later one is absorbed."""
        self.birthday = self.birthday or row.values.get("birthday")
        self.id_number = self.id_number or row.values.get("id_number", "")
        if self.row is None:
            self.row = row
            return True
        self.row.absorb(row)
        return False


@dataclass(slots=True)
class People:
    """The people of a list, found by their mobiles; `seated` in the order of their rows."""

    on_file: Mapping[str, list[OnFile]]
    seated: list[Seated] = field(default_factory=list)
    _seats: dict[str, list[_Seat]] = field(default_factory=dict)

    def seat(self, row: ParsedRow) -> bool:
        """Give a row its place; False for a repeat, and for one that is kept out."""
        phone = row.phone
        seats = self._seats.get(phone)
        if seats is None:
            seats = self._seats[phone] = [_known(one) for one in self.on_file.get(phone, ())]
        if not seats:
            return self._new(row, seats)
        if row.decision == SAME:
            return self._at(seats[0], row)
        for seat in seats:
            if not seat.differs(row):
                return self._at(seat, row)
        if row.decision == OWN:
            row.share_phone()
            return self._new(row, seats)
        detail, said = seats[0].differs(row), {"name": seats[0].said_as}
        row.reject(
            "same_phone_other_person", field="phone", value=phone, detail=detail, params=said
        )
        return False

    def _new(self, row: ParsedRow, seats: list[_Seat]) -> bool:
        seats.append(_Seat(_plain(row.name), None, "", row.name))
        return self._at(seats[-1], row)

    def _at(self, seat: _Seat, row: ParsedRow) -> bool:
        if not seat.take(row):
            return False
        self.seated.append((row, seat.key))
        return True


def _known(one: OnFile) -> _Seat:
    said_as = one.said_as or one.name
    return _Seat(_plain(one.name), one.birthday, one.id_number, said_as, one.key)


def _plain(name: str) -> str:
    return folded(person_name(name) or name)
