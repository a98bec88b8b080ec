"""Addresses of the numbers."""

from django.urls import path

from hebe.web.analytics import views

app_name = "analytics"
urlpatterns = [
    path("numbers/", views.dashboard, name="dashboard"),
    path("numbers/weights/", views.weights, name="weights"),
    path("numbers/<slug:metric>/", views.drill, name="drill"),
]
