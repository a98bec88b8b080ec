"""What people typed instead of cells, before anything is imported."""

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fixes:
    """What a person typed instead of a cell, by row and field; and the rows left out."""

    rows: dict[int, dict[str, str]]
    skipped: frozenset[int]

    @classmethod
    def load(cls, text: str) -> "Fixes":
        """Return what `dump` wrote."""
        said = json.loads(text) if text else {}
        rows = {int(row): dict(typed) for row, typed in said.get("rows", {}).items()}
        return cls(rows, frozenset(said.get("skipped", ())))

    def dump(self) -> str:
        """Return it as text, to be sealed."""
        return json.dumps(
            {"rows": self.rows, "skipped": sorted(self.skipped)}, ensure_ascii=False
        )
