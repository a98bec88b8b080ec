"""The house's addresses, and the page that all others are held against."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from hebe.access.actor import Actor
from hebe.web.screen import screen

SHELL = (
    '{% extends "shell.html" %}{% block title %}-{% endblock %}{% block main %}{% endblock %}'
)


@screen()
def bare(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Show the frame of every page, signed in, around nothing."""
    del actor
    engine: Any = engines["django"]
    return HttpResponse(engine.from_string(SHELL).render({}, request))


bare.permission = ""
urlpatterns = [path("bench/bare/", bare), path("", include("hebe.config.urls"))]
