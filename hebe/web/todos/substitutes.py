"""Who stands in for whom."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from hebe.access.actor import Actor
from hebe.staff.queries import me
from hebe.todos.queries import substitute_list
from hebe.todos.services import end_substitute, name_substitute
from hebe.web.drawer import drawer
from hebe.web.forms import typed
from hebe.web.screen import go, screen
from hebe.web.todos.settings_forms import SubstituteForm


@require_GET
@screen("todos.view")
def substitutes(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Show who stands in for whom, now and later."""
    manages = actor.may("todos.substitutes")
    rows = [
        (row, manages or row.member.user_id == actor.user_id) for row in substitute_list(actor)
    ]
    context = {"rows": rows, "may_name": manages or me(actor) is not None}
    return render(request, "todos/substitutes.html", context)


@screen("todos.view")
def name(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Name who stands in, for oneself or for one's people."""
    own = me(actor)
    form = SubstituteForm(actor, typed(request), initial={"member_id": own.pk if own else None})
    if form.attempt(lambda: name_substitute(actor, **form.cleaned_data)):
        return go(request, reverse("todos:substitutes"), _("The substitute was named."))
    return drawer(request, "todos/_substitute.html", form)


@require_POST
@screen("todos.view")
def end(request: HttpRequest, actor: Actor, absence_id: int, **_kwargs: Any) -> HttpResponse:
    """Let somebody do her own work again."""
    end_substitute(actor, absence_id=absence_id)
    return go(request, reverse("todos:substitutes"), _("The substitution has ended."))
