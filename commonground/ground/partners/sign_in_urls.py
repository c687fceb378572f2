"""Addresses of signing in and out. The views are allauth's; only those that this site uses are here."""

from allauth.account import views as allauth
from django.urls import path, re_path

from commonground.foundation.design.doors import open_to
from commonground.ground.partners import views

public = open_to("public")
signed_in = open_to("signed in")

urlpatterns = [
    path("", public(allauth.login), name="account_login"),
    path("out/", public(allauth.logout), name="account_logout"),
    path("demonstration/", views.demonstration, name="demonstration"),
    path("demonstration/<uuid:account_id>/", views.sign_in_as, name="sign_in_as"),
    path("closed/", public(allauth.signup), name="account_signup"),
    path("inactive/", public(allauth.account_inactive), name="account_inactive"),
    path("again/", signed_in(allauth.reauthenticate), name="account_reauthenticate"),
    path("password/change/", signed_in(allauth.password_change), name="account_change_password"),
    path("password/set/", signed_in(allauth.password_set), name="account_set_password"),
    path("password/reset/", public(allauth.password_reset), name="account_reset_password"),
    path("password/reset/sent/", public(allauth.password_reset_done), name="account_reset_password_done"),
    path(
        "password/reset/done/",
        public(allauth.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        public(allauth.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
]
