"""By which name Hebe is called: its own, or a foreign one that leads here."""

import logging
from collections.abc import Callable

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse

from hebe.web.access import health
from hebe.web.errors import bad_request

log = logging.getLogger("hebe.web.names")
Respond = Callable[[HttpRequest], HttpResponse]
# Whoever looks after the machine asks by whatever name; these say nothing but "well" or "not".
SELF_CHECKS = {"/healthz": health.alive, "/readyz": health.ready}


def answering_by_name(respond: Respond) -> Respond:
    """Turn foreign names away with one line in the log; self-checks answer under any name."""

    def answer(request: HttpRequest) -> HttpResponse:
        if check := SELF_CHECKS.get(request.path):
            return check(request)
        try:
            request.get_host()
        except DisallowedHost as foreign:
            log.warning("%s", str(foreign).partition(". ")[0][:200])
            answered = bad_request(request, foreign)
            answered._has_been_logged = True  # type: ignore[attr-defined]
            return answered
        return respond(request)

    return answer
