"""Screen of one's own password and second factor."""

from collections.abc import Callable
from typing import Any

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from hebe.access.actor import Actor
from hebe.access.queries import authenticator_address, my_user
from hebe.access.services import (
    begin_second_factor,
    change_password,
    confirm_second_factor,
    drop_second_factor,
)
from hebe.kernel.errors import Refused
from hebe.web.access.forms import OwnCodeForm
from hebe.web.access.user_forms import OwnPasswordForm
from hebe.web.middleware import sign_in
from hebe.web.screen import go, screen


def _page(request: HttpRequest, actor: Actor, **forms: Any) -> HttpResponse:
    user = my_user(actor)
    address = authenticator_address(user)
    context = {
        "user": user,
        "password_form": OwnPasswordForm(),
        "code_form": OwnCodeForm(),
        "qr": segno.make(address).svg_data_uri(scale=5, border=2) if address else "",
        "secret": user.totp_secret if address else "",
    }
    return render(
        request, "access/security.html", context | forms, status=422 if forms else 200
    )


@never_cache
@screen()
def security(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show how one's own log-in is protected."""
    return _page(request, actor)


@require_POST
@sensitive_post_parameters("current", "password")
@screen()
def password(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Change one's own password; other sessions end, this one stays."""
    form = OwnPasswordForm(request.POST)
    if form.is_valid():
        try:
            user = change_password(actor, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            sign_in(request, user)
            return go(request, reverse("access:security"), _("Your password was changed."))
    return _page(request, actor, password_form=form)


@require_POST
@screen()
def begin(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show a secret for the authenticator."""
    begin_second_factor(actor)
    return go(request, reverse("access:security"))


def _with_code(
    request: HttpRequest, actor: Actor, act: Callable[..., Any], message: str
) -> HttpResponse:
    form = OwnCodeForm(request.POST)
    if form.is_valid():
        try:
            user = act(actor, **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            sign_in(request, user)
            return go(request, reverse("access:security"), message)
    return _page(request, actor, code_form=form)


@require_POST
@screen()
def confirm(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Switch the second factor on."""
    return _with_code(request, actor, confirm_second_factor, _("The second factor is on."))


@require_POST
@screen()
def drop(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Switch the second factor off."""
    return _with_code(request, actor, drop_second_factor, _("The second factor is off."))
