"""An OpenID provider that answers late, wrongly or not at all: a page that says what to do, and nothing half done."""

import json
import time
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from commonground.config.environment import Provider
from commonground.ground.partners.models import Account, SignIn
from tests.provider.crooked import KID, Crooked, as_json, crooked
from tests.security.test_work_account import begin, is_in

METADATA = "/.well-known/openid-configuration"
PASSWORD = "correct horse battery staple"


@pytest.fixture
def shown(settings, db) -> Iterator[Crooked]:
    account = Account(email="pat.work@county.example", name="Pat Work")
    account.set_password(PASSWORD)
    account.save()
    with crooked() as one:
        settings.COMMONGROUND_OIDC = one.told()
        yield one


def come_back(client: Client, shown: Crooked, *, nonce: bool = True):
    asked = parse_qs(urlsplit(begin(client)).query)
    shown.nonce = asked["nonce"][0] if nonce else "another"
    return client.get(f"/sign-in/work/back/?code=x&state={asked['state'][0]}")


def assert_nothing_happened(client: Client, answer, status: int, said: str) -> None:
    page = answer.content.decode()
    assert (answer.status_code, said in page) == (status, True), page
    assert "Go to the sign-in of Common Ground" in page
    assert not is_in(client)
    assert not SocialAccount.objects.exists()
    assert not SignIn.objects.exists()
    local = Client().post("/sign-in/", {"login": "pat.work@county.example", "password": PASSWORD})
    assert local["Location"] == "/"  # the way by password is open all the while


def test_where_it_tells_the_truth_it_signs_in(client, shown):
    assert come_back(client, shown)["Location"] == "/"
    assert is_in(client)


def unsigned(said):
    return jwt.encode(said, None, "none", {"kid": KID})


def by_a_stranger(said):
    return jwt.encode(said, rsa.generate_private_key(public_exponent=65537, key_size=2048), "RS256", {"kid": KID})


def by_a_secret(said):
    """The public key taken for a shared secret: the confusion of algorithms."""
    return jwt.encode(said, "common-ground-public-key-as-a-secret", "HS256", {"kid": KID})


def by_an_unknown_key(said):
    return jwt.encode(said, rsa.generate_private_key(public_exponent=65537, key_size=2048), "RS256", {"kid": "other"})


LIES = {
    "another issuer": ({"iss": "https://evil.example"}, None, 403, "not meant for this site"),
    "another audience": ({"aud": "another-site"}, None, 403, "not meant for this site"),
    "several audiences": ({"aud": ["common-ground", "other"]}, None, 403, "not meant for this site"),
    "another nonce": ({"nonce": "another"}, None, 403, "not meant for this site"),
    "no nonce": ({"nonce": None}, None, 403, "not meant for this site"),
    "expired": ({"exp": 1}, None, 403, "came too late"),
    "without an end": ({"exp": None}, None, 502, "we cannot read"),
    "without a subject": ({"sub": None}, None, 502, "we cannot read"),
    "an address not verified": ({"email_verified": False}, None, 403, "does not vouch"),
    "an address not said to be": ({"email_verified": None}, None, 403, "does not vouch"),
    "no address": ({"email": None}, None, 403, "does not vouch"),
    "a domain that only ends alike": ({"email": "pat@evilcounty.example"}, None, 403, "do not sign in this way"),
    "unsigned": ({}, unsigned, 502, "not signed by your organisation"),
    "signed by a stranger": ({}, by_a_stranger, 502, "not signed by your organisation"),
    "signed with a secret": ({}, by_a_secret, 502, "not signed by your organisation"),
    "signed with an unknown key": ({}, by_an_unknown_key, 502, "not signed by your organisation"),
    "no token at all": ({}, lambda said: "not.a.token", 502, "we cannot read"),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_is_not_right_signs_nobody_in(client, shown, lie):
    shown.claims, shown.sign, status, said = LIES[lie]
    assert_nothing_happened(client, come_back(client, shown), status, said)


WRONG = {
    "500": lambda: (500, "text/html", "<h1>Oops</h1>"),
    "a page": lambda: (200, "text/html", "<h1>Welcome</h1>"),
    "bad JSON": lambda: (200, "application/json", "{"),
    "a list": lambda: as_json([]),
    "a number": lambda: as_json(7),
    "an empty object": lambda: as_json({}),
    "nothing": lambda: (204, "application/json", ""),
}


@pytest.mark.parametrize("path", ["/token", "/jwks"])
@pytest.mark.parametrize("wrong", WRONG)
def test_an_answer_that_cannot_be_read_is_a_page_that_says_so(client, shown, path, wrong):
    shown.instead[path] = WRONG[wrong]
    assert_nothing_happened(client, come_back(client, shown), 502, "we cannot read")


@pytest.mark.parametrize("wrong", WRONG)
def test_so_it_is_at_the_beginning(client, shown, wrong):
    shown.instead[METADATA] = WRONG[wrong]
    assert_nothing_happened(client, client.post("/sign-in/work/"), 502, "we cannot read")


def test_metadata_of_another_issuer_are_not_followed(client, shown):
    shown.instead[METADATA] = lambda: as_json(shown.metadata() | {"issuer": "https://evil.example"})
    assert_nothing_happened(client, client.post("/sign-in/work/"), 403, "not meant for this site")


@pytest.mark.parametrize("path", [METADATA, "/token", "/jwks"])
def test_a_late_answer_is_not_waited_for(client, shown, path, monkeypatch):
    monkeypatch.setattr("commonground.ground.partners.adapter.work_account.READ", 0.2)

    def late():
        time.sleep(1)
        return as_json({})

    shown.instead[path] = late
    before = time.monotonic()
    answer = client.post("/sign-in/work/") if path == METADATA else come_back(client, shown)
    assert time.monotonic() - before < 3
    assert_nothing_happened(client, answer, 502, "does not answer")


def test_an_endless_answer_is_not_read_to_its_end(client, shown):
    shown.instead[METADATA] = lambda: (200, "application/json", json.dumps({"issuer": "x" * 2_000_000}))
    assert_nothing_happened(client, client.post("/sign-in/work/"), 502, "does not answer")


def test_a_provider_that_is_not_there(client, shown, settings):
    settings.COMMONGROUND_OIDC = Provider("http://localhost:9", "x", "x", "x", ["county.example"], trusts_email=False)
    assert_nothing_happened(client, client.post("/sign-in/work/"), 502, "does not answer")


def test_a_provider_that_never_says_verified_is_believed_only_where_the_site_is_told_to(client, shown, settings):
    told = shown.told()
    settings.COMMONGROUND_OIDC = Provider(**{**vars(told), "trusts_email": True})
    shown.claims = {"email_verified": None}
    assert come_back(client, shown).status_code == 302
    shown.claims = {"email_verified": "false"}
    assert come_back(Client(), shown).status_code == 403
