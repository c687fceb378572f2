"""Addresses of people, roles and signing in, and who may open them."""

from collections.abc import Callable, Mapping

from django.utils import timezone

from commonground.ground.partners import actions, queries
from commonground.ground.partners.models import (
    Account,
    Contribution,
    Offer,
    PartnerSheet,
    Post,
    RegisterEntry,
    Relationship,
    Team,
)
from commonground.ground.partners.tests.registers import a_controller, a_lapse, a_party, a_record, an_agreement
from tests.security.routes import HIDDEN, PUBLIC, REFUSED, SIGNED_IN, Arguments, Route
from tests.tokens import a_token
from tests.world import World

SEE_PEOPLE = frozenset(
    {"locality-manager", "organisation-administrator", "information-governance-officer", "system-administrator"}
)
SEE_EVERYBODY = SEE_PEOPLE - {"organisation-administrator"}
READ_REGISTER = frozenset(
    {"locality-manager", "board-member", "organisation-administrator", "information-governance-officer"}
)
KEEP_REGISTER = frozenset({"information-governance-officer"})
GIVE_ROLES = frozenset({"organisation-administrator", "system-administrator"})


AGAIN = frozenset({302})  # to the page that asks for the password again


LOOK_AFTER = frozenset({"organisation-administrator", "system-administrator"})


def no_invitation(world: World) -> Mapping[str, object]:
    return {"invitation_id": world.stranger.pk}


def colleague(world: World) -> Mapping[str, object]:
    return {"account_id": world.colleague.pk}


def stranger(world: World) -> Mapping[str, object]:
    """Somebody of another organisation than everybody else's."""
    return {"account_id": world.stranger.pk}


def strangers_role(world: World) -> Mapping[str, object]:
    return {"membership_id": world.stranger.memberships.get().pk}


HOLD_TOKENS = frozenset({"analyst", "locality-manager"})


def own_token(world: World) -> Mapping[str, object]:
    """The analyst's, for the organisation of everybody else."""
    return {"token_id": a_token(world.account("analyst"), name="Trial of tokens").token.pk}


def strangers_token(world: World) -> Mapping[str, object]:
    """Of somebody of another organisation."""
    return {"token_id": a_token(world.stranger, name="Trial of the police").token.pk}


def some_session(world: World) -> Mapping[str, object]:
    """Nobody's own."""
    return {"sign_in_id": world.stranger.pk}


LOOK_UP = frozenset(
    {
        "group-member", "group-chair", "clerk", "locality-manager", "lead-practitioner", "front-door-worker",
        "out-of-hours", "practice-supervisor", "board-member", "organisation-administrator",
        "information-governance-officer",
    }
)  # fmt: skip
KEEP_ALL = frozenset({"locality-manager"})
KEEP_OWN = KEEP_ALL | {"organisation-administrator"}
HOME, OTHER = {"slug": "nottinghamshire-county-council"}, {"slug": "nottinghamshire-police"}
CHARITY, TRUST = {"slug": "maun-valley-families"}, {"slug": "childrens-trust"}
VERSION = {"footprint_slug": "localities", "version_slug": "six-localities-2015"}
EXCEL, EXCEL_OF_TRUST, EXCEL_OF_VERSION = {"suffix": "xlsx"}, {**TRUST, "suffix": "xlsx"}, {**VERSION, "suffix": "xlsx"}


def team_of(slug: str) -> Arguments:
    return lambda world: {"team_id": Team.objects.filter(organisation__slug=slug).order_by("name")[0].pk}


def practitioner_of(slug: str) -> Arguments:
    return lambda world: {"practitioner_id": _post(slug).practitioner_id}


def post_of(slug: str) -> Arguments:
    return lambda world: {"post_id": _post(slug).pk}


def _post(slug: str) -> Post:
    return Post.objects.filter(team__organisation__slug=slug).order_by("practitioner__name")[0]


def entry(world: object) -> Mapping[str, object]:
    return {"entry_id": RegisterEntry.objects.get(organisation__slug="nottinghamshire-police").pk}


def contribution(world: object) -> Mapping[str, object]:
    return {"contribution_id": Contribution.objects.get(entry__organisation__slug="nottinghamshire-police").pk}


def link(world: object) -> Mapping[str, object]:
    return {"link_id": Relationship.objects.get(other__slug="bassetlaw-local-strategic-partnership").pk}


def offer(world: object) -> Mapping[str, object]:
    return {"offer_id": Offer.objects.get(title="Home visiting").pk}


def fixed(arguments: Mapping[str, object]) -> Arguments:
    return lambda world: arguments


def kept(name: str, arguments: Callable[[str], Arguments], tells: tuple[str, str] = ("", "")) -> list[Route]:
    """A page of those who keep an organisation: their own, and that of another agency."""
    own, other = ((tell,) if tell else () for tell in tells)
    return [
        Route(name, KEEP_OWN, arguments("nottinghamshire-county-council"), tells=own),
        Route(name, KEEP_ALL, arguments("nottinghamshire-police"), tells=other, note="other agency"),
    ]


