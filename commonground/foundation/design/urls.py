"""Addresses of this room."""

from django.urls import URLPattern, path

from commonground.foundation.design import views

app_name = "design"
urlpatterns: list[URLPattern] = [
    path("colour/<str:hexadecimal>.css", views.colour, name="colour"),
    path("draft/", views.draft, name="draft"),
    path("draft/discard/", views.discard_draft, name="discard-draft"),
]
