"""Addresses: the API, then every screen."""

from django.urls import URLPattern, URLResolver, include, path

from hebe.api.main import api, docs

handler400 = "hebe.web.errors.bad_request"
urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/docs", docs, name="api_docs"),
    path("api/v1/", api.urls),
    path("", include("hebe.web.urls")),
]
