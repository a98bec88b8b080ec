"""Nobody works with a password that somebody else knows."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from hebe.access.actor import Actor
from hebe.access.queries import my_user
from hebe.access.services import change_password
from hebe.web.access.forms import TakeOverForm
from hebe.web.access.security import carried_out
from hebe.web.access.views import way_on
from hebe.web.forms import typed
from hebe.web.screen import go, go_by, screen

ANYBODY = "anybody"  # the right of screens that need no sign-in
STAYS_OPEN = {"access:own_password", "access:sign_out"}


class OwnPasswordFirst:
    """Middleware: who signed in with a given password chooses her own before anything else.

    Every screen that needs a sign-in leads to `choose`, and a POST does nothing. No session
    opens the API, whose views say no right.
    """

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.respond(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *_found: Any
    ) -> HttpResponse | None:
        """Lead to `choose`, or let the view answer."""
        user = getattr(request, "hebe_user", None)
        if user is None or not user.password_is_given:
            return None
        if getattr(view, "permission", ANYBODY) == ANYBODY:
            return None
        if request.resolver_match and request.resolver_match.view_name in STAYS_OPEN:
            return None
        return go_by(request, reverse("access:own_password"))


@sensitive_post_parameters("current", "password")
@screen()
def choose(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Take one's log-in over with a password of one's own, then go on to what was wanted."""
    user = my_user(actor)
    if not user.password_is_given:
        return HttpResponseRedirect(way_on(request))
    form = TakeOverForm(typed(request))
    if carried_out(request, actor, change_password, form):
        return go(request, way_on(request), _("Your password is your own now."))
    status = 422 if form.is_bound else 200
    context = {"form": form, "user": user}
    return render(request, "access/own_password.html", context, status=status)
