"""When a token no longer holds, and what a program that sends one is told."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from commonground.foundation.audit.models import AuditEvent
from commonground.ground.partners import actions, queries, rules
from commonground.ground.partners.models import Account, Membership, Token
from commonground.ground.partners.tests.holders import ME, MINUTE, NOW, ask, token_holder, verbs, viewer
from commonground.ground.partners.tests.people import real, role
from tests.tokens import a_token, bearer

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst() -> Account:
    return token_holder()


# When it no longer holds.


def facts(**values: object) -> rules.TokenFacts:
    given = {
        "made_on": date(2026, 11, 1), "expires_at": datetime(2026, 12, 1, tzinfo=UTC), "ended_because": "",
        "is_account_open": True, "held": ((date(2026, 1, 1), None),),
    }  # fmt: skip
    return rules.TokenFacts(**{**given, **values})


UNTIL_TODAY = (date(2026, 1, 1), date(2026, 11, 22))
ENDINGS = [
    ({}, None),
    ({"ended_because": "ended by its owner"}, "ended by its owner"),
    ({"is_account_open": False}, "the account is closed"),
    ({"expires_at": NOW}, "run out"),
    ({"expires_at": NOW + timedelta(seconds=1)}, None),
    ({"held": ()}, "the role it stood on has ended"),
    ({"held": (UNTIL_TODAY,)}, "the role it stood on has ended"),
    ({"held": ((date(2026, 1, 1), date(2026, 11, 23)),)}, None),
    # given up and given again after a day: not the same role; one that follows on the other without a day between is
    ({"held": ((date(2026, 1, 1), date(2026, 11, 10)), (date(2026, 11, 11), None))}, "the role it stood on has ended"),
    ({"held": ((date(2026, 11, 10), None), (date(2026, 1, 1), date(2026, 11, 10)))}, None),
    ({"held": ((date(2026, 11, 2), None),)}, "the role it stood on has ended"),
]


@pytest.mark.parametrize(("values", "why"), ENDINGS)
def test_when_a_token_is_over(values, why):
    assert rules.why_token_over(facts(**values), now=NOW, today=NOW.date()) == why


def test_an_ended_token_is_refused_at_the_next_request_and_it_is_on_record(analyst):
    made = a_token(analyst)
    assert ask(made).status_code == 200
    actions.end_token(token=made.token, by=viewer(analyst))
    answer = ask(made)
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert "ended by its owner" in answer.json()["detail"]
    assert verbs()[-2:] == ["token ended", "token refused"]


def test_a_leavers_token_ends_with_the_role_and_does_not_come_back_with_it(analyst):
    made = a_token(analyst)
    held = analyst.memberships.get()
    Membership.objects.filter(pk=held.pk).update(ends_on=timezone.localdate())
    assert ask(made).status_code == 401
    assert Token.objects.get().ended_because == "the role it stood on has ended"
    Membership.objects.filter(pk=held.pk).update(ends_on=None)
    assert ask(made).status_code == 401


@pytest.mark.parametrize("done", [actions.close_account, actions.sign_out_everywhere])
def test_an_account_that_is_shut_out_has_no_tokens(analyst, done):
    administrator = real("Adm In", held=role("administrator", "partners.read", "partners.look-after"))
    made = a_token(analyst)
    done(account=analyst, by=viewer(administrator))
    assert ask(made).status_code == 401


@pytest.mark.parametrize(
    "sent",
    [
        "", "Bearer", "Bearer cg_", "Basic abc", "Bearer cg_0000000000000000_" + "A" * 43, "Bearer \N{SNOWMAN}",
        "Bearer " + "cg_" * 5000,
    ],
)  # fmt: skip
def test_what_is_no_token_is_refused_and_on_record(sent):
    answer = Client().get("/api/v1/places/areas", headers={"Authorization": sent.encode().decode("latin-1")})
    assert answer.status_code == 401
    assert verbs() == ["token refused"]


def test_a_right_beginning_with_a_wrong_secret_is_refused(analyst):
    made = a_token(analyst)
    key, _ = rules.parts_of(made.text)
    answer = Client().get(ME, headers={"Authorization": f"Bearer cg_{key}_{'A' * 43}"})
    assert answer.status_code == 401
    assert Token.objects.get().used_at is None


def test_a_token_is_nobody_on_pages_and_a_session_adds_nothing_to_it(analyst):
    made = a_token(analyst)
    assert Client().get("/people/me/", headers=bearer(made)).status_code == 302
    browser = Client()
    browser.force_login(real("Sys Admin", held=role("system", "partners.read")))
    said = browser.get(ME, headers=bearer(made)).json()
    assert said["label"] == "Ana Lyst, by the token “Trial”"
    assert said["roles"] == ["analyst"]


def test_use_is_noted_once_an_hour(analyst, django_assert_max_num_queries):
    made = a_token(analyst)
    ask(made)
    first = Token.objects.get().used_at
    assert first is not None
    with django_assert_max_num_queries(3):
        ask(made)
    assert Token.objects.get().used_at == first


@time_machine.travel(NOW, tick=False)
def test_who_asks_without_end_is_told_to_wait(analyst, settings):
    settings.CACHES = MINUTE | {"public": MINUTE["default"]}
    policy = queries.token_policy()
    answers = [Client().get("/api/v1/partners/me") for _ in range(policy.requests_without + 1)]
    assert {answer.status_code for answer in answers[:-1]} == {401}
    assert answers[-1].status_code == 429
    assert 1 <= int(answers[-1]["Retry-After"]) <= 60
    assert ask(a_token(analyst)).status_code == 200


@time_machine.travel(NOW, tick=False)
def test_wrong_tokens_without_end_do_not_fill_the_audit(settings):
    settings.CACHES = MINUTE | {"public": MINUTE["default"]}
    most = queries.token_policy().requests_without
    for _ in range(most + 20):
        Client().get(ME, headers={"Authorization": "Bearer wrong"}, REMOTE_ADDR="192.0.2.1")
    assert AuditEvent.objects.filter(verb="token refused").count() <= most + 1
