"""Addresses of the import wizard."""

from django.urls import path

from hebe.web.customers_import import views

app_name = "customers_import"
urlpatterns = [
    path("import/", views.start, name="start"),
    path("import/<int:file_id>/columns/", views.columns, name="columns"),
    path("import/<int:file_id>/check/", views.check, name="check"),
]
