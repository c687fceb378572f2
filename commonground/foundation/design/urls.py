"""Addresses of this room."""

from django.urls import URLPattern, path

from commonground.foundation.design import views

app_name = "design"
urlpatterns: list[URLPattern] = [
    path("", views.living, name="living"),
    path("components/<slug:slug>/", views.group, name="group"),
    path("form/", views.example, name="example"),
    path("errors/<int:status>/", views.error, name="error"),
    path("colour/<str:hexadecimal>.css", views.colour, name="colour"),
    path("draft/", views.draft, name="draft"),
    path("draft/discard/", views.discard_draft, name="discard-draft"),
]
