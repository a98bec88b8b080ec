"""Addresses: the API, then every screen."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("hebe.web.urls")),
]
