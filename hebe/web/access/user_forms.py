"""What is entered about log-ins."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.access.choices import Reach
from hebe.access.models import User
from hebe.access.queries import my_stores, roles_to_give
from hebe.web.forms import KeptForm

BLANK_PLACES = 3

# A phone's keyboard must not make Frontdesk of a log-in name, nor correct it.
AS_TYPED = {"autocapitalize": "none", "autocorrect": "off", "spellcheck": "false"}


def new_password(label: Any) -> forms.CharField:
    """Return a field for a password that is being chosen."""
    return forms.CharField(
        label=label,
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_(
            "At least 8 characters; capital and small letters differ. "
            "Not one that everybody uses."
        ),
    )


class UserForm(KeptForm):
    """A new log-in."""

    name = forms.CharField(label=_("Name"), max_length=60)
    login = forms.CharField(
        label=_("Log-in name"),
        max_length=60,
        widget=forms.TextInput(attrs=AS_TYPED | {"autocomplete": "off"}),
    )
    password = new_password(_("First password"))
    store_id = forms.TypedChoiceField(
        label=_("Home store"), coerce=int, required=False, empty_value=None
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stores = [(store.pk, store.name) for store in my_stores(actor)]
        self.fields["store_id"].choices = [("", "—"), *stores]  # type: ignore[attr-defined]


class PasswordForm(KeptForm):
    """A new password for somebody else."""

    password = new_password(_("New password"))


class PlaceForm(forms.Form):
    """One role, where it counts and how far it reaches; without a role the line is empty."""

    role = forms.ChoiceField(label=_("Role"), required=False)
    store = forms.TypedChoiceField(
        label=_("Where"), coerce=int, required=False, empty_value=None
    )
    reach = forms.ChoiceField(label=_("Reach"), choices=Reach.choices, initial=Reach.ALL)

    def __init__(
        self,
        *args: Any,
        roles: Sequence[Any] = (),
        stores: Sequence[Any] = (),
        **kw: Any,
    ) -> None:
        super().__init__(*args, **kw)
        whole = ("", _("Whole group"))
        self.fields["role"].choices = [("", _("No role")), *roles]  # type: ignore[attr-defined]
        self.fields["store"].choices = [whole, *stores]  # type: ignore[attr-defined]


PlaceSet = forms.formset_factory(PlaceForm, extra=BLANK_PLACES, max_num=100)


def place_set(actor: Actor, user: User, data: Any = None) -> Any:
    """Return the lines of a user's roles, with some empty ones."""
    choices = {
        "roles": [(role.code, role.label) for role in roles_to_give(actor)],
        "stores": [(store.pk, store.name) for store in my_stores(actor)],
    }
    given = [
        {"role": a.role.code, "store": a.store_id, "reach": a.reach}
        for a in user.assignments.all()
    ]
    return PlaceSet(data, prefix="place", initial=given, form_kwargs=choices)


def places_of(lines: Any) -> list[tuple[str, int | None, str]]:
    """Return the filled lines as (role code, store or None, reach)."""
    rows = [line.cleaned_data for line in lines if line.cleaned_data.get("role")]
    return [(row["role"], row["store"], row["reach"]) for row in rows]
