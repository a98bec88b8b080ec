"""Addresses of background jobs."""

from django.urls import path

from hebe.web.jobs import views

app_name = "jobs"
urlpatterns = [
    path("jobs/", views.job_list, name="list"),
    path("jobs/<int:job_id>/", views.job, name="job"),
    path("jobs/<int:job_id>/result/", views.result, name="result"),
]
