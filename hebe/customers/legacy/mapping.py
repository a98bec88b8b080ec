"""Which column of the file goes to which field: proposed, corrected, saved, found again."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

from hebe.customers.legacy.errors import MappingIncomplete
from hebe.customers.legacy.fields import FIELDS, REQUIRED
from hebe.customers.legacy.headings import plain_heading

SURE = 0.8


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file; an empty field means it is not imported.

    `reason` is a code of proposals.REASONS, `confidence` goes from 0 to 1.
    """

    index: int
    heading: str
    field: str = ""
    confidence: float = 0.0
    reason: str = ""

    @property
    def is_sure(self) -> bool:
        """Say whether a person need not look at it."""
        return self.confidence >= SURE


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """All columns of one kind of file. Plain JSON on disk."""

    columns: tuple[Column, ...]

    @property
    def signature(self) -> str:
        """Return the same short text for every file with these headings."""
        return signature([column.heading for column in self.columns])

    @property
    def doubtful(self) -> list[Column]:
        """Return the columns a person should look at."""
        return [column for column in self.columns if not column.is_sure]

    @property
    def missing(self) -> list[str]:
        """Return the required fields no column goes to."""
        return [code for code in REQUIRED if self.index(code) is None]

    def index(self, field: str) -> int | None:
        """Return the first column of a field."""
        return next((column.index for column in self.columns if column.field == field), None)

    def with_field(self, index: int, field: str) -> Self:
        """Return the mapping with one column corrected by a person.

        A field that takes one column only is taken away from the column that had it.
        Raises ValueError for a field or column that does not exist.
        """
        if (field and field not in FIELDS) or not 0 <= index < len(self.columns):
            raise ValueError(field)
        single = bool(field) and not FIELDS[field].several
        changed = tuple(
            replace(column, field=field, confidence=1.0, reason="person")
            if column.index == index
            else replace(column, field="", confidence=0.0, reason="taken")
            if single and column.field == field
            else column
            for column in self.columns
        )
        return replace(self, columns=changed)

    def complete(self) -> Self:
        """Return the mapping; raises MappingIncomplete when a required field is missing."""
        if self.missing:
            labels = "、".join(str(FIELDS[code].label) for code in self.missing)
            raise MappingIncomplete(fields=labels)
        return self

    def to_json(self) -> dict[str, Any]:
        """Return what can be saved and given to from_json."""
        return {"version": 1, "columns": [asdict(column) for column in self.columns]}

    @classmethod
    def from_json(cls, saved: dict[str, Any]) -> Self:
        """Return a saved mapping; raises ValueError when it is not one."""
        try:
            columns = tuple(
                Column(
                    int(position),
                    str(column["heading"]),
                    str(column.get("field") or ""),
                    float(column.get("confidence", 1.0)),
                    str(column.get("reason", "saved")),
                )
                for position, column in enumerate(saved["columns"])
            )
        except (KeyError, TypeError, AttributeError) as broken:
            raise ValueError("mapping") from broken
        if any(column.field and column.field not in FIELDS for column in columns):
            raise ValueError("mapping")
        return cls(columns)


def signature(headings: Sequence[str]) -> str:
    """Return the same short text for every file with these headings in this order.

    >>> signature(["姓名", "手机 号"]) == signature([" 姓名*", "手机号"])
    True
    """
    said = "\x1f".join(map(plain_heading, headings))
    return hashlib.sha256(said.encode()).hexdigest()
