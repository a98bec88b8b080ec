"""The kinds of long work: each app registers its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hebe.access.actor import Actor

if TYPE_CHECKING:
    from hebe.jobs.progress import Progress

Counts = Mapping[str, int]
Work = Callable[[Actor, "Progress"], None]
ItemWork = Callable[[Actor, "Progress", Any], Counts]


@dataclass(frozen=True, slots=True)
class Kind:
    """Work that is one transaction (`whole`), or one for each of its items (`each`)."""

    whole: Work | None = None
    each: ItemWork | None = None


KINDS: dict[str, Kind] = {}


def job_kind(kind: str) -> Callable[[Work], Work]:
    """Register a function as a kind of work; it gets the actor and the job's progress.

    All of it is one transaction: killed, it leaves nothing and begins anew.
    """

    def register(work: Work) -> Work:
        KINDS[kind] = Kind(whole=work)
        return work

    return register


def item_job(kind: str) -> Callable[[ItemWork], ItemWork]:
    """Register a function that does one item of a kind of work; it returns what to count.

    Each item is a transaction of its own; killed, the work goes on with the item it was at.
    An item that is refused is counted, its reason kept, and the next one has its turn.
    """

    def register(work: ItemWork) -> ItemWork:
        KINDS[kind] = Kind(each=work)
        return work

    return register
