"""The pages: public, in few queries, and from a figure to its row in two clicks."""

import csv
import io
import re

import pytest

from commonground.ground.evidence import actions
from commonground.ground.evidence.tests.drawn import C1

FIGURE = "/evidence/re-referrals/nottinghamshire/2024/"
MOST_QUERIES = 12


def test_the_page_of_a_figure_says_value_interval_comparison_and_how_it_is_made(page):
    text = page(FIGURE)
    assert "25.8% year to 31 March 2024 95% interval 24.9% to 26.8%" in text
    assert "Worse than England" in text
    assert "England: 22.4%." in text
    assert (
        "2,186 Referrals within 12 months of an earlier referral of the same child ÷ 8,462 Referrals in the year"
        in text
    )


def test_the_page_of_a_figure_says_where_it_comes_from_down_to_the_row(page):
    text = page(FIGURE)
    assert "Department for Education, Characteristics of children in need. Open Government Licence v3.0." in text
    assert "c1.csv, row 4 , column Re_referrals_percent" in text


def test_the_row_is_one_click_from_the_figure(loaded, client, page):
    found = re.search(r'href="(/evidence/releases/[^"]+/rows/\?[^"]+)"', client.get(FIGURE).content.decode())
    assert found
    text = page(found[1].replace("&amp;", "&"))
    assert "Row 4" in text
    assert "Re-referrals Nottinghamshire 2024 25.8 25.8 2,186 8,462" in text
    assert "Assessed not in need Nottinghamshire 2024 60.4" in text


def test_a_rate_names_the_vintage_of_its_children(page):
    text = page("/evidence/referrals-rate/nottinghamshire/2024/")
    assert "168,939 Children aged 0 to 17, mid-year before (rebased estimate) (mid-2023)" in text
    assert "Mid-year population estimates, rebased on the 2021 census, release 1" in text


def test_a_suppressed_figure_says_so_and_what_the_symbol_means(page):
    text = page("/evidence/referrals-nfa/derbyshire/2024/")
    assert "Suppressed to protect people" in text
    assert "What the symbols mean c suppressed to protect people" in text


def test_a_revision_shows_what_other_releases_said(loaded, page, written):
    corrected = written("c1-corrected.csv", C1.replace("2186,25.8", "2203,26.0", 1))
    actions.import_files(kind="dfe-cin", paths=[corrected], by=loaded)
    actions.prepare_figures(by=loaded)
    text = page(FIGURE)
    assert "26.0% year to 31 March 2024" in text
    assert re.search(
        r"Release 2 22 November 2026 26.0% this figure Release 1 22 November 2026 25.8% revised since", text
    )


@pytest.mark.parametrize(
    "address",
    [
        "/evidence/",
        "/evidence/?q=referrals",
        "/evidence/re-referrals/",
        "/evidence/re-referrals/?period=2023&among=nothing",
        "/evidence/imd-2019-score/",
        "/evidence/releases/",
        FIGURE,
        "/evidence/referrals/england/2024/",
        "/evidence/referrals/east-midlands/2024/",
    ],
)
def test_every_page_is_public_and_takes_few_queries(page, django_assert_max_num_queries, address):
    with django_assert_max_num_queries(MOST_QUERIES):
        assert page(address)


def test_releases_say_who_made_them_from_which_files(loaded, client, page):
    found = re.search(r'href="(/evidence/releases/[0-9a-f-]{36}/)"', client.get("/evidence/releases/").content.decode())
    assert found
    text = page(found[1])
    assert "by command line" in text
    assert re.search(r"SHA-256 [0-9a-f]{64}", text)
    assert "rows" in page(found[1] + "rows/")


def test_a_code_in_the_address_leads_to_the_name(loaded, client):
    response = client.get("/evidence/re-referrals/E10000024/2024/")
    assert (response.status_code, response["Location"]) == (302, FIGURE)


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/evidence/nothing/", 404, "There is no indicator ‘nothing’"),
        ("/evidence/re-referrals/nowhere/2024/", 404, "We know no area “nowhere”"),
        ("/evidence/re-referrals/nottinghamshire/1999/", 404, "There are: 2023, 2024."),
        ("/evidence/releases/0198c0de-0000-7000-8000-000000000000/", 404, "There is no such release"),
        ("/evidence/re-referrals/nottinghamshire/2024/other.csv", 404, "There is no such chart"),
        ("/evidence/re-referrals/nottinghamshire/2024x/", 422, "is not a financial year"),
    ],
)
def test_what_is_not_there_is_said(page, address, status, said):
    assert said in page(address, status)


def test_an_address_that_is_not_understood_is_said(loaded, client, page):
    found = re.search(r'href="(/evidence/releases/[0-9a-f-]{36}/)"', client.get("/evidence/releases/").content.decode())
    assert found
    assert "Row" in page(f"{found[1]}rows/?row=abc", 422)


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("figure.pdf", b"%PDF"),
        ("figure.xlsx", b"PK"),
        ("trend.png", b"\x89PNG"),
        ("peers.csv", b""),
        ("trend.csv", b""),
    ],
)
def test_a_figure_can_be_taken_away_in_every_format(loaded, client, name, beginning):
    response = client.get(FIGURE + name)
    assert response.status_code == 200
    assert response.content.startswith(beginning)
    assert "attachment" in response["Content-Disposition"]


def test_the_csv_of_a_figure_holds_every_figure_of_its_page(loaded, client):
    text = client.get(FIGURE + "figure.csv").content.decode("utf-8-sig")
    rows = [row for row in csv.reader(io.StringIO(text)) if row and row[0] == "Nottinghamshire"]
    assert [(row[2], row[3]) for row in rows] == [("year to 31 March 2023", "24.8"), ("year to 31 March 2024", "25.8")]


def test_an_empty_site_says_what_to_do_first(analyst, client):
    assert b"No release has been loaded" in client.get("/evidence/re-referrals/").content
    assert b"Nothing has been loaded yet" in client.get("/evidence/releases/").content
    assert client.get(FIGURE).status_code == 404
