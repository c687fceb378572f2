"""Somebody fills in a long form, loses the session, signs in again and finds what they typed."""

from collections.abc import Callable

import pytest

from commonground.foundation.design.models import Draft
from commonground.ground.partners.models import Account
from tests.journeys.browser import Visitor

PASSWORD = "a long sentence of the tests"


@pytest.fixture
def asha(transactional_db: None) -> Account:
    account = Account(email="asha@tests.example.org", name="Asha Invented", is_invented=True)
    account.set_password(PASSWORD)
    account.save()
    return account


def sign_in_again(visitor: Visitor) -> None:
    visitor.page.get_by_label("E-mail address").fill("asha@tests.example.org")
    visitor.page.get_by_label("Password", exact=True).fill(PASSWORD)
    visitor.page.get_by_role("button", name="Sign in", exact=True).click()


def test_typing_is_kept_by_itself_and_is_back_after_signing_in_again(
    site: str, visitor: Visitor, asha: Account
) -> None:
    visitor.sign_in(asha, site)
    visitor.open(f"{site}/design/form/")
    visitor.page.get_by_label("Name").press_sequentially("Mansfield and Ashfield")
    visitor.page.get_by_text("Draft saved").wait_for()
    visitor.sign_out()
    visitor.page.get_by_label("What it is for").press_sequentially("One team for both")
    visitor.page.get_by_role("link", name="Sign in to go on").click()
    sign_in_again(visitor)
    visitor.page.get_by_role("heading", name="A form").wait_for()
    assert visitor.page.get_by_label("Name").input_value() == "Mansfield and Ashfield"
    assert visitor.page.get_by_label("What it is for").input_value() == "One team for both"
    assert visitor.page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_sending_after_the_session_is_lost_loses_nothing_without_scripts(
    site: str, visit: Callable[[str], Visitor], asha: Account
) -> None:
    visitor = visit("no-script")
    visitor.sign_in(asha, site)
    visitor.open(f"{site}/design/form/")
    visitor.page.get_by_label("Name").fill("Mansfield and Ashfield")
    visitor.page.get_by_role("group", name="First day").get_by_label("Year").fill("2027")
    visitor.page.get_by_role("checkbox", name="Gedling").check()
    visitor.sign_out()
    visitor.page.get_by_role("button", name="Save draft").click()
    sign_in_again(visitor)
    assert visitor.page.get_by_label("Name").input_value() == "Mansfield and Ashfield"
    assert visitor.page.get_by_label("Year").input_value() == "2027"
    assert visitor.page.get_by_role("checkbox", name="Gedling").is_checked()


def test_a_draft_is_saved_and_discarded_by_its_buttons_without_scripts(
    site: str, visit: Callable[[str], Visitor], asha: Account
) -> None:
    visitor = visit("no-script")
    visitor.sign_in(asha, site)
    visitor.open(f"{site}/design/form/")
    visitor.page.get_by_label("Name").fill("Mansfield")
    visitor.page.get_by_role("button", name="Save draft").click()
    assert visitor.page.get_by_text("Your draft is saved.").is_visible()
    assert visitor.page.get_by_label("Name").input_value() == "Mansfield"
    visitor.page.get_by_role("button", name="Discard draft").click()
    assert visitor.page.get_by_label("Name").input_value() == ""
    assert not Draft.objects.exists()


def test_a_draft_that_cannot_be_kept_says_so_where_it_is_seen_and_heard(
    site: str, visitor: Visitor, asha: Account
) -> None:
    visitor.sign_in(asha, site)
    visitor.open(f"{site}/design/form/")
    visitor.page.evaluate("document.querySelector('[name=draft-token]').value = 'forged'")
    visitor.page.get_by_label("Name").press_sequentially("Mansfield")
    notice = visitor.page.get_by_text("This form is too old to be kept as a draft.")
    notice.wait_for()
    assert notice.is_visible()
    assert visitor.page.evaluate("document.activeElement.id") == "id_name"  # typing is not interrupted
    assert visitor.page.get_by_label("Name").input_value() == "Mansfield"
    assert not Draft.objects.exists()
