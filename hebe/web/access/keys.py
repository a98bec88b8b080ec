"""Screens of the keys to the API."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from hebe.access.actor import Actor
from hebe.access.queries import api_key_list, key_holders
from hebe.access.registry import PERMISSIONS
from hebe.access.services import create_api_key, revoke_api_key
from hebe.kernel import crypto
from hebe.web.access.roles import permission_groups
from hebe.web.forms import KeptForm, typed
from hebe.web.screen import go, screen

FRESH = "session.fresh_api_key"


class KeyForm(KeptForm):
    """Whose key, what for, and how far."""

    name = forms.CharField(
        label=gettext_lazy("What for"),
        max_length=60,
        help_text=gettext_lazy("Such as the name of the program that will use it."),
    )
    user_id = forms.TypedChoiceField(
        label=gettext_lazy("Acts as"),
        coerce=int,
        help_text=gettext_lazy("The key may never do more than this log-in."),
    )
    scopes = forms.MultipleChoiceField(required=False, choices=[])

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        holders = [(user.pk, f"{user.name} ({user.login})") for user in key_holders(actor)]
        self.fields["user_id"].choices = holders  # type: ignore[attr-defined]
        self.fields["scopes"].choices = [(code, code) for code in PERMISSIONS]  # type: ignore[attr-defined]


@screen("access.api_keys")
def keys(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the keys; a secret that was just made is shown this once."""
    sealed = request.session.pop(FRESH, "")
    secret = crypto.unseal(sealed, FRESH) if sealed else ""
    return render(request, "access/keys.html", {"keys": api_key_list(actor), "secret": secret})


@screen("access.api_keys")
def create(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Make a key. Its secret waits, sealed, for the page that shows it once.

    Shown in this answer, it would be lost to whoever clicks twice.
    """
    form = KeyForm(actor, typed(request), initial={"user_id": actor.user_id})
    made = form.attempt(lambda: create_api_key(actor, **form.cleaned_data))
    if made is not None:
        request.session[FRESH] = crypto.seal(made[1], FRESH)
        return go(request, reverse("access:api_keys"), _("The key was made."))
    chosen = set(request.POST.getlist("scopes"))
    context = {"form": form, "groups": permission_groups(chosen)}
    return render(request, "access/key.html", context, status=422 if form.errors else 200)


@require_POST
@screen("access.api_keys")
def revoke(request: HttpRequest, actor: Actor, key_id: int) -> HttpResponse:
    """Make a key useless."""
    revoke_api_key(actor, key_id=key_id)
    return go(request, reverse("access:api_keys"), _("The key was revoked."))
