"""Screen of one's own password and second factor."""

from collections.abc import Callable
from typing import Any

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from hebe.access.actor import Actor
from hebe.access.guesses import counting_guesses
from hebe.access.queries import authenticator_address, my_user, recovery_codes_left
from hebe.access.services import (
    begin_second_factor,
    change_password,
    confirm_second_factor,
    drop_second_factor,
    renew_recovery_codes,
)
from hebe.web.access.forms import (
    CurrentPasswordForm,
    DropForm,
    OwnCodeForm,
    OwnPasswordForm,
    RenewForm,
)
from hebe.web.forms import KeptForm
from hebe.web.middleware import sign_in
from hebe.web.screen import go, screen


def _page(request: HttpRequest, actor: Actor, **forms: Any) -> HttpResponse:
    user = my_user(actor)
    address = authenticator_address(user)
    context = {
        "user": user,
        "password_form": OwnPasswordForm(),
        "begin_form": CurrentPasswordForm(),
        "code_form": OwnCodeForm(),
        "drop_form": DropForm(),
        "renew_form": RenewForm(),
        "codes_left": recovery_codes_left(user) if user.totp_confirmed_at else 0,
        "qr": segno.make(address).svg_data_uri(scale=5, border=2) if address else "",
        "secret": user.totp_secret if address else "",
    }
    return render(
        request, "access/security.html", context | forms, status=422 if forms else 200
    )


@screen()
def security(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show how one's own log-in is protected."""
    return _page(request, actor)


def carried_out(
    request: HttpRequest, actor: Actor, act: Callable[..., Any], form: KeptForm
) -> bool:
    """Carry out an act on oneself with what a form holds; the session survives the change."""

    def carry_out() -> Any:
        with counting_guesses(request, actor):
            return act(actor, **form.cleaned_data)

    if form.attempt(carry_out) is None:
        return False
    sign_in(request, my_user(actor))
    return True


def _carry_out(
    request: HttpRequest,
    actor: Actor,
    act: Callable[..., Any],
    done: str = "",
    **form: KeptForm,
) -> HttpResponse:
    (typed,) = form.values()
    if carried_out(request, actor, act, typed):
        return go(request, reverse("access:security"), done)
    return _page(request, actor, **form)


@require_POST
@sensitive_post_parameters("current", "password")
@screen()
def password(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Change one's own password; other sessions end, this one stays."""
    form = OwnPasswordForm(request.POST)
    said = _("Your password was changed.")
    return _carry_out(request, actor, change_password, said, password_form=form)


@require_POST
@sensitive_post_parameters("current")
@screen()
def begin(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show a secret for the authenticator."""
    form = CurrentPasswordForm(request.POST)
    return _carry_out(request, actor, begin_second_factor, begin_form=form)


@require_POST
@screen()
def confirm(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Switch the second factor on."""
    return _with_codes(
        request, actor, confirm_second_factor, code_form=OwnCodeForm(request.POST)
    )


@require_POST
@sensitive_post_parameters("current")
@screen()
def renew(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show new recovery codes, once."""
    return _with_codes(request, actor, renew_recovery_codes, renew_form=RenewForm(request.POST))


def _with_codes(
    request: HttpRequest, actor: Actor, act: Callable[..., list[str]], **form: KeptForm
) -> HttpResponse:
    """Carry out what tells recovery codes, and show them this once."""
    (typed,) = form.values()
    told: list[str] = []

    def telling(actor: Actor, **entered: Any) -> bool:
        told.extend(act(actor, **entered))
        return True

    if not carried_out(request, actor, telling, typed):
        return _page(request, actor, **form)
    response = render(request, "access/recovery_codes.html", {"codes": told})
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@sensitive_post_parameters("current")
@screen()
def drop(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Switch the second factor off."""
    form, said = DropForm(request.POST), _("The second factor is off.")
    return _carry_out(request, actor, drop_second_factor, said, drop_form=form)
