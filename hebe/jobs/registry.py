"""The kinds of long work: each app registers its own."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from hebe.access.actor import Actor

if TYPE_CHECKING:
    from hebe.jobs.progress import Progress

Work = Callable[[Actor, "Progress"], None]
KINDS: dict[str, Work] = {}


def job_kind(kind: str) -> Callable[[Work], Work]:
    """Register a function as a kind of work; it gets the actor and the job's progress."""

    def register(work: Work) -> Work:
        KINDS[kind] = work
        return work

    return register
