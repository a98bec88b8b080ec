"""What a record says, part by part, and the marks by which two windows know each other."""

from typing import Any

from hebe.clinical.models import Record
from hebe.clinical.rules import PARTS, REQUIRED, bare
from hebe.kernel.freshness import marks

__all__ = ["PARTS", "REQUIRED", "bare", "content_of", "marks_of"]


def content_of(record: Record | None) -> dict[str, Any]:
    """Return what a record says, part by part; a record not begun says nothing."""
    said = {name: str(getattr(record, name)) if record else "" for name in PARTS}
    return said | {"plan": bare(record.plan if record else [])}


def marks_of(record: Record | None) -> str:
    """Return the marks that a form opened now carries along."""
    return marks(content_of(record))
