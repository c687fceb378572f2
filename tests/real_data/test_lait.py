"""The whole of the Local Authority Interactive Tool: every figure as the file has it, every item in the catalogue.

Loading it takes some seconds; once for the module.
"""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from pytest_django import DjangoDbBlocker

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import actions, queries
from commonground.ground.evidence.actions import Taken
from commonground.ground.evidence.queries.files import local_path
from commonground.ground.evidence.rules.freshness import State
from commonground.ground.evidence.rules.indicators import Polarity
from commonground.ground.places.models import Area
from tests.beginnings import undone

pytestmark = pytest.mark.django_db
FILE, DICTIONARY = "dfe_lait/bds_long_0.parquet", "dfe_lait/lait_data_dictionary.csv"


@pytest.fixture(scope="module")
def taken(
    home: Path, published_data: Path, importer: Viewer, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Taken]:
    with undone(django_db_blocker):
        actions.load_packs(by=importer)
        yield actions.import_lait(path=published_data / FILE, dictionary=published_data / DICTIONARY, by=importer)


@pytest.fixture
def beside(taken: Taken, published_data: Path) -> duckdb.DuckDBPyConnection:
    """The published file and the release beside each other, by the number of the row."""
    connection = duckdb.connect()
    said = f"read_parquet('{published_data / FILE}', file_row_number = true)"
    ours = f"read_parquet('{local_path(taken.publication.release.file)}')"
    connection.execute(f"CREATE VIEW said AS SELECT file_row_number + 2 AS number, * FROM {said}")
    connection.execute(f"CREATE VIEW ours AS SELECT * FROM {ours}")
    return connection


def one(connection: duckdb.DuckDBPyConnection, sql: str) -> object:
    found = connection.execute(sql).fetchone()
    assert found
    return found[0]


def test_every_row_but_those_without_a_year_is_released(taken, beside):
    assert (taken.rows, taken.released, taken.items) == (641_070, 640_900, 434)
    assert taken.unread == [("CINPermExclusion", "0", 170)]
    assert one(beside, "SELECT count(*) FROM ours JOIN said ON number = row") == 640_900
    assert taken.without_rows == []


def test_every_figure_is_the_figure_of_the_file_and_every_dash_is_a_symbol(beside, taken):
    apart = 'SELECT count(*) FROM ours JOIN said ON number = row WHERE "Values" <> published OR '
    assert one(beside, apart + '("Values" <> \'-\' AND value IS DISTINCT FROM "Values"::double)') == 0
    assert one(beside, apart + "(\"Values\" = '-' AND (value IS NOT NULL OR symbol <> 'x'))") == 0
    assert one(beside, "SELECT count(*) FROM ours WHERE symbol = 'x'") == taken.gaps == 93_713


def test_each_authority_of_the_file_is_one_area_and_those_that_are_no_more_lead_to_their_successors(beside, taken):
    pairs = 'SELECT count(DISTINCT ("LA Number", area)), count(DISTINCT area) FROM ours JOIN said ON number = row'
    assert beside.execute(pairs).fetchone() == (170, 170)
    assert len(taken.ended) == 5
    assert len(taken.recoded) == 3
    cumbria = Area.objects.get(code="E10000006")
    assert {row.successor.code for row in cumbria.succeeded_by.all()} == {"E06000063", "E06000064"}


def test_figures_agree_with_the_statistics_they_are_taken_from(beside, published_data):
    """Re-referred plans of 2024, item PrevRegCPR, against table D3 of the children in need statistics."""
    table = published_data / "dfe_children_in_need" / "d3_cpps_subsequent_plan_2013_to_2024.csv"
    read = (
        f"SELECT new_la_code AS area, CPP_subsequent_percent AS percent FROM read_csv('{table}', all_varchar = true) "
    )
    read += "WHERE geographic_level = 'Local authority' AND time_period = '2024'"
    joined = "SELECT count(*), count(*) FILTER (WHERE abs(value - try_cast(percent AS double)) > 0.051) FROM ours "
    joined += f"JOIN ({read}) USING (area) WHERE indicator = 'lait-prevregcpr' AND period = '2024' "
    joined += "AND try_cast(percent AS double) IS NOT NULL AND value IS NOT NULL"
    found = beside.execute(joined).fetchone()
    assert found
    assert found[0] > 100
    assert found[1] == 0


def test_items_become_indicators_as_the_dictionary_says(taken, importer):
    absence = queries.indicator("overall-absence")
    assert (absence.name, absence.polarity) == ("Overall absence from school", Polarity.LOW)
    mortality = queries.indicator("lait-infmort")
    assert (mortality.unit, mortality.polarity, mortality.supplier) == ("per 1000 live births", Polarity.LOW, "ONS")
    found = queries.entry("lait-ks1r-expected-std", importer).entry
    assert found.about.is_discontinued
    assert found.freshness.state is State.RETIRED
    alcohol = queries.indicator("alcohol-admissions")
    assert alcohol.period("2024").label == "three years to 31 March 2024"
    assert not mortality.on_place_page


def test_the_months_that_the_dictionary_names_make_items_due(taken, importer):
    standing = queries.standing("lait", importer)
    assert standing.measured == 434
    due = {entry.newest.said_due_on for entry in standing.entries if entry.newest}
    assert any(day and (day.month, day.year) == (10, 2026) for day in due)  # 46296 is 1 October 2026


def test_the_same_again_changes_nothing(taken, published_data, importer):
    again = actions.import_lait(path=published_data / FILE, dictionary=published_data / DICTIONARY, by=importer)
    assert not again.publication.is_new
