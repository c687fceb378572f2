"""Pages of the register of information governance, as its officer and an administrator of one body use them."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from commonground.ground.partners import actions
from commonground.ground.partners.models import Account, Controller, Membership, Role, SharingAgreement
from commonground.ground.partners.tests.registers import Register


@pytest.fixture
def register(db: None) -> Register:
    return Register()


def signed_in(register: Register, *permissions: str) -> Client:
    account = Account.objects.create(email="officer@example.org", name="Officer")
    role = Role.objects.create(slug="trial", name="Trial", permissions=list(permissions))
    Membership.objects.create(account=account, role=role, organisation=register.county, starts_on=date(2026, 1, 1))
    client = Client()
    client.force_login(account)
    return client


def day(name: str, written: str) -> dict[str, str]:
    return {f"{name}_{at}": part for at, part in enumerate(written.split())}


def test_an_agreement_goes_from_drawing_up_to_renewal_through_the_pages(register: Register) -> None:
    client = signed_in(register, "partners.keep-agreements")
    facts = {
        "title": "Early help in one place",
        "purpose": "direct-help",
        "basis": "public-task",
        "details": "So that families tell their story once.",
        "parties": [str(register.county.pk), str(register.police.pk)],
        "personal": "Name\nSchool",
        "sensitive": "Health plan",
        "keeper": str(register.county.pk),
        **day("assessed_on", "1 10 2026"),
    }
    text = client.post(reverse("partners:draw_up"), facts).content.decode()
    assert "no condition for special-category data" in text
    assert "So that families tell their story once." in text, "what was typed stays"
    answer = client.post(reverse("partners:draw_up"), {**facts, "special_basis": "health-or-social-care"})
    agreement = SharingAgreement.objects.get()
    assert answer.url == reverse("partners:agreement", args=[agreement.slug])
    for party in agreement.parties.all():
        signature = {"signatory": "A. Head", **day("signed_on", "2 11 2026")}
        assert client.post(reverse("partners:sign", args=[party.pk]), signature).status_code == 302
    term = {"based_on": "1", **day("starts_on", "1 12 2025"), **day("expires_on", "1 11 2026")}
    assert client.post(reverse("partners:start_term", args=[agreement.slug]), term).status_code == 302
    page = client.get(reverse("partners:agreement", args=[agreement.slug])).content.decode()
    assert "Lapsed" in page
    assert "goes ahead under duty" in page


def test_what_lapsed_is_looked_for_and_answered_on_the_page(register: Register) -> None:
    register.agreement(("2025-01-01", "2026-01-01"))
    client = signed_in(register, "partners.keep-agreements")
    address = reverse("partners:governance")
    assert "Nothing has lapsed" in client.get(address).content.decode()
    client.post(reverse("partners:raise_lapses"))
    page = client.get(address)
    assert "Early help lapsed on 1 January 2026." in page.content.decode()
    lapse = page.context["lapses"][0]["lapse"]
    client.post(reverse("partners:answer", args=[lapse.pk]), {"answer": "Renewal sent to both."})
    assert "Renewal sent to both." in client.get(address).content.decode()


def test_an_administrator_signs_for_their_own_organisation_only(register: Register) -> None:
    agreement = register.drawn_up()
    client = signed_in(register, "partners.sign-own")
    address = {party.organisation.name: reverse("partners:sign", args=[party.pk]) for party in agreement.parties.all()}
    page = client.get(reverse("partners:agreement", args=[agreement.slug])).content.decode()
    assert (address["County"] in page, address["Police"] in page) == (True, False)
    assert client.get(address["County"]).status_code == 200
    assert client.get(address["Police"]).status_code == 403


def test_the_list_is_narrowed_by_how_agreements_stand(register: Register) -> None:
    register.agreement(("2025-01-01", "2026-01-01"), title="Gone by")
    register.drawn_up(title="To be signed")
    client = signed_in(register, "partners.read-agreements")
    page = client.get(reverse("partners:agreements"), {"standing": "lapsed"}).content.decode()
    assert ("Gone by" in page, "To be signed" in page) == (True, False)
    page = client.get(reverse("partners:agreements"), {"organisation": "charity"}).content.decode()
    assert "There is no such agreement." in page


@pytest.mark.parametrize("suffix", ["pdf", "xlsx", "csv"])
def test_the_register_can_be_taken_away(register: Register, suffix: str) -> None:
    register.agreement(("2026-01-01", "2028-01-01"))
    client = signed_in(register, "partners.read-agreements")
    answer = client.get(reverse("partners:agreements_file", args=[suffix]))
    assert answer.status_code == 200
    if suffix == "csv":
        text = b"".join(answer).decode()
        assert "Early help,Direct help to a child or family,Public task" in text
        assert "County; Police" in text


def test_controllers_and_processing_are_kept_through_the_pages(register: Register) -> None:
    client = signed_in(register, "partners.keep-agreements")
    facts = {"officer": "D. Officer", "contact": "dpo@county.example.org", **day("registered_until", "1 6 2027")}
    new = {"organisation": str(register.county.pk), "registration": "za1", **facts}
    text = client.post(reverse("partners:register_controller"), new).content.decode()
    assert "one or two capital letters" in text
    new["registration"] = "ZA123456"
    assert client.post(reverse("partners:register_controller"), new).status_code == 302
    late = {"registration": "ZA123456", "based_on": "7", **facts}
    assert client.post(reverse("partners:change_controller", args=["county"]), late).status_code == 409
    record = {
        "title": "Early help records",
        "controller": str(register.county.pk),
        "purpose": "direct-help",
        "basis": "public-task",
        "people": "Children and parents",
        "categories": "Names and schools",
        "recipients": "Nobody",
        "retention": "Six years",
        "security": "Role and relationship",
        **day("review_due_on", "1 1 2020"),
    }
    text = client.post(reverse("partners:record_processing"), record).content.decode()
    assert "It must lie in the future." in text
    record |= day("review_due_on", "1 1 2030")
    assert client.post(reverse("partners:record_processing"), record).status_code == 302
    page = client.get(reverse("partners:processing", args=["early-help-records"])).content.decode()
    assert "UK GDPR article 6(1)(e)" in page
    assert Controller.objects.get().version == 1


def test_pages_ask_few_queries(register: Register, django_assert_max_num_queries) -> None:
    for number in range(8):
        register.agreement(("2025-01-01", "2026-01-01"), title=f"Agreement {number}")
    actions.raise_lapses(by=register.keeps)
    client = signed_in(register, "partners.keep-agreements")
    client.get("/")  # the first page of a session writes down that it began
    for name in ("governance", "agreements"):
        with django_assert_max_num_queries(12):
            assert client.get(reverse(f"partners:{name}")).status_code == 200
