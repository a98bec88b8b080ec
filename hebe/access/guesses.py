"""What somebody signed in guesses wrong counts like wrong passwords at the sign-in page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse, QueryDict

from hebe.access.actor import Actor
from hebe.access.errors import TooManyGuesses, WrongCode, WrongPassword
from hebe.access.queries import my_user
from hebe.kernel.errors import Refused

Respond = Callable[[HttpRequest], HttpResponse]
OWN = (WrongPassword, WrongCode)


@contextmanager
def counting_guesses(
    request: HttpRequest,
    actor: Actor,
    *,
    at: str = "",
    wrong: tuple[type[Refused], ...] = OWN,
) -> Iterator[None]:
    """Raise TooManyGuesses while the log-in rests; have a wrong guess inside counted.

    What is guessed `at` something else than the log-in itself is counted, and rests, apart.
    """
    login = {"login": f"{my_user(actor).login_key} {at}".rstrip()}
    if not AxesProxyHandler.is_allowed(request, login):
        raise TooManyGuesses
    try:
        yield
    except wrong:
        request.guessed_wrong = login  # type: ignore[attr-defined]
        raise


def guesses_counted(respond: Respond) -> Respond:
    """Middleware: count a wrong guess once the refused act has been rolled back."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        login = getattr(request, "guessed_wrong", None)
        if login is not None:
            user_login_failed.send(sender=__name__, credentials=login, request=request)
        return response

    return answer


class Tally(AxesDatabaseHandler):  # type: ignore[misc]
    """Keeps of a wrong guess who, from where and when, never what was sent.

    A guess may be a customer's number, or all but one letter of a password.
    """

    def user_login_failed(
        self,
        sender: Any,
        credentials: dict[str, Any],
        request: HttpRequest | None = None,
        **more: Any,
    ) -> None:
        """Count a wrong guess; axes would write down the address and the form beside it."""
        if request is None:
            return
        sent = request.GET, request.POST
        request.GET = request.POST = QueryDict()
        try:
            super().user_login_failed(sender, credentials, request, **more)
        finally:
            request.GET, request.POST = sent
