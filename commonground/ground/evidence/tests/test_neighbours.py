"""Editions of statistical neighbours: read whole or not at all, dated, and never changed afterwards."""

import io
from datetime import date
from itertools import islice

import openpyxl
import pytest
from click.testing import CliRunner

from commonground.foundation.kernel.errors import Invalid, Refused
from commonground.foundation.kernel.viewer import public
from commonground.ground.evidence import actions, queries
from commonground.ground.evidence.commands.importing import neighbours
from commonground.ground.evidence.formats.neighbours import edition_of, read_neighbours
from commonground.ground.evidence.models import Neighbour, NeighbourSet
from commonground.ground.evidence.rules.neighbours import Neighbours, applied, authorities, main_code, names, validity
from commonground.ground.evidence.tests.conftest import NOW

HEAD = ["LA num", "LA Name", *[name for at in (1, 2) for name in (f"SN{at}", "SNP")]]
NOTTINGHAMSHIRE, DERBYSHIRE, STAFFORDSHIRE = "E10000024", "E10000007", "E10000028"


def book(*rows, head=HEAD, others=True):
    """An edition as it is published: two rows of numbers, the heads, the rows; after them every other authority."""
    drawn = openpyxl.Workbook()
    for row in ([1, 2], [3, 4], head, *rows):
        drawn.active.append(row)
    mine = {str(row[0]) for row in rows}
    known = [number for number in authorities() if number not in mine]
    for number, other, third in zip(known, known[1:], known[2:], strict=False) if others else ():
        drawn.active.append([int(number), "", int(other), "Close", int(third), "Not close"])
    written = io.BytesIO()
    drawn.save(written)
    return written.getvalue()


OWN = [891, "Nottinghamshire", 830, "Extremely Close", 860.0, "Very close"]


@pytest.fixture
def edition(written):
    """`edition("sn_may_2025.xlsx", rows…)`: a file of it."""
    return lambda name, *rows: written(name, book(*(rows or (OWN,))))


def test_each_authority_has_its_neighbours_in_order():
    found = {one.area: one.listed for one in read_neighbours("sn.xlsx", book(OWN), known=authorities())}
    assert found[NOTTINGHAMSHIRE] == ((DERBYSHIRE, "Extremely close"), (STAFFORDSHIRE, "Very close"))


def test_an_authority_without_neighbours_yet_is_left_out():
    none = [942, "Cumberland", "-", "-", "-", "-"]
    found = {one.area for one in read_neighbours("sn.xlsx", book(OWN, none), known=authorities())}
    assert NOTTINGHAMSHIRE in found
    assert "E06000063" not in found


@pytest.mark.parametrize(
    ("row", "where", "what"),
    [
        ([999, "Nowhere", 830, "Close", 860, "Close"], "row 4, column A", "‘999’ is not the number of an authority"),
        ([891, "Nottinghamshire", 830, "Close", "x", "Close"], "row 4, column E", "‘x’ is not the number"),
        (
            [891, "Nottinghamshire", 891, "Close", 860, "Close"],
            "row 4, column C",
            "Nottinghamshire is its own neighbour",
        ),
        ([891, "Nottinghamshire", 830, "Close", 830, "Close"], "row 4, column E", "Derbyshire is named twice"),
        ([891, "Nottinghamshire", "", "", 830, "Close"], "row 4", "A neighbour is missing between two others"),
    ],
)
def test_a_wrong_cell_is_named(row, where, what):
    with pytest.raises(Invalid) as caught:
        read_neighbours("sn.xlsx", book(row), known=authorities())
    assert where in caught.value.problems[0].where
    assert what in caught.value.problems[0].what


def test_an_authority_twice_a_piece_of_a_file_and_another_file_are_refused():
    for content, what in (
        (book(OWN, OWN), "Nottinghamshire stands in row 4 too"),
        (book(OWN, others=False), "It lists 1 authorities; an edition has at least 100"),
        (book(OWN, head=["a", "b"]), "No sheet has the heads"),
    ):
        with pytest.raises(Invalid) as caught:
            read_neighbours("sn.xlsx", content, known=authorities())
        assert what in caught.value.problems[0].what


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("sn_april_2021.xlsx", date(2021, 4, 1)),
        ("SN May 2025 final.xlsx", date(2025, 5, 1)),
        ("neighbours.xlsx", None),
    ],
)
def test_the_month_of_an_edition_stands_in_its_name(name, day):
    assert edition_of(name) == day


