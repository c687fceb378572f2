"""Addresses of people, roles and signing in, and who may open them."""

from collections.abc import Mapping

from tests.security.routes import HIDDEN, PUBLIC, REFUSED, SIGNED_IN, Route
from tests.world import World

SEE_PEOPLE = frozenset(
    {"locality-manager", "organisation-administrator", "information-governance-officer", "system-administrator"}
)
SEE_EVERYBODY = SEE_PEOPLE - {"organisation-administrator"}
GIVE_ROLES = frozenset({"organisation-administrator", "system-administrator"})


def colleague(world: World) -> Mapping[str, object]:
    return {"account_id": world.colleague.pk}


def stranger(world: World) -> Mapping[str, object]:
    """Somebody of another organisation than everybody else's."""
    return {"account_id": world.stranger.pk}


def strangers_role(world: World) -> Mapping[str, object]:
    return {"membership_id": world.stranger.memberships.get().pk}


ROUTES = [
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
    Route("demonstration", PUBLIC),
    Route("sign_in_as", PUBLIC, colleague, method="post"),
]
