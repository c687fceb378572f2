"""Tokens of the API: who may have one, what it may, who ends whose."""

from datetime import date
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from commonground.foundation.audit.models import AuditContent
from commonground.foundation.kernel.errors import Invalid, NotFound, Refused
from commonground.foundation.post.models import ReceivedNotice
from commonground.ground.partners import access, actions, queries, rules
from commonground.ground.partners.models import Account, Membership, Token
from commonground.ground.partners.tests.holders import ME, token_holder, verbs, viewer
from commonground.ground.partners.tests.people import organisation, real, role
from tests.tokens import a_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst() -> Account:
    return token_holder()


# Who may have one.


@pytest.mark.parametrize(
    ("permissions", "at", "may"),
    [
        ((), "county", False),
        (("evidence.import",), "county", False),
        (("partners.hold-token",), "county", True),
        (("partners.hold-token",), "police", False),
    ],
)
def test_a_token_is_made_by_who_may_and_for_their_own_organisation_only(permissions, at, may):
    account = real("Sam Real", held=role("trial", *permissions))
    make = {"organisation": organisation(at), "name": "Report", "scopes": ["figures"], "days": 30}
    if may:
        made = actions.make_token(**make, by=viewer(account))
        assert made.token.account == account
        assert verbs()[0] == "token made"
        told = ReceivedNotice.objects.get()
        assert told.subject == "A token was made in your name"
    else:
        with pytest.raises(Refused):
            actions.make_token(**make, by=viewer(account))
        assert not Token.objects.exists()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"name": "  "}, "what the token is for"),
        ({"scopes": []}, "what the token may read"),
        ({"scopes": ["everything"]}, "what the token may read"),
        ({"days": 0}, "from 1 to 366 days"),
        ({"days": 400}, "from 1 to 366 days"),
    ],
)
def test_a_token_is_named_and_narrowed_and_ends(analyst, values, said):
    given = {"name": "Report", "scopes": ["figures"], "days": 30} | values
    with pytest.raises(Invalid) as refused:
        actions.make_token(organisation=organisation(), by=viewer(analyst), **given)
    assert said in " ".join(map(str, refused.value.problems))


def test_nobody_heaps_up_tokens(analyst):
    for number in range(queries.token_policy().at_once):
        a_token(analyst, name=f"Report {number}")
    with pytest.raises(Invalid, match="No token was made"):
        actions.make_token(organisation=organisation(), name="One more", scopes=["figures"], days=1, by=viewer(analyst))


def test_what_is_kept_does_not_tell_the_token(analyst):
    made = actions.make_token(
        organisation=organisation(), name="Report", scopes=["figures"], days=30, by=viewer(analyst)
    )
    _, secret = rules.parts_of(made.text)
    kept = " ".join(str(value) for value in Token.objects.values().get().values())
    audit = " ".join(AuditContent.objects.values_list("body", flat=True))
    assert secret not in kept
    assert secret not in audit
    assert rules.is_the_secret(secret, salt=made.token.salt, digest=made.token.digest)


# What it may: owner's role × scope × permission.

PERMISSIONS = ("evidence.import", "evidence.own", "evidence.write", "work.read", "partners.hold-token")
TABLE = [
    # scopes, what an analyst may, what of it the token may
    (("figures",), set()),
    (("rows",), {"evidence.import", "evidence.own"}),
    (("withdrawn",), {"evidence.write"}),
    (("figures", "rows", "withdrawn"), {"evidence.import", "evidence.own", "evidence.write"}),
    (("a scope of former times",), set()),
]


@pytest.mark.parametrize(("scopes", "may"), TABLE)
def test_a_token_may_what_its_owner_and_its_scopes_may(analyst, scopes, may):
    found = queries.present_token(a_token(analyst, scopes=scopes).text, now=timezone.now())
    assert {one for one in PERMISSIONS if found.viewer.may(one)} == may


def test_a_scope_gives_nobody_more_than_they_have():
    member = real("Sam Real", held=role("holder", "partners.hold-token"))
    made = a_token(member, scopes=("figures", "rows", "withdrawn"))
    found = queries.present_token(made.text, now=timezone.now())
    assert not any(found.viewer.may(one) for one in PERMISSIONS)


def test_a_role_elsewhere_gives_a_token_nothing(analyst):
    Membership.objects.create(
        account=analyst, role=role("freezer", "evidence.freeze"), organisation=organisation("police"),
        starts_on=date(2026, 1, 1),
    )  # fmt: skip
    found = queries.present_token(a_token(analyst, scopes=("withdrawn",)).text, now=timezone.now())
    assert viewer(analyst).may("evidence.freeze")
    assert not found.viewer.may("evidence.freeze")


