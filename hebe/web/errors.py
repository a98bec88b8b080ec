"""The page for a request that Django itself turns away."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say what did not fit: a request too large to take, or one that makes no sense."""
    code = 413 if isinstance(exception, TOO_MUCH) else 400
    return render(request, f"{code}.html", status=code)
