"""The page of every page, the living page and the place's colour."""

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from lxml import html

from commonground.foundation.design.error_pages import HEADINGS
from commonground.foundation.design.specimens import GROUPS
from commonground.foundation.design.tests.people import nobody, somebody

PAGES = ["", "form/", *(f"components/{slug}/" for slug in GROUPS), *(f"errors/{status}/" for status in HEADINGS)]


def page(**context: object) -> html.HtmlElement:
    request = RequestFactory().get("/")
    request.viewer = context.get("viewer", nobody())
    return html.document_fromstring(render_to_string("design/page.html", context))


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_every_page_of_the_look_is_open_and_keeps_the_policy(client: Client, path: str) -> None:
    answer = client.get(f"/design/{path}")
    assert answer.status_code == 200
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    found = html.document_fromstring(answer.content)
    assert not found.xpath("//@style|//style|//script[not(@src)]|//@onclick|//@onload")


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_ids_are_there_once(client: Client, path: str) -> None:
    ids = html.document_fromstring(client.get(f"/design/{path}").content).xpath("//@id")
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["components/none/", "errors/418/"])
def test_what_there_is_not_is_not_found(client: Client, path: str) -> None:
    assert client.get(f"/design/{path}").status_code == 404


@pytest.mark.django_db
def test_the_places_colour_is_a_stylesheet_that_may_be_kept(client: Client) -> None:
    answer = client.get("/design/colour/1d4f60.css")
    assert answer.content == b":root { --place-colour: #1d4f60; }\n"
    assert answer["Content-Type"] == "text/css"
    assert "immutable" in answer["Cache-Control"]


@pytest.mark.django_db
def test_a_colour_that_cannot_be_read_is_refused(client: Client) -> None:
    assert client.get("/design/colour/ffdd00.css").status_code == 422
    assert client.get("/design/colour/red;}.css").status_code == 422


def test_a_page_without_anything_around_it_still_stands() -> None:
    bare = page()
    assert bare.xpath("//main")
    assert not bare.xpath("//aside|//h1|//nav")


def test_the_menu_marks_where_somebody_is() -> None:
    found = page(navigation=[("Today", "/"), ("Places", "/places/")], menu_here="/places/", menu_key="in places")
    assert [link.text_content() for link in found.xpath("//nav//a[@aria-current='true']")] == ["Places"]


def test_the_header_says_whose_place_it_is_and_who_is_signed_in() -> None:
    signed_in = page(place_name="Nottinghamshire", viewer=somebody())
    assert "Nottinghamshire" in signed_in.xpath("//header")[0].text_content()
    assert "Asha" in signed_in.xpath("//header")[0].text_content()
    assert "Sign out" in signed_in.xpath("//header")[0].text_content()
    assert "Sign in" in page(viewer=nobody()).xpath("//header")[0].text_content()


def test_an_example_place_says_so() -> None:
    assert "people are invented" in page(demonstration=True).text_content()
    assert "people are invented" not in page(demonstration=False).text_content()


def test_the_first_thing_the_keyboard_meets_leads_to_the_content() -> None:
    first = page(navigation=[("Today", "/")], menu_key="today").xpath("//body//a")[0]
    assert first.get("href") == "#main-content"
