"""Addresses of people and their roles (people/), and of partners (partners/)."""

from django.urls import include, path

from commonground.ground.partners import views

app_name = "partners"

practitioners = [
    path("practitioners/", views.practitioners, name="practitioners"),
    path("practitioners.<str:suffix>", views.practitioners_file, name="practitioners-file"),
    path("practitioners/<uuid:practitioner_id>/", views.practitioner, name="practitioner"),
    path("practitioners/<uuid:practitioner_id>/change/", views.change_practitioner, name="change-practitioner"),
    path("practitioners/<uuid:practitioner_id>/leave/", views.leave, name="leave"),
    path("practitioners/<uuid:practitioner_id>/link/", views.link_account, name="link-account"),
    path("practitioners/<uuid:practitioner_id>/posts/new/", views.add_post, name="add-post"),
    path("posts/<uuid:post_id>/change/", views.change_post, name="change-post"),
]

organisations = [
    path("", views.organisations, name="organisations"),
    path("organisations.<str:suffix>", views.organisations_file, name="organisations-file"),
    path("organisations/new/", views.register_organisation, name="register-organisation"),
    path("organisations/<slug:slug>/", views.organisation, name="organisation"),
    path("organisations/<slug:slug>/change/", views.change_organisation, name="change-organisation"),
    path("organisations/<slug:slug>/merge/", views.succeed_organisation, name="succeed-organisation"),
    path("organisations/<slug:slug>/capacity/", views.capacity, name="capacity"),
    path("organisations/<slug:slug>/offers/new/", views.add_offer, name="add-offer"),
    path("organisations/<slug:slug>/teams/new/", views.add_team, name="add-team"),
    path("offers/<uuid:offer_id>/change/", views.change_offer, name="change-offer"),
    path("voluntary/", views.voluntary, name="voluntary"),
    path("voluntary.<str:suffix>", views.voluntary_file, name="voluntary-file"),
]

teams = [
    path("teams/", views.teams, name="teams"),
    path("teams.<str:suffix>", views.teams_file, name="teams-file"),
    path("teams/<uuid:team_id>/", views.team, name="team"),
    path("teams/<uuid:team_id>/change/", views.change_team, name="change-team"),
    path("teams/<uuid:team_id>/people/new/", views.add_practitioner, name="add-practitioner"),
    path("fit/", views.fits, name="fits"),
    path("fit/<slug:footprint_slug>/<slug:version_slug>/", views.fit, name="fit"),
    path("fit/<slug:footprint_slug>/<slug:version_slug>.<str:suffix>", views.fit_file, name="fit-file"),
]

registers = [
    path("registers/", views.registers, name="registers"),
    path("registers/new/", views.start_register, name="start-register"),
    path("registers/<slug:slug>/", views.register, name="register"),
    path("registers/<slug:slug>.<str:suffix>", views.register_file, name="register-file"),
    path("registers/<slug:slug>/partners/new/", views.add_partner, name="add-partner"),
    path("register-entries/<uuid:entry_id>/change/", views.change_partner, name="change-partner"),
    path("register-entries/<uuid:entry_id>/pledge/", views.pledge, name="pledge"),
    path("contributions/<uuid:contribution_id>/change/", views.change_contribution, name="change-contribution"),
    path("links/", views.links, name="links"),
    path("links/new/", views.begin_link, name="begin-link"),
    path("links/<uuid:link_id>/change/", views.move_link, name="move-link"),
]

sheets = [
    path("sheets/", views.sheets, name="sheets"),
    path("sheets/<uuid:sheet_id>/", views.sheet, name="sheet"),
    path("sheets/<uuid:sheet_id>/preview/", views.preview_sheet, name="preview-sheet"),
    path("sheets/<uuid:sheet_id>/take/", views.take_sheet, name="take-sheet"),
    path("sheets/<uuid:sheet_id>/discard/", views.discard_sheet, name="discard-sheet"),
]

urlpatterns = [
    path("people/", include(practitioners)),
    path("partners/", include([*organisations, *teams, *registers, *sheets])),
    path("people/", views.people, name="people"),
    path("people/me/", views.me, name="me"),
    path("people/me/sessions/", views.my_sessions, name="my-sessions"),
    path("people/me/sessions/end-others/", views.end_my_other_sessions, name="end-my-other-sessions"),
    path("people/me/sessions/<uuid:sign_in_id>/end/", views.end_my_session, name="end-my-session"),
    path("people/me/tokens/", views.my_tokens, name="my-tokens"),
    path("people/me/tokens/new/", views.make_token, name="make-token"),
    path("people/tokens/", views.tokens, name="tokens"),
    path("people/tokens/<uuid:token_id>/end/", views.end_token, name="end-token"),
    path("people/invitations/", views.invitations, name="invitations"),
    path("people/invitations/new/", views.invite, name="invite"),
    path("people/invitations/<uuid:invitation_id>/withdraw/", views.withdraw_invitation, name="withdraw-invitation"),
    path("people/leavers/", views.leavers, name="leavers"),
    path("people/<uuid:account_id>/account/<slug:what>/", views.look_after, name="look-after"),
    path("people/roles/", views.roles, name="roles"),
    path("people/<uuid:account_id>/", views.person, name="person"),
    path("people/<uuid:account_id>/give-a-role/", views.grant, name="grant"),
    path("partners/governance/", views.governance, name="governance"),
    path("partners/governance/look-now/", views.raise_lapses, name="raise_lapses"),
    path("partners/governance/lapses/<uuid:lapse_id>/", views.answer, name="answer"),
    path("partners/governance/agreements/", views.agreements, name="agreements"),
    path("partners/governance/agreements.<slug:suffix>", views.agreements_file, name="agreements_file"),
    path("partners/governance/draw-up/", views.draw_up, name="draw_up"),
    path("partners/governance/agreements/<slug:slug>/", views.agreement, name="agreement"),
    path("partners/governance/agreements/<slug:slug>/change/", views.change_agreement, name="change_agreement"),
    path("partners/governance/agreements/<slug:slug>/term/", views.start_term, name="start_term"),
    path("partners/governance/agreements/<slug:slug>/end/", views.end_agreement, name="end_agreement"),
    path("partners/governance/parties/<uuid:party_id>/sign/", views.sign, name="sign"),
    path("partners/governance/register-a-controller/", views.register_controller, name="register_controller"),
    path("partners/governance/controllers/<slug:slug>/", views.change_controller, name="change_controller"),
    path("partners/governance/record-processing/", views.record_processing, name="record_processing"),
    path("partners/governance/processing/<slug:slug>/", views.processing, name="processing"),
    path("partners/governance/processing/<slug:slug>/change/", views.change_processing, name="change_processing"),
    path("people/roles-held/<uuid:membership_id>/end/", views.end, name="end"),
]
