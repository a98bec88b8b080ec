"""Address of the gallery."""

from django.urls import path

from hebe.web.kit import views

app_name = "kit"
urlpatterns = [
    path("_kit/", views.gallery, name="gallery"),
    path("_kit/drawer/", views.drawer, name="drawer"),
]
