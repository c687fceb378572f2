"""Pages of people and roles, and signing in."""

import pytest
from django.core import checks
from django.utils import timezone

from commonground.foundation.kernel.viewer import operator
from commonground.ground.partners.models import Account, Membership
from commonground.ground.places import actions as places
from commonground.ground.places.actions import AreaRow


def sign_in(client, account: Account) -> None:
    client.force_login(account)


def test_somebody_who_has_not_signed_in_is_sent_to_sign_in_first(client, cast):
    answer = client.get("/people/")
    assert (answer.status_code, answer.url) == (302, "/sign-in/?next=/people/")


def test_an_administrator_sees_the_people_of_their_own_organisation_only(client, cast):
    sign_in(client, cast.accounts["county administrator"])
    text = client.get("/people/").content.decode()
    assert "county member" in text
    assert "police member" not in text


def test_a_person_of_another_organisation_is_not_found_rather_than_refused(client, cast):
    sign_in(client, cast.accounts["county administrator"])
    assert client.get(f"/people/{cast.accounts['police member'].pk}/").status_code == 404


def test_a_role_is_given_and_ended_through_the_pages(client, cast):
    sign_in(client, cast.accounts["county administrator"])
    member = cast.accounts["county member"]
    answer = client.post(
        f"/people/{member.pk}/give-a-role/",
        {
            "role": "governance",
            "organisation": str(cast.county.pk),
            "starts_on_0": "1",
            "starts_on_1": "11",
            "starts_on_2": "2026",
        },
    )
    assert answer.status_code == 302, answer.content.decode()
    given = Membership.objects.get(account=member, role_id="governance")
    assert client.post(f"/people/roles-held/{given.pk}/end/").status_code == 302
    given.refresh_from_db()
    assert given.ends_on is not None


def test_a_role_is_given_for_one_school_after_another(client, cast):
    schools = [AreaRow(name=f"School {urn}", type="school", code=f"URN{urn}", sets=("school-2017",)) for urn in (1, 2)]
    by = operator(timezone.now(), permissions=frozenset({"places.register"}))
    places.register_areas(rows=schools, by=by)
    sign_in(client, cast.accounts["county administrator"])
    member = cast.accounts["county member"]
    typed = {"role": "governance", "organisation": str(cast.county.pk)}
    day = {"starts_on_0": "1", "starts_on_1": "11", "starts_on_2": "2026"}
    for code, status in (("URN1", 302), ("urn2", 302), ("URN2", 200), ("URN3", 200)):
        answer = client.post(f"/people/{member.pk}/give-a-role/", {**typed, **day, "area": code})
        assert answer.status_code == status, answer.content.decode()
    assert "We know no area “URN3”." in answer.content.decode()
    held = Membership.objects.filter(account=member, role_id="governance")
    assert sorted(one.area.code for one in held.select_related("area")) == ["URN1", "URN2"]


def test_a_role_cannot_be_given_in_somebody_elses_organisation(client, cast):
    sign_in(client, cast.accounts["county administrator"])
    answer = client.post(
        f"/people/{cast.accounts['county member'].pk}/give-a-role/",
        {
            "role": "member",
            "organisation": str(cast.police.pk),
            "starts_on_0": "1",
            "starts_on_1": "11",
            "starts_on_2": "2026",
        },
    )
    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert not Membership.objects.filter(account=cast.accounts["county member"], organisation=cast.police).exists()


def test_signing_in_with_a_password_works_whatever_the_case_of_the_address(client, cast):
    account = cast.accounts["county member"]
    account.set_password("correct horse battery")
    account.save()
    answer = client.post("/sign-in/", {"login": account.email.upper(), "password": "correct horse battery"})
    assert answer.status_code == 302
    assert client.get("/people/me/").status_code == 200


def test_a_wrong_password_says_so_without_saying_which_part_was_wrong(client, cast):
    answer = client.post("/sign-in/", {"login": "nobody@example.org", "password": "guess"})
    assert answer.status_code == 200
    assert "e-mail address" in answer.content.decode().lower() or "email" in answer.content.decode().lower()


def test_strangers_cannot_open_an_account(client, db):
    assert "Sign up" not in client.get("/sign-in/closed/").content.decode()
    client.post("/sign-in/closed/", {"email": "x@example.org", "password1": "correct horse battery"})
    assert not Account.objects.filter(email="x@example.org").exists()


def test_a_demonstration_person_signs_in_without_a_password_only_in_demonstration_mode(client, cast, settings):
    account = cast.accounts["county member"]
    text = client.get("/sign-in/demonstration/").content.decode()
    assert ("county member" in text, "police member" in text) == (True, False)  # one for each role
    assert client.post(f"/sign-in/demonstration/{cast.accounts['system administrator'].pk}/").status_code == 302
    client.logout()
    settings.COMMONGROUND_DEMO = False
    assert client.get("/sign-in/demonstration/").status_code == 404
    assert client.post(f"/sign-in/demonstration/{account.pk}/").status_code == 404


def test_nobody_real_can_be_signed_in_as(client, cast):
    account = Account.objects.create(email="real@example.org", name="Real")
    assert client.post(f"/sign-in/demonstration/{account.pk}/").status_code == 404


@pytest.mark.parametrize(("demonstration", "found"), [(True, 1), (False, 0)])
def test_the_deployment_check_fails_while_demonstration_mode_is_on(settings, demonstration, found):
    settings.COMMONGROUND_DEMO = demonstration
    issues = checks.run_checks(include_deployment_checks=True)
    assert len([issue for issue in issues if issue.id == "commonground.E001"]) == found


@pytest.mark.parametrize(
    ("address", "button"),
    [
        ("/sign-in/password/reset/", "Send the link"),
        ("/sign-in/password/change/", "Change the password"),
        ("/sign-in/again/", "Go on"),
    ],
)
def test_pages_that_ask_for_something_have_their_button(client, cast, address, button):
    account = cast.accounts["county member"]
    account.set_password("correct horse battery")
    account.save()
    sign_in(client, account)
    assert button in client.get(address).content.decode()
