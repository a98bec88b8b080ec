"""What somebody signed in guesses wrong counts like wrong passwords at the sign-in page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse

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
    login = {"login": f"{my_user(actor).login} {at}".rstrip()}
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