def handed_in(world: object) -> Mapping[str, object]:
    """A spreadsheet that the locality manager of the tests handed in: nobody else may know of it."""
    manager = Account.objects.get(name="Somebody locality-manager")
    by = queries.viewer_for(manager, session="handing in", now=timezone.now())
    content = b"Name,Organisation,Post\nOnly In The Sheet,Nottinghamshire Police,Inspector\n"
    found = PartnerSheet.objects.filter(account=manager, closed_at=None).first()
    sheet = found or actions.hand_in_sheet(filename="kept-list.csv", content=content, by=by)
    return {"sheet_id": sheet.pk}


def in_a_sheet(name: str, tells: str) -> Route:
    return Route(name, KEEP_ALL, handed_in, otherwise=REFUSED | HIDDEN, tells=(tells,), note="own")


NAMED = ("Bethan Pugh", "Shauna Keogh")
PARTNERS = [
    Route("partners:organisations"),
    Route("partners:organisations-file", PUBLIC, fixed(EXCEL)),
    Route("partners:register-organisation", KEEP_ALL),
    Route("partners:organisation", PUBLIC, fixed(HOME)),
    Route("partners:organisation", PUBLIC, fixed(CHARITY), note="voluntary"),
    Route("partners:change-organisation", KEEP_ALL, fixed(HOME)),
    Route("partners:succeed-organisation", KEEP_ALL, fixed(HOME)),
    Route("partners:capacity", KEEP_ALL, fixed(CHARITY), note="other agency"),
    *kept("partners:add-offer", lambda slug: fixed({"slug": slug})),
    Route("partners:change-offer", KEEP_ALL, offer, note="other agency"),
    Route("partners:voluntary"),
    Route("partners:voluntary-file", PUBLIC, fixed(EXCEL)),
    Route("partners:teams"),
    Route("partners:teams-file", PUBLIC, fixed(EXCEL)),
    Route("partners:team", PUBLIC, team_of("nottinghamshire-police")),
    *kept("partners:add-team", lambda slug: fixed({"slug": slug})),
    *kept("partners:change-team", team_of),
    *kept("partners:add-practitioner", team_of),
    Route("partners:fits"),
    Route("partners:fit", PUBLIC, fixed(VERSION)),
    Route("partners:fit-file", PUBLIC, fixed(EXCEL_OF_VERSION)),
    Route("partners:practitioners", LOOK_UP, tells=NAMED),
    Route("partners:practitioners-file", KEEP_OWN, fixed(EXCEL)),
    Route("partners:practitioner", LOOK_UP, practitioner_of("nottinghamshire-police"), tells=("Peter Yarrow",)),
    *kept("partners:change-practitioner", practitioner_of),
    *kept("partners:leave", practitioner_of),
    *kept("partners:change-post", post_of),
    Route("partners:add-post", KEEP_OWN, practitioner_of("nottinghamshire-police")),
    Route(
        "partners:link-account",
        KEEP_OWN,
        practitioner_of("nottinghamshire-police"),
        method="post",
        answers=HIDDEN,
        note="linked already",
    ),
    Route("partners:registers", LOOK_UP, tells=("Children’s Trust",)),
    Route("partners:register", LOOK_UP, fixed(TRUST), tells=("4,668.90",)),
    Route("partners:register-file", LOOK_UP, fixed(EXCEL_OF_TRUST)),
    Route("partners:start-register", KEEP_ALL),
    Route("partners:add-partner", KEEP_ALL, fixed(TRUST)),
    Route("partners:change-partner", KEEP_ALL, entry),
    Route("partners:pledge", KEEP_ALL, entry),
    Route("partners:change-contribution", KEEP_ALL, contribution, tells=("4,668.90",)),
    Route("partners:links", LOOK_UP, tells=("Bassetlaw Local Strategic Partnership",)),
    Route("partners:begin-link", KEEP_ALL),
    Route("partners:sheets", KEEP_OWN),
    in_a_sheet("partners:sheet", "kept-list.csv"),
    in_a_sheet("partners:preview-sheet", "Only In The Sheet"),
    Route(
        "partners:take-sheet",
        KEEP_ALL,
        handed_in,
        otherwise=REFUSED | HIDDEN,
        method="post",
        answers=frozenset({422}),
        note="without saying what to take",
    ),
    Route("partners:discard-sheet", KEEP_ALL, handed_in, otherwise=REFUSED | HIDDEN, method="post"),
    Route("partners:move-link", KEEP_ALL, link),
]

