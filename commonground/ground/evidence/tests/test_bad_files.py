"""What a published file may not say: each refused with file, row, column and what to do; nothing half done."""

from datetime import date

import pytest

from commonground.foundation.kernel.errors import Invalid
from commonground.ground.evidence import actions
from commonground.ground.evidence.models import Release
from commonground.ground.evidence.tests.drawn import C1, NOTTINGHAMSHIRE, SMALL_AREAS
from commonground.ground.places import actions as places
from commonground.ground.places.models import Area

pytestmark = pytest.mark.django_db
AGES = [str(age) for age in range(18)]
AGAIN = f"2024,Reporting year,{NOTTINGHAMSHIRE},Referrals and Re-referrals,{','.join(['1'] * 12)}\n"
SINGLE_YEARS = (
    f"lsoa11_code,lsoa11_name,total_population,{','.join(AGES)},90+,age_0_17\n"
    f"E01028000,Ashfield 001A,1500,{','.join(['10'] * 18)},30,180\n"
    f"E01028001,Ashfield 001B,1500,{','.join(['10'] * 18)},30,181\n"
)


@pytest.mark.parametrize(
    ("text", "where", "said"),
    [
        (C1.replace("2186,25.8", "2186,125.8"), "row 4, column Re_referrals_percent", "above 100"),
        (C1.replace("8462,500.9", "-8462,500.9"), "row 4, column Referrals", "below 0"),
        (C1.replace("8462,500.9", "0,500.9"), "row 4, column Referrals", "the denominator is nought"),
        (C1.replace("8462,500.9,2186", "8462,500.9,9186"), "row 4, column Re_referrals", "more than the whole, 8462"),
        (C1.replace("8462,", "8 462 or so,"), "row 4, column Referrals", "is not a number"),
        (C1.replace("E10000024", "E99000024"), "row 4", "E99000024 is no code of an area that we know"),
        (C1 + AGAIN, "row 8", "repeats row 4"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_by_row_and_column(analyst, written, text, where, said):
    with pytest.raises(Invalid) as refused:
        actions.import_files(kind="dfe-cin", paths=[written("c1.csv", text)], by=analyst)
    told = [problem for problem in refused.value.problems if said in problem.what]
    assert [problem.where for problem in told][:1] == [f"c1.csv, {where}"]
    assert all(problem.do for problem in told)
    assert len(set(told)) == len(told)  # each once, however many figures are made from the cell
    assert not Release.objects.exists()


def test_a_total_that_is_not_the_sum_of_its_parts_is_refused(analyst, written):
    with pytest.raises(Invalid) as refused:
        actions.import_files(kind="population", paths=[written("ages.csv", SINGLE_YEARS)], by=analyst)
    assert [str(problem) for problem in refused.value.problems] == [
        "ages.csv, row 3, column age_0_17: the total says 181, but its parts give 180. "
        "Check the figures with the publisher."
    ]


def test_an_authority_that_was_no_more_is_refused(analyst, written, c1):
    places.register_areas(rows=[places.AreaRow("Nottinghamshire", "county", "E10000024")], by=analyst)
    Area.objects.filter(code="E10000024").update(valid_until=date(2021, 4, 1))
    with pytest.raises(Invalid) as refused:
        actions.import_files(kind="dfe-cin", paths=[c1], by=analyst)
    assert "was no more from 1 April 2021, before year to 31 March 2024 began" in refused.value.problems[0].what


def test_small_areas_of_two_years_in_one_file_are_refused(analyst, written):
    sets = {"E01028000": "lsoa-2011", "E01028001": "lsoa-2011", "E01028002": "lsoa-2021"}
    rows = [places.AreaRow(code, "lsoa", code, sets=(name,)) for code, name in sets.items()]
    places.register_areas(rows=rows, by=analyst)
    with pytest.raises(Invalid) as refused:
        actions.import_files(kind="population", paths=[written("mixed.csv", SMALL_AREAS)], by=analyst)
    assert [problem.what for problem in refused.value.problems] == [
        "E01028002 is of lsoa-2021, but the file is of lsoa-2011."
    ]
