"""What meets itself, what overlaps, and what hours cost: the rules."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from commonground.foundation.kernel.errors import Invalid
from commonground.partnership.groups.formats.costs import read_costs
from commonground.partnership.groups.rules.load import (
    Advice,
    Chair,
    GroupAsks,
    HourlyCost,
    Overlap,
    Sitting,
    clashes,
    hours,
    of_bodies,
    of_groups,
    of_person,
    overlaps,
)

AT = datetime(2026, 12, 1, 14, tzinfo=UTC)
ONE, TWO, THREE = sorted(uuid4() for _ in range(3))


def sitting(group: UUID, after: int = 0, lasts: int = 120) -> Sitting:
    begins = AT + timedelta(minutes=after)
    return Sitting(begins, begins + timedelta(minutes=lasts), group, "2026-12-01")


def asks(of: UUID, name: str, kind: str = "locality-group", meetings: int | None = 6) -> GroupAsks:
    return GroupAsks(of, name.lower(), name, kind, meetings, 120)


@pytest.mark.parametrize(
    ("after", "clash"), [(0, True), (119, True), (120, False), (-119, True), (-120, False), (30, True)]
)
def test_meetings_clash_where_they_run_at_the_same_time(after: int, clash: bool) -> None:
    assert bool(clashes([sitting(ONE), sitting(TWO, after)])) is clash


def test_a_long_meeting_clashes_with_all_that_it_covers() -> None:
    assert len(clashes([sitting(ONE, 0, 300), sitting(TWO, 10, 20), sitting(THREE, 60, 20)])) == 2


def test_two_meetings_of_one_group_are_no_clash_of_groups() -> None:
    assert clashes([sitting(ONE), sitting(ONE, 30)]) == []


def test_hours_have_one_digit() -> None:
    assert hours(90) == Decimal("1.5")


def test_groups_share_people_areas_and_papers() -> None:
    ann, ben, area, paper = (uuid4() for _ in range(4))
    found = overlaps({ONE: {ann, ben}, TWO: {ann}}, {ONE: {area}, TWO: {area}}, {ONE: {paper}, THREE: {paper}})
    assert found == [Overlap(ONE, TWO, 1, 1, 0, 1), Overlap(ONE, THREE, 0, 0, 1, 0)]


@pytest.mark.parametrize(
    ("people", "smaller", "areas", "papers", "same"),
    [(3, 6, 1, 0, True), (2, 6, 1, 0, False), (3, 6, 0, 0, False), (3, 6, 0, 1, True), (0, 0, 1, 1, False)],
)
def test_groups_are_much_the_same_where_half_of_the_smaller_sits_on_both_and_they_share_ground_or_papers(
    people: int, smaller: int, areas: int, papers: int, same: bool
) -> None:
    assert Overlap(ONE, TWO, people, areas, papers, smaller).is_much_the_same is same


def test_two_groups_that_are_much_the_same_could_be_one() -> None:
    made = of_groups([Overlap(ONE, TWO, 3, 1, 0, 4)], {ONE: "Ashfield", TWO: "Mansfield"}, set())
    assert [one.advice for one in made] == [Advice.MERGE]
    assert "3 of the 4 people" in made[0].why


@pytest.mark.parametrize(("people", "same_day", "count"), [(2, False, 1), (1, False, 0), (2, True, 0)])
def test_groups_that_share_people_could_meet_on_one_day(people: int, same_day: bool, count: int) -> None:
    together = {(ONE, TWO)} if same_day else set()
    made = of_groups([Overlap(ONE, TWO, people, 0, 0, 9)], {ONE: "Ashfield", TWO: "Mansfield"}, together)
    assert [one.advice for one in made] == [Advice.CO_DATE] * count


def test_a_seat_on_a_second_group_of_a_kind_could_go_to_somebody_else() -> None:
    made = of_person([asks(ONE, "Ashfield"), asks(TWO, "Mansfield", meetings=4), asks(THREE, "Board", "board")], set())
    assert [(one.advice, one.first, one.second) for one in made] == [(Advice.DELEGATE, TWO, ONE)]


def test_a_seat_on_a_group_that_meets_at_the_same_time_could_go_to_somebody_else() -> None:
    made = of_person([asks(ONE, "Ashfield"), asks(TWO, "Board", "board")], {(ONE, TWO)})
    assert ["at the same time" in one.why for one in made] == [True]


def test_hours_and_cost_of_a_body_are_those_of_all_its_seats() -> None:
    costs = {"strategic": HourlyCost(Decimal("60.00"), "Finance")}
    [found] = of_bodies([Chair("Police", "strategic", 720, 6), Chair("Police", "strategic", 240, 2)], costs)
    assert (found.seats, found.meetings, found.hours, found.cost) == (2, 8, Decimal("16.0"), Decimal(960))


def test_a_cost_is_given_only_where_it_is_known_for_every_seat() -> None:
    costs = {"strategic": HourlyCost(Decimal("60.00"), "Finance")}
    [found] = of_bodies([Chair("Police", "strategic", 720, 6), Chair("Police", "", 720, 6)], costs)
    assert (found.cost, found.uncosted) == (None, 1)


def test_what_an_hour_costs_is_read_with_its_source() -> None:
    text = '[[cost]]\nseniority = "strategic"\nper_hour = "58.20"\nsource = "Finance"\n'
    assert read_costs(text) == {"strategic": HourlyCost(Decimal("58.20"), "Finance")}


@pytest.mark.parametrize(
    ("block", "why"),
    [
        ('seniority = "x"\nper_hour = "much"\nsource = "y"', "no number"),
        ('seniority = "x"\nper_hour = "-3"\nsource = "y"', "more than nothing"),
        ('seniority = "x"\nper_hour = "3"', "source is missing"),
        ('seniority = "x"\nper_hour = "3"\nsource = ""', "where the figure is from"),
        ('per_hour = "3"\nsource = "y"', "seniority is missing"),
    ],
)
def test_a_cost_that_cannot_be_taken_is_named_by_its_block(block: str, why: str) -> None:
    with pytest.raises(Invalid) as error:
        read_costs(f"[[cost]]\n{block}\n")
    assert [str(one.where) for one in error.value.problems] == ["packs/costs.toml, block 1"]
    assert why in str(error.value.problems[0])
