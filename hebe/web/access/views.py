"""Sign in, sign out, change store and language."""

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_client_ip_address
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from hebe.access import services
from hebe.access.actor import Actor
from hebe.access.errors import WrongCode
from hebe.access.logins import login_key
from hebe.access.models import User
from hebe.access.queries import actor_for
from hebe.kernel import clock
from hebe.kernel.errors import Invalid
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Group
from hebe.web.access.forms import CodeForm, SignInForm
from hebe.web.forms import key_in
from hebe.web.middleware import acting, address_of, sign_in
from hebe.web.screen import go, screen

CODE_SECONDS = 300


def way_on(request: HttpRequest) -> str:
    """Return the address of ours that somebody wanted before she came here, or today's work."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    is_ours = url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else "/"


@never_cache
@sensitive_post_parameters("password")
def enter(request: HttpRequest) -> HttpResponse:
    """Ask for log-in and password; then, when the user has one, for the second factor."""
    if acting(request) is not None:
        return HttpResponseRedirect(way_on(request))
    form = SignInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        user = authenticate(
            request,
            login=login_key(form.cleaned_data["login"]),
            password=form.cleaned_data["password"],
        )
        if isinstance(user, User):
            return _welcome(request, user)
        form.add_error(None, _("The log-in or the password is wrong. Nothing was changed."))
    status = 422 if form.is_bound else 200
    context = {"form": form, "next": way_on(request)}
    return render(request, "access/sign_in.html", context, status=status)


def _welcome(request: HttpRequest, user: User) -> HttpResponse:
    if user.totp_confirmed_at is None:
        return _open(request, user, way_on(request))
    request.session.cycle_key()
    request.session["half"] = {
        "user": user.pk,
        "login": user.login_key,
        "group": user.group_id,
        "proof": user.get_session_auth_hash(),
        "at": clock.now().timestamp(),
        "next": way_on(request),
    }
    return HttpResponseRedirect("/sign-in/code/")


def _open(request: HttpRequest, user: User, address: str) -> HttpResponse:
    sign_in(request, user)
    if user.totp_was_reset:  # somebody switched her second factor off: let her set it up anew
        address = reverse("access:security")
    with working_for(user.group_id):
        user_logged_in.send(sender=User, request=request, user=user)
        services.note_sign_in(actor_for(user, ip=address_of(request)))
    return HttpResponseRedirect(address)


@never_cache
def second_factor(request: HttpRequest) -> HttpResponse:
    """Ask for the authenticator's code of somebody whose password was right."""
    half: dict[str, Any] = request.session.get("half") or {}
    if not half or clock.now().timestamp() - half["at"] > CODE_SECONDS:
        request.session.pop("half", None)
        return HttpResponseRedirect(settings.LOGIN_URL)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        login = {"login": half["login"]}
        if not AxesProxyHandler.is_allowed(request, login):
            del request.session["half"]
            return locked_out(request)
        try:
            user = _proven(half, form.cleaned_data["code"])
        except WrongCode as wrong:
            # counts like a wrong password: six together lock the log-in for a while
            user_login_failed.send(sender=__name__, credentials=login, request=request)
            form.add_error("code", str(wrong))
        else:
            del request.session["half"]
            if user.get_session_auth_hash() != half.get("proof"):  # a new password since
                return HttpResponseRedirect(settings.LOGIN_URL)
            return _open(request, user, half["next"])
    status = 422 if form.is_bound else 200
    return render(request, "access/second_factor.html", {"form": form}, status=status)


def _proven(half: dict[str, Any], code: str) -> User:
    group = Group(pk=half["group"])
    with working_for(group.pk):
        return services.prove_second_factor(group, user_id=half["user"], code=code)


def locked_out(request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
    """Say that too many passwords were wrong, and when to come back."""
    minutes = round(float(settings.AXES_COOLOFF_TIME) * 60)
    context = {"minutes": minutes, "form": SignInForm(), "ip": get_client_ip_address(request)}
    return render(request, "access/locked_out.html", context, status=429)


@require_POST
@screen()
def leave(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Sign out."""
    del actor
    request.session.flush()
    return HttpResponseRedirect(settings.LOGIN_URL)


@require_POST
@screen()
def switch_store(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Work at another of one's own stores."""
    del actor
    wanted = key_in(request.POST.get("store"))
    if wanted is None:
        raise Invalid("store")
    request.session["store"] = wanted
    return HttpResponseRedirect(way_on(request))


@require_POST
@screen()
def save_view(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Keep a list's present filter under a name."""
    view = services.save_view(
        actor,
        table=request.POST.get("table", "")[:60],
        name=request.POST.get("name", ""),
        query=request.POST.get("query", "")[:2000],
    )
    return go(request, f"{way_on(request)}?{view.query}", _("The view was saved."))


@require_POST
@screen()
def drop_view(request: HttpRequest, actor: Actor, view_id: int, **_kwargs: Any) -> HttpResponse:
    """Forget a saved view."""
    services.drop_view(actor, view_id=view_id)
    return go(request, way_on(request), _("The view was removed."))


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Read Hebe in another language; remembered in a cookie, and for a user in her log-in."""
    chosen = request.POST.get("language", "")
    response = HttpResponseRedirect(way_on(request))
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, chosen, 365 * 86400, samesite="Lax")
        actor = acting(request)
        if actor is not None:
            services.set_language(actor, language=chosen)
    return response


language.permission = "anybody"  # type: ignore[attr-defined]
enter.permission = "anybody"  # type: ignore[attr-defined]
second_factor.permission = "anybody"  # type: ignore[attr-defined]
