"""Addresses of signing in and out. The views are allauth's; only those that this site uses are here."""

from allauth.account import views as allauth
from django.urls import path, re_path

from commonground.foundation.design.doors import later, open_to
from commonground.ground.partners import views

public = open_to("public")
signed_in = open_to("signed in")
OURS, THEIRS = "commonground.ground.partners.views", "allauth.mfa"
CODES = f"{THEIRS}.recovery_codes.views"
# address, view, name
BEFORE_SIGNING_IN = [
    ("invitation/", f"{OURS}.joining.accept_invitation", "accept_invitation"),
    ("invitation/<str:token>/", f"{OURS}.joining.open_invitation", "open_invitation"),
    ("work/", f"{OURS}.work_account.begin", "work_account"),
    ("work/back/", f"{OURS}.work_account.back", "work_account_back"),
    ("code/", f"{THEIRS}.base.views.authenticate", "mfa_authenticate"),
    ("passkey/", f"{THEIRS}.webauthn.views.login_webauthn", "mfa_login_webauthn"),
]
OF_ONES_OWN = [
    ("again/code/", f"{THEIRS}.base.views.reauthenticate", "mfa_reauthenticate"),
    ("again/passkey/", f"{THEIRS}.webauthn.views.reauthenticate_webauthn", "mfa_reauthenticate_webauthn"),
    ("second-factor/", f"{THEIRS}.base.views.index", "mfa_index"),
    ("second-factor/app/", f"{OURS}.second_factor.set_up_app", "mfa_activate_totp"),
    ("second-factor/app/remove/", f"{THEIRS}.totp.views.deactivate_totp", "mfa_deactivate_totp"),
    ("second-factor/codes/", f"{CODES}.view_recovery_codes", "mfa_view_recovery_codes"),
    ("second-factor/codes/new/", f"{CODES}.generate_recovery_codes", "mfa_generate_recovery_codes"),
    ("second-factor/codes/file/", f"{CODES}.download_recovery_codes", "mfa_download_recovery_codes"),
    ("second-factor/passkeys/", f"{THEIRS}.webauthn.views.list_webauthn", "mfa_list_webauthn"),
    ("second-factor/passkeys/add/", f"{OURS}.second_factor.add_passkey", "mfa_add_webauthn"),
    ("second-factor/passkeys/<int:pk>/name/", f"{THEIRS}.webauthn.views.edit_webauthn", "mfa_edit_webauthn"),
    ("second-factor/passkeys/<int:pk>/remove/", f"{THEIRS}.webauthn.views.remove_webauthn", "mfa_remove_webauthn"),
]


urlpatterns = [
    *(path(address, public(later(view)), name=name) for address, view, name in BEFORE_SIGNING_IN),
    *(path(address, signed_in(later(view)), name=name) for address, view, name in OF_ONES_OWN),
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
