"""What a panel is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hebe.kernel.errors import Text
from hebe.web.todos.desk import Desk


@dataclass(frozen=True, slots=True)
class Panel:
    """One card of the page: its template and what it shows."""

    template: str
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the strip: what it is, how much, and what to know beside it."""

    label: Text
    value: str
    unit: Text = ""
    note: str = ""
    href: str = ""
    is_late: bool = False


Maker = Callable[[Desk], Panel | None]
