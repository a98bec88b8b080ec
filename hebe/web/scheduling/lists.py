"""Appointments as a list, of any days: to look for, not to plan by."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hebe.access.actor import Actor
from hebe.scheduling.queries import appointments
from hebe.web.scheduling.table import AppointmentsTable
from hebe.web.screen import screen


@require_GET
@screen("scheduling.view")
def appointment_list(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Show the appointments within reach, latest first."""
    page = AppointmentsTable(actor, request.GET).page(appointments(actor))
    return render(request, "scheduling/list.html", {"page": page})
