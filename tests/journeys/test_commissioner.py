"""Whoever decides what is bought reads what is missing and what it rests on, and takes it to a meeting (S2, S4, S5)."""

import io
from pathlib import Path

import pikepdf
from python_calamine import CalamineWorkbook

from tests.journeys.place import Enter, said
from tests.journeys.saving import save
from tests.world import World


def test_from_the_largest_gap_to_its_children_its_services_and_a_paper(
    place: World, site: str, enter: Enter, tmp_path: Path
) -> None:
    """120 places for 13,283 children of mid-2020 are 0.9 for a hundred, as worked by hand in test_services."""
    commissioner = enter("desktop", "Helen Marsh")
    page = commissioner.page
    commissioner.open(f"{site}/services/")
    page.get_by_role("link", name="what is missing").click()
    commissioner.check()
    assert "10,291 children; the directory has nothing" in said(page)
    assert "paid for until" in said(page)
    row = page.get_by_role("row").filter(has_text="Play, health and learning before school").filter(has_text="Thriving")
    row.get_by_role("link", name="Mansfield and Ashfield").click()
    page.get_by_role("heading", name="What is needed").wait_for()
    commissioner.check()
    commissioner.picture("gap-cell")
    assert "13,283 children; 120 places, 0.9 for a hundred children" in said(page)
    page.get_by_role("link", name="Rushcliffe").last.click()
    page.get_by_text("the directory has nothing for them here").wait_for()
    page.get_by_role("link", name="What is missing").click()
    page.get_by_label("Kind of help", exact=True).select_option("Getting help")
    page.get_by_role("button", name="Apply").click()
    page.wait_for_load_state()
    with pikepdf.open(io.BytesIO(save(commissioner, "What is missing (PDF)", tmp_path))) as pdf:
        assert pdf.Root.MarkInfo.Marked
    book = CalamineWorkbook.from_filelike(io.BytesIO(save(commissioner, "What is missing (Excel)", tmp_path)))
    cells = [cell for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row]
    assert "Long wait" in cells
    assert "Thriving" not in cells


def test_how_far_help_is_for_a_meeting(place: World, site: str, enter: Enter) -> None:
    for kind in ("desktop", "phone"):
        commissioner = enter(kind, "Helen Marsh")
        page = commissioner.page
        commissioner.open(f"{site}/services/gaps/")
        page.get_by_role("link", name="How far help is").click()
        commissioner.check()
        commissioner.check_reflow()
        commissioner.picture("how-far-help-is")
        assert "postcodes are further than 5 km from the nearest of" in said(page)
        page.get_by_label("Further than", exact=True).select_option("20 km")
        page.get_by_role("button", name="Apply").click()
        page.get_by_role("heading", name="Help that is further than 20 km").wait_for()
