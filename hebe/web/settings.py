"""What the house may set for itself, in one place: every app's own page of settings."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from hebe.access.actor import Actor
from hebe.kernel.errors import Text
from hebe.web.nav import ENTRIES, Entry
from hebe.web.screen import screen
from hebe.web.surface import Registry


@dataclass(frozen=True, slots=True)
class Setting:
    """One page of settings: what it is called, what is set there, and who may."""

    url: str
    label: Text
    says: Text
    icon: str
    permission: str
    position: int = 0
    in_drawer: bool = False

    @property
    def name(self) -> str:
        """Return what it is known by: its address."""
        return self.url

    @property
    def address(self) -> str:
        """Return where it leads."""
        return reverse(self.url)


SETTINGS: Registry[Setting] = Registry("page of settings")


def settings_of(actor: Actor) -> list[Setting]:
    """Return what this actor may set."""
    return [setting for setting in SETTINGS if actor.may(setting.permission)]


ENTRIES.add(
    Entry(
        "settings", _("Settings"), "settings", heading="system", position=60,
        shown=lambda actor: bool(settings_of(actor)),
    )
)  # fmt: skip


@require_GET
@screen()
def every_setting(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Show what this person may set, and where."""
    return render(request, "web/settings.html", {"settings": settings_of(actor)})
