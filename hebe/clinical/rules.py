"""What a record must hold, and its digest. Plain Python."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

PARTS = ("complaint", "history", "findings", "diagnosis", "advice")
REQUIRED = ("complaint", "findings", "diagnosis", "advice")
MEDICAL = ("findings", "diagnosis", "advice", "plan")


def missing_parts(parts: Mapping[str, str]) -> list[str]:
    """Return the required parts that are empty (basic record-writing rules, article 13).

    >>> missing_parts({"complaint": "沟", "findings": "", "diagnosis": "凹陷", "advice": "填"})
    ['findings']
    """
    return [part for part in REQUIRED if not parts.get(part, "").strip()]


def medical_fields(parts: Mapping[str, str], plan: Sequence[Any]) -> list[str]:
    """Return the names of the medical fields that hold something.

    >>> medical_fields({"complaint": "想变美", "diagnosis": "色斑"}, [])
    ['diagnosis']
    """
    written = [part for part in MEDICAL if parts.get(part, "").strip()]
    return [*written, "plan"] if plan else written


def digest(parts: Mapping[str, str], plan: Sequence[Any], number: int) -> str:
    """Return the SHA-256 of a version's content in canonical JSON."""
    body = {"parts": dict(parts), "plan": list(plan), "number": number}
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def is_measurable(quantity: Decimal) -> bool:
    """Say whether a quantity used can be written down: above zero, to a hundredth.

    >>> [is_measurable(Decimal(q)) for q in ("0.25", "0", "0.001", "1000000", "NaN")]
    [True, False, False, False, False]
    """
    return quantity.is_finite() and 0 < quantity < 10**6 and quantity == round(quantity, 2)


def covers(plan: Sequence[Mapping[str, Any]], item_id: int) -> bool:
    """Say whether a plan holds an item.

    >>> covers([{"item_id": 3, "quantity": 1}], 3), covers([], 3)
    (True, False)
    """
    return any(line.get("item_id") == item_id for line in plan)


def bare(plan: Sequence[Mapping[str, Any]]) -> list[list[Any]]:
    """Return what a person decided about a plan: item, times and note of each line.

    >>> bare([{"item_id": 3, "name": "皮秒祛斑", "quantity": 2}])
    [[3, 2, '']]
    """
    return [
        [line.get("item_id"), line.get("quantity", 1), line.get("note", "")] for line in plan
    ]
