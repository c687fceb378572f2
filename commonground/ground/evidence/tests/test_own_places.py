"""Files by small area, ward, school and area of any map: what is outdated or unknown is told, the rest is placed."""

from datetime import date

import openpyxl
import pytest

from commonground.foundation.kernel.errors import Invalid, NotFound, Refused
from commonground.foundation.kernel.viewer import operator, public
from commonground.ground.evidence import access, actions, queries
from commonground.ground.evidence.actions import own
from commonground.ground.evidence.models import OwnUpload
from commonground.ground.evidence.queries import own as own_queries
from commonground.ground.evidence.rules.indicators import Method
from commonground.ground.evidence.tests import owning
from commonground.ground.evidence.tests.conftest import NOW
from commonground.ground.evidence.tests.owning import csv_of, handed_in, taken, workbook
from commonground.ground.places import actions as places

DISTRICT = "E07000170"
KEPT, SPLIT, EAST, WEST = "E01000001", "E01000002", "E01000011", "E01000012"
CHANGES = f"""lsoa11_code,change_code,lsoa21_code,ltla22_code
{KEPT},U,{KEPT},{DISTRICT}
{SPLIT},S,{EAST},{DISTRICT}
{SPLIT},S,{WEST},{DISTRICT}
"""
FITS = f"""LSOA21CD,WD24CD,LAD24CD
{KEPT},E05000001,{DISTRICT}
{EAST},E05000001,{DISTRICT}
{WEST},E05000002,{DISTRICT}
"""
OPERATOR = operator(NOW, permissions=frozenset({"places.register"}))
SLUG = "own-families-at-drop-ins"


@pytest.fixture
def pat(analyst, tmp_path):
    """Somebody who brings figures; a county with maps; in one district small areas of two years and two wards."""
    owning.draw_county()
    wards = [("Hucknall", "E05000001"), ("Kirkby", "E05000002")]
    rows = [places.AreaRow(name, "ward", code, within=(DISTRICT,), sets=("ward-2025",)) for name, code in wards]
    places.register_areas(rows=rows, by=OPERATOR)
    paths = [tmp_path / "changes.csv", tmp_path / "fits.csv"]
    for path, text in zip(paths, (CHANGES, FITS), strict=True):
        path.write_text(text, encoding="utf-8")
    places.import_area_changes(paths=paths, within=(DISTRICT,), by=OPERATOR)
    return owning.somebody()


@pytest.fixture
def held(pat):
    return owning.series(pat)


def faults(upload: OwnUpload) -> list[str]:
    return [f"{one.row}: {one.what} {one.do}" for row in own_queries.findings_of(upload) for one in row.problems]


def value(area: str, period: str = "2024"):
    return queries.value(SLUG, area, period)


def test_codes_of_another_year_unknown_codes_and_repeats_are_told_apart_with_successors(held, pat):
    rows = [
        ["LSOA 2021", "Year", "Count"],
        [KEPT, 2024, 4],
        [SPLIT, 2024, 5],
        ["E01999999", 2024, 1],
        ["here", 2024, 1],
    ]
    upload = handed_in(held, csv_of(*rows, [KEPT, "2023/24", 9]), pat, place="set:lsoa-2021")
    assert faults(upload) == [
        "3: E01000002 is not one of the small areas (lsoa) of 2021: it was drawn anew. "
        "Its ground is now in E01000011, E01000012; or read the file by the older set.",
        "4: E01999999 is not one of the small areas (lsoa) of 2021 that this site knows. Look for a slip in the code.",
        "5: “here” is not the code of an area. Codes look like E01028000 or E05009000.",
        "6: row 2 is about the same place and period. Keep one of them, or add them up.",
    ]


