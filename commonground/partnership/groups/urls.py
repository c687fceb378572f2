"""Addresses of this room. Words that are no group's slug come first."""

from django.urls import path

from commonground.partnership.groups.views import register

app_name = "groups"
urlpatterns = [
    path("", register.every, name="every"),
    path("<slug:slug>/", register.group, name="group"),
]