def test_editions_hold_one_after_the_other_whatever_came_first(analyst, edition):
    actions.import_neighbours(path=edition("sn_may_2025.xlsx"), by=analyst)
    actions.import_neighbours(path=edition("sn_april_2021.xlsx"), by=analyst)
    assert [(one.slug, one.valid_from, one.valid_until) for one in queries.neighbour_sets()] == [
        ("april-2021", date(2021, 4, 1), date(2025, 5, 1)),
        ("may-2025", date(2025, 5, 1), None),
    ]
    assert [one.name for one in queries.neighbours_of(NOTTINGHAMSHIRE)["may-2025"]] == ["Derbyshire", "Staffordshire"]


def test_which_edition_applies_on_a_day():
    spans = validity([date(2025, 5, 1), date(2021, 4, 1)])
    sets = [
        NeighbourSet(slug=str(at), valid_from=day, valid_until=until) for at, (day, until) in enumerate(spans.items())
    ]
    found = {
        day: applied(sets, day) for day in (date(2020, 3, 31), date(2021, 4, 1), date(2025, 4, 30), date(2025, 5, 1))
    }
    told = {day: (one.edition.slug, one.was_in_force) for day, one in found.items() if one}
    assert list(told.values()) == [("0", False), ("0", True), ("0", True), ("1", True)]
    assert applied([], date(2024, 3, 31)) is None


def test_the_same_file_again_changes_nothing_and_another_of_that_day_is_refused(analyst, edition):
    file = edition("sn_may_2025.xlsx")
    assert actions.import_neighbours(path=file, by=analyst).is_new
    assert not actions.import_neighbours(path=file, by=analyst).is_new
    other = edition("another_may_2025.xlsx", [891, "Nottinghamshire", 860, "Close", 830, "Close"])
    with pytest.raises(Invalid, match="Nothing was changed"):
        actions.import_neighbours(path=other, by=analyst)
    with pytest.raises(Invalid, match="was not read"):
        actions.import_neighbours(path=edition("neighbours.xlsx"), by=analyst)
    with pytest.raises(Refused):
        actions.import_neighbours(path=other, by=public(NOW))


def test_what_a_pack_carries_gives_way_to_the_publishers_file(analyst, edition):
    carried = [Neighbours(NOTTINGHAMSHIRE, ((STAFFORDSHIRE, "Close"),))]
    facts = {"valid_from": date(2025, 5, 1), "file": "neighbours.toml", "sha256": "0" * 64, "is_extract": True}
    assert actions.keep_neighbours(listed=carried, by=analyst, **facts).is_new
    actions.import_neighbours(path=edition("sn_may_2025.xlsx"), by=analyst)
    assert not actions.keep_neighbours(listed=carried, by=analyst, **facts).is_new
    assert [one.code for one in queries.neighbours_of(NOTTINGHAMSHIRE)["may-2025"]] == [DERBYSHIRE, STAFFORDSHIRE]
    assert Neighbour.objects.filter(area=NOTTINGHAMSHIRE).count() == 2


def test_a_former_code_of_an_authority_is_the_authority():
    assert main_code("E10000027") == "E06000066"
    assert names()["E10000027"] == names()["E06000066"] == "Somerset"
    assert all(len(one.code) == 9 for one in islice(authorities().values(), 5))


def test_the_command_tells_each_edition(analyst, edition):
    first = edition("sn_may_2025.xlsx")
    told = CliRunner().invoke(neighbours, [str(first.parent)])
    assert told.output == "Statistical neighbours of May 2025: 156 authorities, taken in.\n", told.exception
    again = CliRunner().invoke(neighbours, [str(first), "--from", "2025-05-01"])
    assert "nothing new" in again.output
    wrong = CliRunner().invoke(neighbours, [str(first), str(first), "--from", "2025-05-01"])
    assert isinstance(wrong.exception, Invalid)
