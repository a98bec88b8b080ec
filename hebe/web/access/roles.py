"""Screens of roles: what each may do, as sets of permissions."""

from typing import Any

from django import forms
from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hebe.access.actor import Actor
from hebe.access.choices import BuiltinRole
from hebe.access.models import Role
from hebe.access.queries import get_role, role_list
from hebe.access.registry import PERMISSIONS
from hebe.access.services import create_role, edit_role, role_marks
from hebe.web.forms import KeptForm, key_in, typed
from hebe.web.screen import go, screen

FIELD_RIGHTS = {"see", "mask"}


class RoleForm(KeptForm):
    """A role's name and permissions."""

    name = forms.CharField(label=gettext_lazy("Role name"), max_length=60)
    permissions = forms.MultipleChoiceField(
        label=gettext_lazy("Permissions"), required=False, choices=[]
    )

    def __init__(self, *args: Any, role: Role | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["permissions"].choices = [(code, code) for code in PERMISSIONS]  # type: ignore[attr-defined]
        if role is not None and role.is_builtin:
            self.fields["name"].required = False
            self.fields["name"].widget.attrs["placeholder"] = BuiltinRole(role.code).label


class NewRoleForm(RoleForm):
    """A role of the group's own."""

    code = forms.SlugField(
        label=gettext_lazy("Code"),
        max_length=40,
        help_text=gettext_lazy("Letters, digits and hyphens; it stays as it is."),
    )


def permission_groups(chosen: set[str]) -> list[dict[str, Any]]:
    """Return every permission under its app: acts, then rights to sensitive fields."""
    groups: dict[str, dict[str, Any]] = {}
    for permission in PERMISSIONS.values():
        first, _dot, rest = permission.code.partition(".")
        is_field = first in FIELD_RIGHTS
        app = rest.partition(".")[0] if is_field else first
        group = groups.setdefault(
            app, {"label": apps.get_app_config(app).verbose_name, "acts": [], "fields": []}
        )
        entry = {"permission": permission, "on": permission.code in chosen}
        group["fields" if is_field else "acts"].append(entry)
    return list(groups.values())


@screen("access.roles")
def roles(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the roles, with how much each may do and how many people have it."""
    rows = [{"role": role, "name": role.label} for role in role_list(actor)]
    return render(request, "access/roles.html", {"rows": rows, "every": len(PERMISSIONS)})


def _form_page(
    request: HttpRequest, form: RoleForm, chosen: list[str], role: Role | None
) -> HttpResponse:
    context = {
        "form": form,
        "role": role,
        "name": role.label if role else "",
        "groups": permission_groups(set(chosen)),
    }
    status = 422 if form.errors else 200
    return render(request, "access/role.html", context, status=status)


@screen("access.roles")
def edit(request: HttpRequest, actor: Actor, role_id: int) -> HttpResponse:
    """Change what a role may do."""
    role = get_role(actor, role_id)
    present = {"name": role.name, "permissions": role.permissions}
    form = RoleForm(typed(request), role=role, initial=present, marks=role_marks(role))
    if form.attempt(
        lambda: edit_role(actor, role_id=role_id, seen=form.seen, **form.cleaned_data)
    ):
        return go(request, reverse("access:roles"), _("The role was saved."))
    return _form_page(request, form, form["permissions"].value(), role)


@screen("access.roles")
def create(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Make a role of the group's own, from nothing or from a copy."""
    source = key_in(request.GET.get("from"))
    copied = get_role(actor, source).permissions if source else []
    form = NewRoleForm(typed(request), initial={"permissions": copied})
    if form.attempt(lambda: create_role(actor, **form.cleaned_data)):
        return go(request, reverse("access:roles"), _("The role was made."))
    return _form_page(request, form, form["permissions"].value(), None)
