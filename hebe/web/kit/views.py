"""The gallery: every component once, in the states that people meet."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hebe.access.actor import Actor
from hebe.kernel import clock
from hebe.web.kit import samples
from hebe.web.kit.forms import sample
from hebe.web.screen import screen


def _told(told: dict[str, str], moment: datetime, minutes: int) -> dict[str, Any]:
    return told | {"at": moment - timedelta(minutes=minutes)}


@screen()
def gallery(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Show every component."""
    del actor
    moment = clock.now()
    context = {
        "tones": samples.TONES,
        "appointment": samples.APPOINTMENT,
        "stage": samples.STAGE,
        "order": samples.ORDER,
        "price": samples.PRICE,
        "alerts": samples.ALERTS,
        "timeline": {"moments": [_told(told, moment, ago) for ago, told in samples.MOMENTS]},
        "steps": samples.STEPS,
        "facts": samples.FACTS,
        "job": samples.JOB,
        "form": sample(),
        "clocks": [(moment - timedelta(minutes=m), standard) for m, standard in samples.CLOCKS],
    }
    return render(request, "kit/gallery.html", context)


@screen()
def drawer(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Show a drawer; as a page of its own without JavaScript."""
    del actor
    page = "kit/_drawer.html" if getattr(request, "htmx", False) else "kit/drawer.html"
    return render(request, page)
