"""How an area compares: words, ranks, ties, what is missing; the pages that show it."""

import csv
import io
import re
from datetime import date

import pyarrow as pa
import pytest

from commonground.foundation.analysis.comparison import Certainty, Graded, Outcome
from commonground.foundation.analysis.trend import Direction, Movement
from commonground.ground.evidence import actions
from commonground.ground.evidence.queries import cube
from commonground.ground.evidence.rules.comparing import Benchmark, Standing, tally, trend_words, words_of
from commonground.ground.evidence.rules.neighbours import Neighbours
from commonground.ground.evidence.tests.test_pages import MOST_QUERIES
from commonground.ground.places import actions as place_actions
from commonground.ground.places.actions import AreaRow

COMPARE = "/evidence/compare/nottinghamshire/"
FUNNEL = "/evidence/funnel/re-referrals/2024/?area=E10000024"


@pytest.fixture
def with_neighbours(loaded):
    """Derbyshire is the only neighbour with figures; Kent, in the set too, has none here."""
    listed = [Neighbours("E10000024", (("E10000007", "Very close"), ("E10000016", "Close")))]
    for day in (date(2021, 4, 1), date(2025, 5, 1)):
        actions.keep_neighbours(listed=listed, valid_from=day, file="sn.xlsx", sha256=f"{day}", by=loaded)
    actions.prepare_figures(by=loaded)


@pytest.mark.parametrize(
    ("standing", "text", "fifth", "quarter"),
    [
        (
            Standing(12, 149, 2, 4),
            "12th highest of 149, with 1 other of the same value",
            "highest fifth",
            "highest quarter",
        ),
        (Standing(1, 149), "highest of 149", "highest fifth", "highest quarter"),
        (Standing(149, 149, 3), "lowest of 149, with 2 others of the same value", "lowest fifth", "lowest quarter"),
        (Standing(1, 1), "", "", ""),
    ],
)
def test_a_standing_in_words(standing, text, fifth, quarter):
    assert (standing.text, standing.fifth, standing.quarter) == (text, fifth, quarter)


def test_outcomes_are_counted_and_what_cannot_be_compared_too():
    outcomes = [Outcome.BETTER] * 8 + [Outcome.WORSE] * 4 + [Outcome.SIMILAR] * 4 + [Outcome.NOT_COMPARED]
    assert tally(outcomes, name="England") == (
        "Of 16 measures that can be compared with England, 8 are better, 4 are similar and 4 are worse. "
        "1 cannot be compared."
    )
    assert tally([Outcome.NOT_COMPARED], name="England") == "No measure here can be compared with England."


def test_words_say_how_sure_a_comparison_is():
    assert words_of(Graded(Outcome.WORSE, Certainty.AT_998)) == "worse (99.8%)"
    assert words_of(Graded(Outcome.SIMILAR)) == "similar"
    assert words_of(Graded(Outcome.NOT_COMPARED, reason="x")) == ""
    assert Benchmark(1.0, "their counts added up", 9, 10).note == "their counts added up, 9 of 10 with a figure"
    assert Benchmark(1.0, "the median of their published values", 7, 10).brief == " (median of 7)"
    assert trend_words(Direction(Movement.FALLING, "getting better")) == "falling, getting better"
    assert trend_words(Direction(Movement.NOT_TESTED, reason="fewer than 5 years")) == "not tested: fewer than 5 years"


def test_the_page_compares_with_england_by_interval_and_says_how_sure(page):
    text = page(COMPARE)
    assert "Nottinghamshire compared with England" in text
    assert re.search(r"Re-referrals 2024 25\.8% 22\.4% not available Worse \(99\.8%\)", text)
    assert "Not tested: fewer than 5 years" in text
    assert "Referral rate, per 10,000 children 2024 500.9 518.3" in text


def test_neighbours_are_put_together_from_counts_and_name_their_set(with_neighbours, page):
    """3,532 of 11,816 referrals of Derbyshire: 29.9%."""
    text = page(COMPARE + "?against=neighbours&period=2024")
    assert re.search(r"Re-referrals 2024 25\.8% 22\.4% 29\.9% \(1 of 2\) Better \(99\.8%\)", text)
    assert "the set of April 2021, in force from 1 April 2021 until 1 May 2025" in text
    assert "1 Derbyshire Very close 2 Kent Close" in text
    assert "the set of May 2025" in page(COMPARE + "?edition=may-2025")


def test_one_ground_under_two_codes_counts_once(analyst):
    """Somerset of 2022 under the code that it had then and under today's, as an example pack carries it."""
    rows = [AreaRow(code, "county", code) for code in ("E10000024", "E10000027", "E06000066")]
    place_actions.register_areas(rows=rows, by=analyst)
    counts = {"indicator": "re-referrals", "period": "2022", "value": 20.1, "numerator": 880.0, "denominator": 4378.0}
    table = pa.Table.from_pylist([{**counts, "area": row.code, "vintage": ""} for row in rows], schema=actions.SCHEMA)
    actions.publish_release(dataset="dfe-cin", observations=table, files=[], label="x", by=analyst)
    listed = [Neighbours("E10000024", (("E06000066", ""),))]
    actions.keep_neighbours(listed=listed, valid_from=date(2021, 4, 1), file="sn.xlsx", sha256="a", by=analyst)
    prepared = actions.prepare_figures(by=analyst).preparation
    (found,) = cube.beside_where(prepared, "neighbours", area="E10000024", indicator="re-referrals")
    assert (found["known"], found["of"]) == (1, 1)
    (level,) = cube.beside_where(prepared, "spreads", level="local authorities", indicator="re-referrals")
    assert level["known"] == 2


