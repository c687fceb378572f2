"""Every way of going wrong has a page that says what happened, what was kept and what to do."""

import json
import logging

import pytest
from django.db import connection
from django.test import Client, RequestFactory, override_settings
from lxml import html

from commonground.foundation.design import error_pages, views
from commonground.foundation.design.error_pages import page_for
from commonground.foundation.design.tests.attacks import attacks, harmless_like, structure
from commonground.foundation.design.tests.people import nobody
from commonground.foundation.design.tests.site_of_errors import TEXTS, WAYS
from commonground.foundation.kernel.errors import PersonFacing

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("commonground.foundation.design.tests.site_of_errors"),
]


@pytest.fixture(autouse=True)
def quiet() -> None:
    """What goes wrong here is meant to."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def browser() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(("way", "status"), [(way, status) for way, (status, _) in WAYS.items()])
def test_every_failure_has_a_whole_page(browser: Client, way: str, status: int) -> None:
    answer = browser.get(f"/fail/{way}/")
    page = html.document_fromstring(answer.content)
    assert answer.status_code == status
    assert len(page.xpath("//main//h1")) == 1
    assert page.xpath("//main//a[@href='/']")
    assert "Traceback" not in answer.content.decode()


@pytest.mark.parametrize("way", WAYS)
def test_an_error_page_keeps_the_policy_of_every_page(browser: Client, way: str) -> None:
    answer = browser.get(f"/fail/{way}/")
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert not html.document_fromstring(answer.content).xpath("//@style|//style|//script[not(@src)]")


def test_an_address_that_is_none_says_so(browser: Client) -> None:
    answer = browser.get("/no/such/page/")
    assert answer.status_code == 404
    assert "Page not found" in answer.content.decode()


def test_a_conflict_shows_both_values(browser: Client) -> None:
    page = html.document_fromstring(browser.get("/fail/conflict/").content)
    rows = [[cell.text_content() for cell in row] for row in page.xpath("//tbody/tr")]
    assert rows == [["plain", "plain", "plain"], ["Until", "(empty)", "(empty)"]]


def test_bad_input_is_listed_with_where_what_and_what_to_do(browser: Client) -> None:
    page = html.document_fromstring(browser.get("/fail/invalid/").content)
    assert [" ".join(item.text_content().split()) for item in page.xpath("//main//li")] == ["plain: plain plain"]


@pytest.mark.parametrize("way", ["refused", "not-found", "conflict", "invalid"])
def test_a_fragment_gets_a_notice_at_the_top_of_the_page(browser: Client, way: str) -> None:
    answer = browser.get(f"/fail/{way}/", headers={"HX-Request": "true"})
    assert answer.status_code == WAYS[way][0]
    assert answer["HX-Retarget"] == "#page-notice"
    assert "<html" not in answer.content.decode()
    assert "plain" in answer.content.decode()


@pytest.mark.parametrize(("way", "member"), [("conflict", "conflicts"), ("invalid", "problems"), ("refused", "detail")])
def test_a_program_gets_a_problem_document(browser: Client, way: str, member: str) -> None:
    answer = browser.get(f"/fail/{way}/", headers={"Accept": "application/json"})
    document = json.loads(answer.content)
    assert answer["Content-Type"] == "application/problem+json"
    assert document["status"] == answer.status_code == WAYS[way][0]
    assert document[member]


@pytest.mark.parametrize("way", ["locked", "broken"])
def test_when_the_database_is_away_the_page_needs_nothing_of_it(browser: Client, way: str) -> None:
    def refuse(*args: object) -> None:
        raise AssertionError("the page asked the database")

    with connection.execute_wrapper(refuse):
        answer = browser.get(f"/fail/{way}/")
    assert answer.status_code == WAYS[way][0]


def test_what_is_away_for_a_while_says_when_to_come_back(browser: Client) -> None:
    assert browser.get("/fail/locked/")["Retry-After"] == "60"


def test_a_form_without_its_token_gets_a_page() -> None:
    answer = Client(enforce_csrf_checks=True).post("/design/form/", {"name": "Mid"})
    assert answer.status_code == 403
    assert "This form is no longer valid" in answer.content.decode()


def test_no_text_becomes_markup() -> None:
    def drawn(error: PersonFacing, **headers: str) -> list[tuple[str, tuple[str, ...]]]:
        request = RequestFactory().get("/", headers=headers)
        request.viewer = nobody()
        return structure(page_for(error, request).content.decode())

    for attack in attacks():
        for make in (WAYS["conflict"][1], WAYS["invalid"][1], WAYS["refused"][1]):
            for headers in ({}, {"HX-Request": "true"}):
                assert drawn(make(attack), **headers) == drawn(make(harmless_like(attack)), **headers), attack


@override_settings(DEBUG=False)
def test_nothing_of_what_broke_is_told(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TEXTS, "text", "canary 1 Sealed Street")
    for way in ("broken", "locked", "full", "missing-file", "bad", "denied", "gone"):
        assert "canary" not in browser.get(f"/fail/{way}/").content.decode()


def test_every_error_page_has_an_example_on_the_living_page() -> None:
    assert set(views.EXAMPLES) == set(error_pages.HEADINGS)
