"""Addresses of sign-in and rights."""

from django.urls import path

from hebe.web.access import health, views

app_name = "access"
urlpatterns = [
    path("sign-in/", views.enter, name="sign_in"),
    path("sign-in/code/", views.second_factor, name="second_factor"),
    path("sign-out/", views.leave, name="sign_out"),
    path("store/", views.switch_store, name="switch_store"),
    path("language/", views.language, name="language"),
    path("views/", views.save_view, name="save_view"),
    path("views/<int:view_id>/drop/", views.drop_view, name="drop_view"),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]
