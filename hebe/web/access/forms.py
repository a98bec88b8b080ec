"""What people type to sign in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hebe.web.access.user_forms import AS_TYPED, new_password
from hebe.web.forms import KeptForm


def present_password(label: Any, **attrs: Any) -> forms.CharField:
    """Return a field for a password that opens a log-in now."""
    return forms.CharField(
        label=label,
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"} | attrs),
    )


class SignInForm(forms.Form):
    """Log-in name and password."""

    login = forms.CharField(
        label=_("Log-in"),
        max_length=60,
        widget=forms.TextInput(
            attrs=AS_TYPED | {"autocomplete": "username", "autofocus": True}
        ),
    )
    password = present_password(_("Password"))


class CodeForm(forms.Form):
    """The six digits of an authenticator, or a recovery code."""

    code = forms.CharField(
        label=_("Authenticator code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True}),
    )


class CurrentPasswordForm(KeptForm):
    """One's own password, to prove that it is oneself."""

    current = present_password(_("Current password"))


class OwnPasswordForm(CurrentPasswordForm):
    """A new password for oneself."""

    ids = "own_%s"
    password = new_password(_("New password"))


class TakeOverForm(OwnPasswordForm):
    """A password of one's own in place of the given one."""

    current = present_password(_("Password you were given"), autofocus=True)


class OwnCodeForm(KeptForm):
    """The six digits that switch one's own second factor on."""

    code = forms.CharField(
        label=_("Authenticator code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )


class DropForm(CurrentPasswordForm, OwnCodeForm):
    """What switches the second factor off."""


class RenewForm(DropForm):
    """What gives new recovery codes."""

    ids = "renew_%s"


class LostForm(KeptForm):
    """How one knows that it is she who asks to have her second factor reset."""

    reason = forms.CharField(label=_("How you know that it is she"), max_length=200)
