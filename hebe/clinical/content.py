"""What a record says, part by part, and the marks by which two windows know each other."""

from typing import Any

from hebe.clinical import rules
from hebe.clinical.models import Record
from hebe.kernel.freshness import marks


def content_of(record: Record | None) -> dict[str, Any]:
    """Return what a record says, part by part; a record not begun says nothing."""
    said = {name: str(getattr(record, name)) if record else "" for name in rules.PARTS}
    return said | {"plan": rules.bare(record.plan if record else [])}


def marks_of(record: Record | None) -> str:
    """Return the marks that a form opened now carries along."""
    return marks(content_of(record))
