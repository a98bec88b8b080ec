"""Screens of log-ins: who has one, with which roles, open or closed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from hebe.access.actor import Actor
from hebe.access.queries import get_user, is_within, user_list
from hebe.access.services import (
    assign_roles,
    create_user,
    reset_password,
    reset_second_factor,
    switch_user,
)
from hebe.web.access.forms import LostForm
from hebe.web.access.tables import UserTable
from hebe.web.access.user_forms import PasswordForm, UserForm, place_set, places_of
from hebe.web.drawer import drawer
from hebe.web.forms import KeptForm, typed
from hebe.web.screen import go, screen


@screen("access.users")
def users(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the log-ins with their roles."""
    page = UserTable(actor, request.GET).page(user_list(actor))
    for row in page.rows:
        row.places = [
            {"role": given.role.label, "store": given.store, "reach": given.reach}
            for given in row.assignments.all()
        ]
        row.gets_password = row.pk != actor.user_id and is_within(actor, row)
    return render(request, "access/users.html", {"page": page})


@sensitive_post_parameters("password")
@screen("access.users")
def create(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Make a log-in, then go on to its roles."""
    form = UserForm(actor, typed(request))
    made = form.attempt(lambda: create_user(actor, **form.cleaned_data))
    if made is not None:
        message = _("The log-in was made. Now choose what it may do.")
        return go(request, reverse("access:user_roles", args=[made.pk]), message)
    return drawer(request, "access/_user.html", form)


@screen("access.users")
def roles_of_user(request: HttpRequest, actor: Actor, user_id: int) -> HttpResponse:
    """Choose somebody's roles, per store."""
    user = get_user(actor, user_id)
    form, lines = KeptForm(typed(request)), place_set(actor, user, typed(request))
    if form.is_bound and not lines.is_valid():
        form.add_error(None, _("Please check what you entered."))
    done = form.attempt(lambda: assign_roles(actor, user_id=user_id, places=places_of(lines)))
    if done is not None:
        return go(request, reverse("access:users"), _("The roles were saved."))
    return drawer(request, "access/_user_roles.html", form, user=user, lines=lines)


@sensitive_post_parameters("password")
@screen("access.users")
def password(request: HttpRequest, actor: Actor, user_id: int) -> HttpResponse:
    """Set somebody's password anew."""
    user = get_user(actor, user_id)
    form = PasswordForm(typed(request))
    done = form.attempt(lambda: reset_password(actor, user_id=user_id, **form.cleaned_data))
    if done is not None:
        message = _("%(name)s has a new password.") % {"name": user.name}
        return go(request, reverse("access:users"), message)
    return drawer(request, "access/_user_password.html", form, user=user)


@screen("access.users")
def second_factor(request: HttpRequest, actor: Actor, user_id: int) -> HttpResponse:
    """Reset the second factor of somebody who lost it."""
    user = get_user(actor, user_id)
    form = LostForm(typed(request))
    done = form.attempt(
        lambda: reset_second_factor(actor, user_id=user_id, reason=form.cleaned_data["reason"])
    )
    if done is not None:
        message = _("%(name)s signs in with her password alone now.") % {"name": user.name}
        return go(request, reverse("access:users"), message)
    return drawer(request, "access/_user_second_factor.html", form, user=user)


@screen("access.users")
def switch(request: HttpRequest, actor: Actor, user_id: int) -> HttpResponse:
    """Close a log-in, or open it again."""
    user = get_user(actor, user_id)
    form = KeptForm(typed(request))
    done = form.attempt(
        lambda: switch_user(actor, user_id=user_id, is_active=not user.is_active)
    )
    if done is not None:
        words = _("The log-in was closed.") if user.is_active else _("The log-in is open.")
        return go(request, reverse("access:users"), words)
    return drawer(request, "access/_user_switch.html", form, user=user)
