"""Addresses of people and roles."""

from django.urls import path

from commonground.ground.partners import views

app_name = "partners"
urlpatterns = [
    path("", views.people, name="people"),
    path("me/", views.me, name="me"),
    path("roles/", views.roles, name="roles"),
    path("<uuid:account_id>/", views.person, name="person"),
    path("<uuid:account_id>/give-a-role/", views.grant, name="grant"),
    path("roles-held/<uuid:membership_id>/end/", views.end, name="end"),
]
