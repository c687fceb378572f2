"""Figures of one's own, from the file to the figure on two maps: nothing half taken, nothing dropped (scenario 8)."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commonground.foundation.kernel.errors import Conflict, Invalid
from commonground.foundation.kernel.viewer import operator
from commonground.foundation.work.models import Job
from commonground.ground.evidence import actions, queries
from commonground.ground.evidence.actions import own
from commonground.ground.evidence.models import OwnUpload, Release
from commonground.ground.evidence.papers.own import Preview
from commonground.ground.evidence.queries import own as own_queries
from commonground.ground.evidence.rules.own import RowState
from commonground.ground.evidence.tests import owning
from commonground.ground.evidence.tests.conftest import NOW
from commonground.ground.evidence.tests.owning import COVERAGE, POSTCODES, csv_of, handed_in, taken, thousand
from commonground.ground.partners.models import Account
from commonground.ground.places import actions as places
from commonground.ground.places import queries as place_queries

NOUGHT = {"absent": "nought", "coverage": COVERAGE}


@pytest.fixture
def place(analyst):
    owning.draw_county()


@pytest.fixture
def pat(place):
    return owning.somebody()


@pytest.fixture
def drop_ins(pat):
    return owning.series(pat)


@pytest.fixture
def checked(drop_ins, pat):
    return handed_in(drop_ins, csv_of(*thousand()), pat, **NOUGHT)


def value(area: str, period: str = "2025") -> float | None:
    return queries.value("own-families-at-drop-ins", area, period).value


def test_a_check_of_a_thousand_rows_finds_the_seven_by_cell_and_commits_nothing(checked):
    assert {name: checked.checked[name] for name in ("rows", "good", "faulty", "problems")} == {
        "rows": 1000, "good": 993, "faulty": 7, "problems": 7
    }  # fmt: skip
    said = {problem.where: problem.what for row in own_queries.findings_of(checked) for problem in row.problems}
    assert said == {
        "drop-ins.csv, row 102, column A (Postcode)": "NG99 9ZZ is not in the postcode directory of November 2025.",
        "drop-ins.csv, row 202, column A (Postcode)": "M1 1AE is not in Nottinghamshire. It lies in Manchester.",
        "drop-ins.csv, row 302, column A (Postcode)": "“NG15” is only the first half of a postcode. "
        "Give all of it, such as NG18 5BX.",
        "drop-ins.csv, row 402, column A (Postcode)": "CF10 1AA lies in Wales, and this site is about England.",
        "drop-ins.csv, row 502, column A (Postcode)": "is empty.",
        "drop-ins.csv, row 602, column A (Postcode)": "“nowhere” is not a postcode. "
        "A postcode looks like NG18 5BX or M1 1AE.",
        "drop-ins.csv, row 752, column B (Date)": "“45413” is a date kept as a number (1 May 2024). "
        "Format the column as dates.",
    }
    assert not Release.objects.filter(dataset="own-families-at-drop-ins").exists()


def test_all_or_nothing_is_the_rule(checked, pat):
    with pytest.raises(Invalid) as wrong:
        own.take(upload=checked, based_on=checked.version, by=pat)
    assert len(wrong.value.problems) == 7
    assert not Job.objects.exists()


def test_the_good_rows_are_taken_and_seven_wait_by_cell(checked, pat):
    upload = taken(checked, pat, only_good=True)
    assert upload.outcome["good"] == 993
    assert [row.number for row in upload.quarantined.all()] == [102, 202, 302, 402, 502, 602, 752]
    assert upload.release.label == "drop-ins.csv, 993 of 1,000 rows"
    assert upload.file == upload.observations == upload.findings == ""


def test_the_figure_stands_on_both_maps_and_says_how_it_was_placed(checked, pat):
    taken(checked, pat, only_good=True)
    actions.prepare_figures(by=pat)
    assert value("E10000024") == 993
    figure = queries.value("own-families-at-drop-ins", "mansfield-and-ashfield", "2025")
    assert figure.value == value("E07000170") + value("E07000174")
    assert figure.made == "rolled up from 2 parts counted by point"
    assert queries.value("own-families-at-drop-ins", "E07000170", "2025").made == "counted by point"


def test_the_same_file_again_changes_nothing(checked, drop_ins, pat):
    taken(checked, pat, only_good=True)
    again = handed_in(drop_ins, csv_of(*thousand()), pat, **NOUGHT)
    assert (again.checked["added"], again.checked["changed"]) == (0, 0)
    again = taken(again, pat, only_good=True)
    assert (again.outcome["added"], again.outcome["changed"]) == (0, 0)
    assert again.release == OwnUpload.objects.exclude(pk=again.pk).get().release
    assert not again.quarantined.exists()


def test_what_is_corrected_is_taken_later_and_added_to_what_was_released(checked, pat):
    upload = taken(checked, pat, only_good=True)
    row = upload.quarantined.get(number=102)
    with pytest.raises(Invalid, match="still not right"):
        own.correct_row(row=row, based_on=row.version, texts=row.texts | {"place": "NG99 9ZY"}, by=pat)
    own.correct_row(row=row, based_on=row.version, texts=row.texts | {"place": owning.POSTCODES["Mansfield"]}, by=pat)
    other = upload.quarantined.get(number=752)
    own.correct_row(row=other, based_on=other.version, texts=other.texts | {"period": "1/5/2024"}, by=pat)
    last = upload.quarantined.get(number=502)
    own.leave_row_out(row=last, based_on=last.version, by=pat)
    owning.corrected(upload, pat)
    actions.prepare_figures(by=pat)
    assert value("E10000024") == 995
    states = {row.number: (row.state, row.texts != {}) for row in upload.quarantined.all()}
    assert states[102] == states[752] == (RowState.TAKEN, False)
    assert states[502] == (RowState.LEFT_OUT, False)
    assert states[202] == (RowState.WAITING, True)
    assert [held.number for held in Release.objects.filter(dataset="own-families-at-drop-ins")] == [2, 1]


def test_no_postcode_stays_anywhere_once_a_file_is_taken(checked, pat):
    upload = taken(checked, pat, only_good=True)
    rows = [row.area for row in queries.rows_of_release(upload.release, viewer=pat, limit=10_000)]
    assert sorted(rows) == sorted(owning.DISTRICTS)
    assert upload.file == ""


def test_what_lies_in_no_outline_is_counted_in_its_district_and_said_so(drop_ins, pat, tmp_path):
    """One of two postcodes of a district lies in the only small area that is drawn."""
    found = place_queries.locate(POSTCODES["Ashfield"], on=pat.today)
    west, south = found.easting - 100, found.northing - 100
    ring = [(west, south), (west + 200, south), (west + 200, south + 200), (west, south + 200), (west, south)]
    feature = {
        "type": "Feature", "geometry": {"type": "Polygon", "coordinates": [ring]},
        "properties": {"LSOA21CD": "E01000001", "LSOA21NM": "Ashfield 001A", "LADCD_ACTIVE": "E07000170"},
    }  # fmt: skip
    path = tmp_path / "E07000170.LSOA21.geojson"
    grid = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": grid, "features": [feature]}))
    places.import_boundaries(paths=[path], by=operator(NOW, permissions=frozenset({"places.register"})))
    rows = [["Postcode", "Date"], [POSTCODES["Ashfield"], "1/5/2024"], [POSTCODES["Mansfield"], "1/5/2024"]]
    upload = handed_in(drop_ins, csv_of(*rows), pat)
    assert upload.checked["outside"] == {"lsoa-2021": 1}
    (said,) = [note for note in Preview(upload, ()).notes if "outline" in note]
    assert said.startswith("1 row lies in no outline of Small areas (LSOA) of 2021")
    rows = {row.area: row.value for row in queries.rows_of_release(taken(upload, pat).release, viewer=pat)}
    assert rows == {"E01000001": 1, "E07000170": 1, "E07000174": 1}


def test_what_is_not_in_the_file_is_nought_only_where_somebody_said_so(drop_ins, pat):
    rows = [["Postcode", "Date"], ["NG18 1AA", "1/5/2024"]]
    upload = handed_in(drop_ins, csv_of(*rows), pat, **NOUGHT)
    assert (upload.checked["figures"], upload.checked["filled"]) == (7, 6)
    taken_with_nought = taken(upload, pat)
    actions.prepare_figures(by=pat)
    assert (value("E07000170"), value("E10000024")) == (0, 1)
    assert taken_with_nought.outcome["added"] == 7


def test_without_that_a_larger_area_has_no_figure(drop_ins, pat):
    rows = [["Postcode", "Date"], ["NG18 1AA", "1/5/2024"]]
    taken(handed_in(drop_ins, csv_of(*rows), pat), pat)
    actions.prepare_figures(by=pat)
    assert value("E07000174") == 1
    assert value("E10000024") is None


def test_a_preview_that_is_no_longer_the_last_one_is_not_taken(checked, pat):
    with pytest.raises(Conflict):
        own.take(upload=checked, based_on=checked.version - 1, only_good=True, by=pat)


def test_a_file_that_somebody_read_anew_meanwhile_is_not_released(checked, pat):
    asked = own.take(upload=checked, based_on=checked.version, only_good=True, by=pat)
    version = asked.version
    Job.objects.all().delete()
    reading = own_queries.reading_of(asked)
    again = own.read_as(upload=asked, based_on=asked.version, reading=reading, by=pat)
    with pytest.raises(Conflict):
        owning.taking.release_upload(upload=again, version=version, by=pat)
    assert not Release.objects.filter(dataset="own-families-at-drop-ins").exists()


def test_how_a_file_was_read_is_remembered_for_the_next_of_its_shape(checked, drop_ins, pat):
    drop_ins.refresh_from_db()
    content = csv_of([" POSTCODE ", "date"], ["NG18 1AA", "1/5/2024"])
    reading = own_queries.reading_of(own.hand_in(series=drop_ins, filename="next.csv", content=content, by=pat))
    assert (reading.absent.value, reading.coverage, reading.rows_are.value) == ("nought", COVERAGE, "events")


def test_every_page_of_a_file_asks_few_queries(checked, drop_ins, pat, client):
    taken_one = taken(checked, pat, only_good=True)
    chosen = own.hand_in(series=drop_ins, filename="next.csv", content=csv_of(*thousand()), by=pat)
    shown = handed_in(drop_ins, csv_of(*thousand(faulty=0)), pat)
    client.force_login(Account.objects.get(pk=pat.id))
    addresses = [
        reverse("evidence:own"),
        reverse("evidence:own-series", args=[drop_ins.dataset_id]),
        reverse("evidence:own-columns", args=[chosen.pk]),
        reverse("evidence:own-file", args=[shown.pk]),
        reverse("evidence:own-file", args=[taken_one.pk]),
        reverse("evidence:own-quarantine", args=[taken_one.pk]),
        reverse("evidence:own-row", args=[taken_one.pk, 102]),
    ]
    asked = {}
    for address in addresses:
        client.get(address)
        with CaptureQueriesContext(connection) as made:
            assert client.get(address).status_code == 200, address
        asked[address] = len(made)
    assert max(asked.values()) <= 12, asked
