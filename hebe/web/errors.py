"""The page for a request that Django itself turns away."""

from django.core.exceptions import (
    DisallowedHost,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say what did not fit: too large to take, a name that is not ours, or no sense in it."""
    if isinstance(exception, DisallowedHost):
        return render(request, "400_host.html", status=400)
    code = 413 if isinstance(exception, TOO_MUCH) else 400
    return render(request, f"{code}.html", status=code)
