"""The threads of a process answer one page after the other, in the order of asking."""

import threading
from collections import deque
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

from hebe.kernel.outside import before_going_outside

PATIENCE_SECONDS = 0.25
SAFE = frozenset({"GET", "HEAD"})


class Turns:
    """A lock whose waiters are served in order; whoever waits too long goes without.

    Python's own locks wake anybody: a page that came later may go first, again and again.
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._is_taken = False
        self._queue: deque[threading.Lock] = deque()

    def wait(self, seconds: float) -> bool:
        """Wait for a turn; say whether it came."""
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return True
            gate = threading.Lock()
            gate.acquire()
            self._queue.append(gate)
        if gate.acquire(timeout=seconds):
            return True
        with self._guard:
            if gate in self._queue:
                self._queue.remove(gate)
                return False
        return True  # it came while the waiting ended

    def pass_on(self) -> None:
        """End a turn that came."""
        with self._guard:
            if self._queue:
                self._queue.popleft().release()
            else:
                self._is_taken = False


_turns = Turns()
_has_turn: ContextVar[bool] = ContextVar("has_turn", default=False)


@before_going_outside
def pass_turn_on() -> None:
    """End this page's turn before its time: it is about to wait for another machine."""
    if _has_turn.get():
        _has_turn.set(False)
        _turns.pass_on()


def taking_turns(
    respond: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Let pages take turns.

    Pages that interrupt each other are all late; pages that take turns are late for the last
    only. Nobody waits long behind a slow one, and acts, whose contents may take their time to
    arrive, do not wait at all.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        _has_turn.set(request.method in SAFE and _turns.wait(PATIENCE_SECONDS))
        try:
            return respond(request)
        finally:
            pass_turn_on()

    return answer