def test_a_file_by_small_area_of_one_year_is_recognised_and_stands_on_the_other_and_on_wards(held, pat):
    rows = [["LSOA code", "Year", "Count"], [KEPT, 2024, 40], [SPLIT, 2024, 10]]
    upload = own.hand_in(series=held, filename="small.csv", content=csv_of(*rows), by=pat)
    assert own_queries.reading_of(upload).place == "set:lsoa-2011"
    taken(handed_in(held, csv_of(*rows), pat), pat)
    actions.prepare_figures(by=pat)
    assert value(DISTRICT).value == 50
    carried = value(EAST)
    assert (carried.value, carried.estimated_text) == (5, "100.0%")
    assert "shared out in equal shares" in carried.carried
    ward = value("E05000001")
    assert (ward.value, ward.fit) == (45, "best fit")


def test_wards_are_known_by_code_and_by_name_and_a_percentage_is_worked_out_from_summed_counts(pat):
    held = owning.series(pat, method=Method.PROPORTION, denominator="families in the register")
    rows = [["Ward", "Year", "Count", "Out of"], ["Hucknall", 2024, 1, 10], ["E05000002", 2024, 3, 30]]
    upload = handed_in(held, csv_of(*rows), pat, place="set:ward-2025")
    assert faults(upload) == []
    taken(upload, pat)
    actions.prepare_figures(by=pat)
    assert (value("E05000001").value, value(DISTRICT).value) == (10.0, 10.0)
    assert value(DISTRICT).denominator == 40


def test_areas_of_any_map_are_known_by_code_name_and_footprint(held, pat):
    names = ["Mansfield and Ashfield", "localities/gedling", "E07000176", "Nowhere"]
    rows = [["Area", "Year", "Count"], *([name, 2024, 5] for name in names)]
    upload = handed_in(held, csv_of(*rows), pat, place="area")
    assert faults(upload) == ["5: We know no area “Nowhere”. Look for a slip, or write its code."]
    upload = taken(upload, pat, only_good=True)
    rows = {row.area: row.row for row in queries.rows_of_release(upload.release, viewer=pat)}
    assert rows == {"mansfield-and-ashfield": 2, "E07000173": 3, "E07000176": 4}


def test_schools_are_counted_at_their_point_and_for_their_district(held, pat):
    entry = places.SchoolEntry(
        urn=122674, name="Lake View", within=(DISTRICT,), phase="primary", postcode="NG15 0AA", source="drawn",
        as_at=date(2026, 1, 1), authority_number="891", easting=453800.0, northing=349000.0,
    )  # fmt: skip
    places.register_schools(entries=[entry], by=OPERATOR)
    rows = [["School URN", "Year", "Count"], [122674, 2024, 8], ["URN999999", 2024, 1], ["Lake View", 2024, 1]]
    upload = handed_in(held, csv_of(*rows), pat)
    assert own_queries.reading_of(upload).place == "school"
    assert [fault.partition(":")[0] for fault in faults(upload)] == ["3", "4"]
    assert "we know no school with the unique reference number 999999" in faults(upload)[0]
    upload = taken(upload, pat, only_good=True)
    assert {row.area for row in queries.rows_of_release(upload.release, viewer=pat)} == {"URN122674", DISTRICT}


def test_a_workbook_with_titles_merged_heads_hidden_rows_formulas_and_a_total_is_read_and_told(held, pat, tmp_path):
    book = openpyxl.Workbook()
    for row in (["Drop-ins of the year"], ["Area", "Financial year", "Count"], ["Ashfield", "2023/24", 12],
                ["Mansfield", "2023/24", 7], ["Gedling", "2023/24", 3], ["Total", None, 20]):  # fmt: skip
        book.active.append(row)
    book.active.merge_cells("A1:C1")
    book.active.row_dimensions[5].hidden = True
    book.create_sheet("Notes").sheet_state = "hidden"
    path = tmp_path / "book.xlsx"
    book.save(path)
    upload = handed_in(held, path.read_bytes(), pat, name="book.xlsx", place="area")
    found = upload.checked
    assert (found["rows"], found["hidden"], found["totals"]) == (2, 1, 1)
    assert faults(upload) == [
        "6: the total says 20, its rows add up to 19. Mend the rows or the total, or take the total out."
    ]
    with pytest.raises(Invalid):
        own.take(upload=upload, based_on=upload.version, by=pat)
    assert taken(upload, pat, only_good=True).outcome["good"] == 2


