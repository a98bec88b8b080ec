"""Addresses of long work."""

from django.urls import path

from hebe.web.jobs import views

app_name = "jobs"
urlpatterns = [
    path("jobs/", views.job_list, name="list"),
    path("jobs/house/", views.house, name="house"),
    path("jobs/<int:job_id>/", views.job, name="detail"),
    path("jobs/<int:job_id>/bar/", views.bar, name="bar"),
    path("jobs/<int:job_id>/result/", views.result, name="result"),
]
