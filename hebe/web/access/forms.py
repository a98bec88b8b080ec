"""What people type to sign in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hebe.web.catalog.forms import KeptForm


class SignInForm(forms.Form):
    """Log-in name and password."""

    login = forms.CharField(
        label=_("Log-in"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class CodeForm(forms.Form):
    """The six digits of an authenticator."""

    code = forms.CharField(
        label=_("Authenticator code"),
        max_length=8,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
        ),
    )


class OwnCodeForm(KeptForm):
    """The six digits that switch one's own second factor on or off."""

    code = forms.CharField(
        label=_("Authenticator code"),
        max_length=8,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
