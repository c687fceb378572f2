"""Signing in with a real OpenID provider: django-oauth-toolkit, in a process of its own."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from commonground.config.environment import Provider
from commonground.foundation.audit.models import AuditEvent
from commonground.ground.partners.models import Account
from tests.provider.running import provider

CALLBACK = "http://testserver/sign-in/work/back/"


@pytest.fixture(scope="module")
def _running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    with provider(tmp_path_factory.mktemp("provider"), CALLBACK) as told:
        yield told


@pytest.fixture
def working(_running: Provider, settings, db) -> Provider:
    settings.COMMONGROUND_OIDC = _running
    return _running


@pytest.fixture
def pat(db) -> Account:
    return Account.objects.create(email="pat.work@county.example", name="Pat Work")


def begin(client: Client, **sent: str) -> str:
    """Where the site sends the browser."""
    page = client.post("/sign-in/work/", sent).content.decode()
    found = re.search(r'content="0; url=([^"]+)"', page)
    assert found, page
    return unescape(found[1])


def at_provider(address: str, who: str) -> str:
    """What the browser does there: signs in, and is sent back. Returns that address."""
    browser = requests.Session()
    form = browser.get(address)
    answer = browser.post(form.url, data={"who": who}, allow_redirects=False)
    while "/sign-in/work/back/" not in answer.headers["Location"]:
        where = requests.compat.urljoin(answer.url, answer.headers["Location"])
        answer = browser.get(where, allow_redirects=False)
    return answer.headers["Location"]


def sign_in(client: Client, who: str, **sent: str):
    back = urlsplit(at_provider(begin(client, **sent), who))
    return client.get(f"{back.path}?{back.query}")


def is_in(client: Client) -> bool:
    return client.get("/people/me/").status_code == 200


def test_somebody_with_an_account_here_signs_in_and_is_linked_once(client, working, pat):
    assert sign_in(client, "pat")["Location"] == "/"
    assert is_in(client)
    again = Client()
    assert sign_in(again, "pat").status_code == 302
    assert is_in(again)
    assert SocialAccount.objects.get().user == pat
    assert SocialAccount.objects.get().extra_data == {}
    verbs = list(AuditEvent.objects.order_by("position").values_list("verb", flat=True))
    assert verbs.count("work account linked") == 1
    assert verbs.count("signed in") == 2
    assert pat.sign_ins.first().method == "work account"


def test_they_come_back_to_where_they_were(client, working, pat):
    assert sign_in(client, "pat", next="/people/me/")["Location"] == "/people/me/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_they_come_back_to_this_site_only(client, working, pat, elsewhere):
    assert sign_in(client, "pat", next=elsewhere)["Location"] == "/"


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("nobody", "There is no account here with your address"),
        ("unverified", "does not vouch for your e-mail address"),
        ("elsewhere", "Addresses like yours do not sign in this way here"),
    ],
)
def test_whoever_may_not_is_told_why_and_no_account_is_made(client, working, pat, who, said):
    answer = sign_in(client, who)
    assert answer.status_code == 403
    assert said in answer.content.decode()
    assert not is_in(client)
    assert Account.objects.count() == 1
    assert not SocialAccount.objects.exists()
    assert AuditEvent.objects.filter(verb="sign-in failed").count() == 1


def test_a_successor_who_was_given_the_address_does_not_get_the_account(client, working, pat):
    sign_in(client, "pat")
    answer = sign_in(Client(), "successor")
    assert answer.status_code == 403
    assert "belongs to another work account" in answer.content.decode()


def test_an_account_that_is_closed_stays_closed(client, working, pat):
    Account.objects.update(is_active=False)
    assert sign_in(client, "pat")["Location"] == "/sign-in/inactive/"
    assert not is_in(client)


def test_the_second_factor_of_the_provider_counts_and_its_absence_does_too(client, working, pat):
    Account.objects.create(email="twofold@county.example", name="Two Fold")
    sign_in(client, "twofold")
    assert "second factor of the work account" in Account.objects.get(name="Two Fold").sign_ins.get().method
    other = Client()
    sign_in(other, "pat")
    assert "second factor" not in pat.sign_ins.get().method


def test_an_answer_is_good_once_and_in_the_browser_that_asked(client, working, pat):
    back = urlsplit(at_provider(begin(client), "pat"))
    thief = Client()
    assert thief.get(f"{back.path}?{back.query}").status_code == 403
    assert client.get(f"{back.path}?{back.query}").status_code == 302
    client.logout()
    assert client.get(f"{back.path}?{back.query}").status_code == 403
    assert not is_in(client)
    assert not is_in(thief)


def test_the_site_asks_for_little_and_proves_that_it_asked(client, working):
    asked = parse_qs(urlsplit(begin(client, scope="admin", auth_params="prompt=none")).query)
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}
    assert {"state", "nonce", "code_challenge"} <= asked.keys()
    assert "prompt" not in asked


def test_somebody_who_cancels_is_told_what_to_do(client, working):
    state = parse_qs(urlsplit(begin(client)).query)["state"][0]
    answer = client.get(f"/sign-in/work/back/?error=access_denied&state={state}")
    assert answer.status_code == 403
    assert "Sign in with your password or a passkey instead" in answer.content.decode()


def test_without_a_provider_there_is_no_button_and_no_page(client, db):
    assert "/sign-in/work/" not in client.get("/sign-in/").content.decode()
    assert client.post("/sign-in/work/").status_code == 404
    assert client.get("/sign-in/work/back/").status_code == 404