def test_a_role_that_needs_a_second_factor_gives_a_token_nothing(analyst):
    strict = role("strict", "partners.hold-token", "evidence.freeze", needs_second_factor=True)
    Membership.objects.create(
        account=analyst, role=strict, organisation=organisation(), starts_on=date(2026, 1, 1)
    )  # fmt: skip
    found = queries.present_token(a_token(analyst, scopes=("withdrawn",)).text, now=timezone.now())
    assert not found.viewer.may("evidence.freeze")


def test_no_scope_holds_more_than_reading_of_evidence_and_of_groups():
    """A scope is data: what leads to people, to accounts or to casework is never put into one."""
    given = {one for scope in queries.scopes_offered() for one in scope.permissions}
    assert {one.partition(".")[0] for one in given - {"groups.read"}} == {"evidence"}


def test_what_an_owner_loses_the_token_loses_at_the_next_request(analyst):
    made = a_token(analyst, scopes=("rows",))
    assert queries.present_token(made.text, now=timezone.now()).viewer.may("evidence.import")
    analyst.memberships.get().role.permissions.remove("evidence.import")
    held = analyst.memberships.get().role
    held.permissions = ["partners.hold-token"]
    held.save()
    assert not queries.present_token(made.text, now=timezone.now()).viewer.may("evidence.import")


# Who ends whose.


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("owner", True), ("colleague", False), ("administrator of the county", True),
        ("administrator of the police", False), ("system administrator", True),
    ],
)  # fmt: skip
def test_a_token_is_ended_by_its_owner_and_by_who_looks_after_accounts(analyst, who, may):
    made = a_token(analyst)
    own = role("own", "partners.look-after-own", "partners.read-own")
    somebody = {
        "owner": lambda: analyst,
        "colleague": lambda: real("Col League", held=role("member")),
        "administrator of the county": lambda: real("Cou Nty", held=own),
        "administrator of the police": lambda: real("Pol Ice", held=own, at="police"),
        "system administrator": lambda: real("Sys Tem", held=role("all", "partners.look-after")),
    }[who]()
    by = viewer(somebody)
    assert access.may_end_token(by, made.token) is may
    if may:
        actions.end_token(token=queries.token(by, made.token.pk), by=by)
        assert Token.objects.get().ended_by == by.label
    else:
        with pytest.raises(NotFound):
            queries.token(by, made.token.pk)
        with pytest.raises(NotFound):
            actions.end_token(token=made.token, by=by)
        assert Token.objects.get().ended_at is None


def test_a_list_of_tokens_takes_few_queries_however_many_there_are(analyst, django_assert_max_num_queries):
    for number in range(15):
        a_token(analyst, name=f"Report {number}")
    with django_assert_max_num_queries(4):
        assert len(queries.my_tokens(viewer(analyst))) == 15


# The pages.


def browser_of(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def test_a_token_is_made_on_its_page_shown_once_and_works(analyst):
    client = browser_of(analyst)
    form = client.get("/people/me/tokens/new/").content.decode()
    assert "What it is for" in form
    sent = {"name": "Power BI", "organisation": organisation().pk, "scopes": ["figures", "rows"], "days": "30"}
    page = client.post("/people/me/tokens/new/", sent)
    text = page.content.decode().split('class="cg-link-to-copy">')[1].split("<")[0]
    assert "no-store" in page["Cache-Control"]
    assert Client().get(ME, headers={"Authorization": f"Bearer {text}"}).json()["token"]["name"] == "Power BI"
    listed = client.get("/people/me/tokens/").content.decode()
    assert "Power BI" in listed
    assert text not in listed


def test_the_form_says_what_is_missing(analyst):
    page = browser_of(analyst).post("/people/me/tokens/new/", {"name": ""}).content.decode()
    assert "There is a problem" in page
    assert not Token.objects.exists()


def test_a_token_is_ended_on_its_page_without_a_script(analyst):
    made, client = a_token(analyst), browser_of(analyst)
    path = f"/people/tokens/{made.token.pk}/end/"
    assert "cannot be brought back" in client.get(path).content.decode()
    assert client.post(path)["Location"] == "/people/me/tokens/"
    assert "Over" in client.get("/people/me/tokens/").content.decode()
    assert client.get(f"/people/tokens/{UUID(int=1)}/end/").status_code == 404