def test_a_later_file_says_what_it_changes_and_the_earlier_release_says_what_it_said(held, pat):
    first = taken(handed_in(held, workbook(["Area", "Year", "Count"], ["Ashfield", 2024, 5]), pat, place="area"), pat)
    later = workbook(["Area", "Year", "Count"], ["Ashfield", 2024, 6], ["Mansfield", 2024, 1])
    upload = handed_in(held, later, pat, place="area")
    assert (upload.checked["added"], upload.checked["changed"]) == (1, 1)
    assert upload.checked["changes"] == [{"area": DISTRICT, "period": "2024", "before": "5", "after": "6"}]
    taken(upload, pat)
    actions.prepare_figures(by=pat)
    assert value(DISTRICT).value == 6
    assert queries.rows_of_release(first.release, viewer=pat)[0].value == 5


def test_a_file_of_people_is_refused_and_leaves_nothing(held, pat):
    with pytest.raises(Invalid, match="holds people"):
        own.hand_in(
            series=held, filename="p.csv", content=csv_of(["Postcode", "DOB"], ["NG18 1AA", "1/1/2015"]), by=pat
        )
    assert not OwnUpload.objects.exists()
    late = [["Postcode", "Date", "Note"], *(["NG18 1AA", "1/5/2024", ""] for _ in range(80))]
    late[70][2] = "943 476 5919"
    with pytest.raises(Invalid, match="holds people"):
        handed_in(held, csv_of(*late), pat)
    assert OwnUpload.objects.get().state == "discarded"


SEEN = {"own organisation": True, "analyst of another": True, "other organisation": False, "nobody": False}


def test_who_may_keep_the_figures_of_an_organisation(held, pat):
    viewers = {
        "own organisation": owning.somebody("Kit Colleague"),
        "analyst of another": owning.somebody("Ann Analyst", "South Council", "evidence.own", "evidence.import"),
        "other organisation": owning.somebody("Oli Other", "South Council"),
        "nobody": public(NOW),
    }
    assert {who: access.may_keep_series(viewer, held) for who, viewer in viewers.items()} == SEEN
    with pytest.raises(NotFound):
        own_queries.series_of(viewers["other organisation"], SLUG)
    with pytest.raises(Refused, match="only of your own organisation"):
        owning.series(viewers["other organisation"], "North Trust", name="Another")
    upload = own.hand_in(series=held, filename="a.csv", content=csv_of(["Area", "Count"], ["Ashfield", 1]), by=pat)
    with pytest.raises(NotFound):
        own_queries.upload(viewers["other organisation"], upload.pk)


def test_rows_with_small_numbers_are_shown_to_those_who_keep_them_alone(pat):
    held = owning.series(pat, suppress_below=6)
    content = workbook(["Area", "Year", "Count"], ["Ashfield", 2024, 5])
    upload = taken(handed_in(held, content, pat, place="area"), pat)
    mine = queries.rows_page(upload.release.pk, file="", row=None, page=1, viewer=pat)
    theirs = queries.rows_page(upload.release.pk, file="", row=None, page=1, viewer=public(NOW))
    assert [row.value for row in mine.rows] == [5]
    assert (theirs.rows, theirs.is_closed) == ((), True)


def test_a_file_that_nobody_takes_is_removed_after_the_time_that_the_pack_says(held, pat, analyst):
    from_then = own.hand_in(series=held, filename="a.csv", content=csv_of(["Area", "Count"], ["Ashfield", 1]), by=pat)
    OwnUpload.objects.update(handed_in_at=NOW.replace(year=2025))
    assert own.sweep_uploads(by=analyst) == 1
    from_then.refresh_from_db()
    assert (from_then.state, from_then.file) == ("discarded", "")
