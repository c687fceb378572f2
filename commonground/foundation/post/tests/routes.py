"""Addresses of notices, and who may open them."""

from collections.abc import Mapping
from datetime import UTC, datetime

from commonground.foundation.kernel.identifiers import new_id
from commonground.foundation.post.models import Email, ReceivedNotice
from commonground.foundation.post.rules import Form, State, Way
from tests.security.routes import HIDDEN, SIGNED_IN, Route
from tests.world import World

NOW = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
LOOK_AFTER = frozenset({"system-administrator"})
NOBODY = frozenset[str]()
CANARY = "Canary of a closed group"


def strangers(world: World) -> Mapping[str, object]:
    """A notice of somebody else: not even an administrator finds it."""
    told = ReceivedNotice.objects.create(
        account_id=world.stranger.pk,
        address=world.stranger.email,
        label=world.stranger.name,
        kind="trial.canary",
        subject=CANARY,
        path="/",
        way=Way.ON_SITE,
        told_at=NOW,
    )
    return {"notice_id": told.pk}


def given_up(world: World) -> Mapping[str, object]:
    email = Email.objects.create(
        form=Form.NOTICE,
        what="trial.canary",
        account_id=new_id(),
        address="canary@tests.example.org",
        label="Stranger Invented",
        made_at=NOW,
        due_at=NOW,
        state=State.GIVEN_UP,
        ended_at=NOW,
        problem="The mail server refuses it (code 550).",
    )
    return {"email_id": email.pk}


def none_but_an_email(world: World) -> Mapping[str, object]:
    given_up(world)
    return {}


ROUTES = [
    Route("post:mine", SIGNED_IN),
    Route("post:unread", SIGNED_IN),
    Route("post:choices", SIGNED_IN),
    Route("post:read_all", SIGNED_IN, method="post"),
    Route("post:open", NOBODY, strangers, otherwise=HIDDEN, tells=(CANARY,), note="somebody else's"),
    Route("post:undelivered", LOOK_AFTER, none_but_an_email, tells=("Stranger Invented",)),
    Route("post:again", LOOK_AFTER, given_up, method="post"),
    Route("post:let_go", LOOK_AFTER, given_up, method="post"),
]