def test_before_the_first_set_the_first_is_taken_and_that_is_said(loaded, page):
    listed = [Neighbours("E10000024", (("E10000007", ""),))]
    actions.keep_neighbours(listed=listed, valid_from=date(2025, 5, 1), file="sn.xlsx", sha256="a", by=loaded)
    actions.prepare_figures(by=loaded)
    assert "No set held in the period shown; this is the first one there is." in page(COMPARE)


def test_the_region_and_the_level_can_be_chosen_and_what_is_unknown_falls_back(page):
    assert "compared with East Midlands" in page(COMPARE + "?against=east-midlands")
    assert "compared with the middle of all local authorities (median)" in page(
        COMPARE + "?against=level&theme=front-door"
    )
    assert "compared with England" in page(COMPARE + "?against=atlantis&theme=x&period=1999&edition=never")


def test_the_funnel_ranks_every_area_and_says_who_lies_beyond(page):
    text = page(FUNNEL)
    assert "2 areas have a figure and a rank. England: 22.4%." in text
    assert re.search(r"Derbyshire 1 29\.9% 29\.1% to 30\.7% 1 1 Above the 99\.8% limit", text)
    assert "Nottinghamshire, 25.8%, is above the 99.8% limit." in text


def test_areas_without_a_figure_are_named_and_not_ranked(page):
    text = page("/evidence/funnel/referrals-nfa/2024/")
    assert "1 area has a figure and a rank. 1 has none and is not ranked: Derbyshire." in text
    assert "Derbyshire not ranked suppressed to protect people" in text


def test_a_figure_without_counts_is_ranked_without_a_funnel(page):
    text = page("/evidence/funnel/referrals/2024/")
    assert "There is no funnel" in text
    assert "Derbyshire 1 11,816" in text


COMPARING = [COMPARE, COMPARE + "?against=neighbours", "/evidence/compare/england/", FUNNEL]


@pytest.mark.parametrize("address", COMPARING)
def test_comparing_takes_few_queries(with_neighbours, page, django_assert_max_num_queries, address):
    with django_assert_max_num_queries(MOST_QUERIES):
        assert page(address)


@pytest.mark.parametrize(
    ("address", "beginning"),
    [
        (COMPARE + "comparison.pdf", b"%PDF"), (COMPARE + "comparison.xlsx", b"PK"),
        (COMPARE + "spine.png", b"\x89PNG"),
        (COMPARE + "spine.csv", b""), ("/evidence/funnel/re-referrals/2024/ranking.pdf", b"%PDF"),
        ("/evidence/funnel/re-referrals/2024/funnel.png", b"\x89PNG"),
        ("/evidence/funnel/re-referrals/2024/funnel.csv", b""),
    ],
)  # fmt: skip
def test_it_can_be_taken_away(loaded, client, address, beginning):
    response = client.get(address)
    assert response.status_code == 200
    assert response.content.startswith(beginning)
    assert "attachment" in response["Content-Disposition"]


def test_the_csv_holds_figures_and_not_only_words(loaded, client):
    text = client.get(COMPARE + "comparison.csv").content.decode("utf-8-sig")
    rows = {row["Short name"]: row for row in csv.DictReader(io.StringIO(text[text.index("Measure") :]))}
    found = rows["re-referrals"]
    assert (found["Value"], found["England"], found["Outcome"], found["Certainty"]) == (
        "25.8",
        "22.4",
        "worse",
        "99.8%",
    )


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/evidence/compare/nowhere/", "We know no area"),
        ("/evidence/funnel/nothing/2024/", "There is no indicator ‘nothing’"),
        ("/evidence/funnel/re-referrals/1999/", "No areas have a figure"),
        (COMPARE + "other.png", "There is no such chart"),
        ("/evidence/funnel/referrals/2024/funnel.png", "There is no such chart"),
    ],
)
def test_what_is_not_there_is_said(page, address, said):
    assert said in page(address, 404)


def test_from_the_comparison_to_the_source_it_is_two_clicks(page, loaded, client):
    compared = client.get(COMPARE).content.decode()
    assert 'href="/evidence/re-referrals/nottinghamshire/2024/"' in compared
    figure = client.get("/evidence/re-referrals/nottinghamshire/2024/").content.decode()
    assert re.search(r'href="/evidence/releases/[^"]+/rows/\?[^"]+"', figure)
    assert 'href="/evidence/compare/nottinghamshire/?theme=front-door"' in figure
