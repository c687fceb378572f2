"""Scenario 8 with figures of one's own: a thousand rows, seven faulty, from the file to two maps of the place."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from commonground.ground.evidence.models import Release
from commonground.ground.evidence.tests.owning import POSTCODES, csv_of, thousand
from tests.journeys.browser import Visitor
from tests.journeys.place import Enter, said
from tests.journeys.working import work_off
from tests.world import World

NAME = "Visits to the tests' drop-ins"
SLUG = "own-visits-to-the-tests-drop-ins"
RIGHT = {102: POSTCODES["Mansfield"], 302: POSTCODES["Ashfield"]}


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "drop-ins.csv"
    path.write_bytes(csv_of(*thousand()))
    return path


def define(analyst: Visitor, site: str) -> None:
    page = analyst.page
    analyst.open(f"{site}/evidence/")
    page.get_by_role("link", name="Figures of your own").click()
    analyst.check()
    press(page, "Define a new figure")
    analyst.check()
    page.get_by_label("Name").fill(NAME)
    page.get_by_label("Definition").fill("Visits of families to a drop-in session, each visit once.")
    page.get_by_label("What is counted").fill("visits")
    page.get_by_label("Licence or basis").fill("Shared by the council for planning")
    page.get_by_label("Small numbers are those below").fill("0")
    press(page, "Go on to the file")


def look_at(analyst: Visitor, file: Path) -> None:
    page = analyst.page
    page.locator("input[type=file]").set_input_files(file)
    press(page, "Look at the file")
    page.get_by_role("heading", name="What we recognised").wait_for()
    assert page.get_by_label("What the places are").input_value() == "postcode"
    page.get_by_label("had nothing to count").check()
    page.get_by_label("The place that the file is about").select_option(label="Nottinghamshire")
    analyst.check()
    analyst.picture("own-recognised")
    press(page, "Show what it would do")
    page.get_by_role("heading", name="The file is being checked").wait_for()
    analyst.check()
    work_off()
    page.get_by_role("heading", name="What it would do").wait_for()


def correct(analyst: Visitor, number: int, postcode: str) -> None:
    page = analyst.page
    page.get_by_role("link", name=f"Row {number}").click()
    page.get_by_label("Postcode").fill("still wrong")
    press(page, "Keep the correction")
    assert "is not a postcode" in said(page)
    analyst.check()
    page.get_by_label("Postcode").fill(postcode)
    press(page, "Keep the correction")
    page.get_by_text(f"Row {number} is right now").wait_for()


def test_a_thousand_rows_with_seven_faults_become_a_figure_on_two_maps(
    place: World, site: str, enter: Enter, file: Path
) -> None:
    analyst = enter("desktop", "Joe Hallam")
    page = analyst.page
    define(analyst, site)
    look_at(analyst, file)
    preview = said(page)
    assert "1,000 rows: 993 are good, 7 are faulty. Nothing is changed yet." in preview
    assert "drop-ins.csv, row 752, column B (Date)" in preview
    assert not Release.objects.filter(dataset=SLUG).exists()
    analyst.check()
    analyst.check_reflow()
    analyst.picture("own-preview")
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Faults by cell (CSV)").click()
    assert "NG99 9ZZ is not in the postcode directory" in fetched.value.path().read_text(encoding="utf-8-sig")

    press(page, "Take the good rows, quarantine the rest")
    page.get_by_role("heading", name="The figures are being released").wait_for()
    work_off()
    page.get_by_role("heading", name="It is released").wait_for()
    assert "993 of 1,000 rows were taken: 7 figures added, 0 changed, 0 left as they were." in said(page)
    analyst.check()
    page.get_by_role("link", name="Correct them and take them later").click()
    analyst.check()
    analyst.picture("own-quarantine")
    for number, postcode in RIGHT.items():
        correct(analyst, number, postcode)
    press(page, "Take 2 corrected rows")
    work_off()
    page.reload()
    assert "Taken" in said(page)

    analyst.open(f"{site}/evidence/{SLUG}/nottinghamshire/2025/")
    assert "995" in said(page)
    analyst.check()
    analyst.picture("own-figure")
    for version in ("Six localities (2015)", "Seven localities (2013)"):
        analyst.open(f"{site}/evidence/{SLUG}/mansfield/2025/")
        assert "Each postcode or school was counted in the area that its point lies in." in said(page)
        page.get_by_role("link", name=version).click()
        assert "Together 995. Not placed: 0." in said(page)
        analyst.check()


def test_a_file_with_people_is_refused_and_not_kept(place: World, site: str, enter: Enter, tmp_path: Path) -> None:
    visitor = enter("phone", "Joe Hallam")
    visitor.open(f"{site}/evidence/own/")
    visitor.page.get_by_role("link", name="Families at drop-in sessions").click()
    people = tmp_path / "people.csv"
    people.write_bytes(csv_of(["Postcode", "Date of birth", "NHS number"], ["NG18 1AA", "1/5/2015", "943 476 5919"]))
    visitor.page.locator("input[type=file]").set_input_files(people)
    press(visitor.page, "Look at the file")
    refused = said(visitor.page)
    assert "the column B is called “Date of birth”: that is about a person." in refused
    assert "holds an NHS number." in refused
    assert "943 476 5919" not in refused
    visitor.check()
    visitor.check_reflow()
    visitor.picture("own-refused")