ROUTES = [
    *PARTNERS,
    Route("partners:people", SEE_PEOPLE, tells=("Colleague Invented",)),
    Route("partners:me", SIGNED_IN),
    Route("partners:roles"),
    Route("partners:person", SEE_PEOPLE, colleague, otherwise=HIDDEN, tells=("Colleague Invented",)),
    Route(
        "partners:person", SEE_EVERYBODY, stranger, otherwise=HIDDEN, tells=("Stranger Invented",), note="other agency"
    ),
    Route("partners:grant", GIVE_ROLES, colleague, tells=("Colleague Invented",)),
    Route(
        "partners:end",
        frozenset({"system-administrator"}),
        strangers_role,
        otherwise=REFUSED | HIDDEN,
        note="other agency",
    ),
    Route("partners:governance", READ_REGISTER, tells=("Sharing agreements",)),
    Route("partners:raise_lapses", KEEP_REGISTER),
    Route("partners:agreements", READ_REGISTER),
    Route("partners:agreements_file", READ_REGISTER, lambda world: {"suffix": "csv"}),
    Route("partners:agreement", READ_REGISTER, an_agreement, tells=("Trial of routes",)),
    Route("partners:draw_up", KEEP_REGISTER),
    Route("partners:change_agreement", KEEP_REGISTER, an_agreement),
    Route("partners:start_term", KEEP_REGISTER, an_agreement),
    Route("partners:end_agreement", KEEP_REGISTER, an_agreement),
    Route("partners:sign", KEEP_REGISTER, a_party, note="other agency"),
    Route("partners:answer", KEEP_REGISTER, a_lapse, note="other agency"),
    Route("partners:register_controller", KEEP_REGISTER),
    Route("partners:change_controller", KEEP_REGISTER, a_controller),
    Route("partners:record_processing", KEEP_REGISTER),
    Route("partners:processing", READ_REGISTER, a_record, tells=("Trial of routes",)),
    Route("partners:change_processing", KEEP_REGISTER, a_record),
    Route("account_login", PUBLIC),
    Route("account_logout", PUBLIC),
    Route("account_signup", PUBLIC),
    Route("account_inactive", PUBLIC),
    Route("account_reauthenticate", SIGNED_IN),
    Route("account_change_password", SIGNED_IN),
    Route("account_set_password", SIGNED_IN),
    Route("account_reset_password", PUBLIC),
    Route("account_reset_password_done", PUBLIC),
    Route("account_reset_password_from_key", PUBLIC, lambda world: {"uidb36": "1", "key": "none"}),
    Route("account_reset_password_from_key_done", PUBLIC),
    Route("partners:invitations", LOOK_AFTER),
    Route("partners:invite", LOOK_AFTER),
    Route("partners:withdraw-invitation", LOOK_AFTER, no_invitation, answers=HIDDEN, otherwise=REFUSED | HIDDEN),
    Route("partners:leavers", LOOK_AFTER),
    Route(
        "partners:look-after",
        LOOK_AFTER,
        lambda world: {**colleague(world), "what": "close"},
        tells=("Colleague Invented",),
    ),
    Route(
        "partners:look-after",
        frozenset({"system-administrator"}),
        lambda world: {**stranger(world), "what": "close"},
        otherwise=REFUSED | HIDDEN,
        tells=("Stranger Invented",),
        note="other agency",
    ),
    Route("open_invitation", PUBLIC, lambda world: {"token": "never-made"}),
    Route("accept_invitation", PUBLIC, answers=REFUSED | HIDDEN),
    Route("work_account", PUBLIC, method="post", answers=HIDDEN),  # no provider is configured
    Route("work_account_back", PUBLIC, answers=HIDDEN),
    Route("mfa_authenticate", PUBLIC),
    Route("mfa_login_webauthn", PUBLIC),
    Route("mfa_index", SIGNED_IN),
    Route("mfa_reauthenticate", SIGNED_IN),
    Route("mfa_reauthenticate_webauthn", SIGNED_IN),
    Route("mfa_activate_totp", SIGNED_IN),
    Route("mfa_deactivate_totp", SIGNED_IN, answers=HIDDEN),  # nobody of the world has one
    Route("mfa_view_recovery_codes", SIGNED_IN, answers=HIDDEN),
    Route("mfa_generate_recovery_codes", SIGNED_IN),
    Route("mfa_download_recovery_codes", SIGNED_IN, answers=HIDDEN),
    Route("mfa_list_webauthn", SIGNED_IN),
    Route("mfa_add_webauthn", SIGNED_IN),
    Route("mfa_edit_webauthn", SIGNED_IN, lambda world: {"pk": 1}, answers=AGAIN | HIDDEN),
    Route("mfa_remove_webauthn", SIGNED_IN, lambda world: {"pk": 1}, answers=AGAIN | HIDDEN),
    Route("partners:my-sessions", SIGNED_IN),
    Route("partners:end-my-other-sessions", SIGNED_IN, method="post"),
    Route("partners:end-my-session", SIGNED_IN, some_session, method="post", answers=HIDDEN),
    Route("partners:my-tokens", SIGNED_IN),
    Route("partners:make-token", HOLD_TOKENS),
    Route("partners:tokens", LOOK_AFTER, tells=("Trial of tokens",)),
    Route("partners:end-token", LOOK_AFTER | {"analyst"}, own_token, otherwise=HIDDEN, tells=("Trial of tokens",)),
    Route(
        "partners:end-token",
        frozenset({"system-administrator"}),
        strangers_token,
        otherwise=HIDDEN,
        tells=("Trial of the police",),
        note="other agency",
    ),
    Route("api:partners-me", SIGNED_IN),
    Route("demonstration", PUBLIC),
    Route("sign_in_as", PUBLIC, colleague, method="post"),
]
