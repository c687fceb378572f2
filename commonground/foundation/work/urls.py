"""Addresses of background work."""

from django.urls import path

from commonground.foundation.work import views

app_name = "work"
urlpatterns = [
    path("", views.jobs, name="jobs"),
    path("<uuid:job_id>/", views.job, name="job"),
    path("<uuid:job_id>/progress/", views.progress, name="progress"),
    path("<uuid:job_id>/cancel/", views.cancel, name="cancel"),
    path("<uuid:job_id>/again/", views.again, name="again"),
]
