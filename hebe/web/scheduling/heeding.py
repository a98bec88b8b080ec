"""Saving what bookings rest on: say how many are touched before it is done."""

from collections.abc import Callable, Collection
from typing import TypeVar

from django.http import HttpRequest

from hebe.access.actor import Actor
from hebe.scheduling.services import heeding

T = TypeVar("T")


def heeded(
    request: HttpRequest, actor: Actor, stores: Collection[int], act: Callable[[], T]
) -> T:
    """Carry out an act, or raise BookingsTouched unless the person was told of as many.

    The refused form carries their number on as `touched`, so that saving again goes on.
    """
    told = request.POST.get("touched", "")
    known = int(told) if told.isascii() and told.isdigit() and len(told) < 7 else 0
    return heeding(actor, stores, act, known=known)
