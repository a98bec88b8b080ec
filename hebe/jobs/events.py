"""What long work tells."""

from dataclasses import dataclass

from hebe.kernel.events import Event


@dataclass(frozen=True)
class ListExported(Event):
    """Rows of a list left as a file."""

    sheet: str
    count: int
