"""Addresses of every screen."""

from importlib import import_module

from django.apps import apps
from django.urls import URLPattern, URLResolver, include, path
from django.utils.module_loading import module_has_submodule

from hebe.web import finding, settings

urlpatterns: list[URLPattern | URLResolver] = [
    path("search/", finding.palette, name="search"),
    path("settings/", settings.every_setting, name="settings"),
    *(
        path("", include(f"{app.name}.urls"))
        for app in apps.get_app_configs()
        if app.name.startswith("hebe.web.")
        and module_has_submodule(import_module(app.name), "urls")
    ),
]
