"""Seats, rotas, circles of reporting, shares of ways of taking part: pure rules."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.partnership.groups.rules.coverage import Required
from commonground.partnership.groups.rules.governance import Tie, circle, layers, parents_on, path_up
from commonground.partnership.groups.rules.membership import Gap, SeatSeen, seated
from commonground.partnership.groups.rules.participation import mode_shares
from commonground.partnership.groups.rules.seats import Held, Span, gaps, overlapping, same_seat, second_seat, uncovered
from commonground.partnership.groups.rules.slugs import RESERVED, slug_of
from commonground.partnership.groups.rules.terms import Duty, differences, due_days, months_after, not_said
from commonground.partnership.groups.rules.words import Mode, Part

DAY = date(2026, 1, 1)


def day(number: int) -> date:
    return DAY + timedelta(days=number)


def span(first: int, until: int | None = None) -> Span:
    return Span(day(first), day(until) if until is not None else None)


SPANS = st.tuples(st.integers(0, 20), st.integers(1, 20)).map(lambda pair: span(pair[0], pair[0] + pair[1]))


@given(SPANS, st.lists(SPANS, max_size=5))
def test_what_no_span_covers_is_what_looking_at_each_day_gives(wanted: Span, spans: list[Span]) -> None:
    bare = [one for one in map(day, range(60)) if wanted.holds_on(one) and not any(s.holds_on(one) for s in spans)]
    found = uncovered(wanted, spans)
    assert (found.starts_on if found else None) == (bare[0] if bare else None)
    by_day = [one for one in map(day, range(60)) if any(gap.holds_on(one) for gap in gaps(spans, wanted))]
    assert by_day == bare


@given(SPANS, SPANS)
def test_two_spans_meet_where_they_share_a_day(one: Span, other: Span) -> None:
    shared = [at for at in map(day, range(60)) if one.holds_on(at) and other.holds_on(at)]
    both = one.shared_with(other)
    assert one.meets(other) is bool(shared)
    assert [at for at in map(day, range(60)) if both and both.holds_on(at)] == shared


def test_a_rota_that_begins_when_the_term_before_is_over_neither_overlaps_nor_gaps() -> None:
    assert overlapping(span(10, 20), [span(0, 10)]) is None
    assert overlapping(span(9, 20), [span(0, 10)]) == span(0, 10)
    assert gaps([span(0, 10), span(10)], span(0)) == []
    assert gaps([span(0, 10), span(12, 15)], span(0)) == [span(10, 12), span(15)]


def held(person: str, seat: str, first: int = 0, until: int | None = None, part: Part = Part.HOLDER) -> Held[str]:
    return Held(person, seat, part, Mode.ATTENDS, span(first, until))


def test_a_seat_is_held_by_one_at_a_time_but_may_have_several_deputies() -> None:
    assert same_seat(held("Bo", "police"), [held("Ann", "police")])
    assert same_seat(held("Bo", "police", 10), [held("Ann", "police", 0, 10)]) is None
    assert same_seat(held("Bo", "police", part=Part.DEPUTY), [held("Ann", "police")]) is None


@pytest.mark.parametrize("part", Part)
def test_nobody_fills_two_seats_of_a_group_not_even_as_deputy(part: Part) -> None:
    assert second_seat(held("Ann", "schools", part=part), [held("Ann", "police", part=Part.DEPUTY)])
    assert second_seat(held("Ann", "schools", 10, part=part), [held("Ann", "police", 0, 10)]) is None


def tie(drawn: str, first: int = 0, until: int | None = None) -> Tie[str]:
    return Tie(drawn[0], drawn[1], day(first), day(until) if until is not None else None)


def test_a_group_may_report_to_several() -> None:
    assert circle([tie("ab"), tie("bd"), tie("cd")], tie("ac")) is None


def test_reporting_in_a_circle_is_found_with_the_way_it_goes() -> None:
    found = circle([tie("ab"), tie("bc")], tie("ca"))
    assert found is not None
    assert (found.on, found.through) == (DAY, ["c", "a", "b", "c"])


def test_a_circle_counts_only_on_days_on_which_every_link_holds() -> None:
    assert circle([tie("ab", 0, 10)], tie("ba", 10)) is None
    later = circle([tie("ab", 5)], tie("ba", 0))
    assert later is not None
    assert later.on == day(5)


TIES = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd"), SPANS).map(lambda t: Tie(t[0], t[1], *t[2])), max_size=6
)


@given(TIES, st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd"), SPANS).map(lambda t: Tie(t[0], t[1], *t[2])))
def test_a_circle_is_found_exactly_where_walking_up_on_each_day_comes_back(ties: list[Tie[str]], new: Tie[str]) -> None:
    days = [
        at
        for at in map(day, range(60))
        if new.holds_on(at) and path_up(parents_on(ties, at), start=new.to, end=new.group)
    ]
    found = circle(ties, new)
    assert (found.on if found else None) == (days[0] if days else None)


def test_the_drawing_puts_each_group_below_all_it_reports_to() -> None:
    parents = {"exec": ["board"], "north": ["exec", "board"], "south": ["exec"]}
    assert layers(["board", "exec", "north", "south"], parents) == [["board"], ["exec"], ["north", "south"]]


def test_shares_of_ways_of_taking_part_keep_their_base() -> None:
    """000:75 as 78 people, the smallest number that gives its shares (readings of the papers)."""
    drawn = {Mode.ATTENDS: 45, Mode.OCCASIONAL: 21, Mode.PAPERS: 7, Mode.DELEGATES: 5}
    shares = {one.mode: one for one in mode_shares([mode for mode, count in drawn.items() for _ in range(count)])}
    assert [shares[mode].whole_percent for mode in drawn] == [58, 27, 9, 6]
    assert {one.base for one in shares.values()} == {78}
    assert shares[Mode.ATTENDS].percent == Decimal("57.7")
    assert (shares[Mode.OBSERVES].count, mode_shares([])[0].percent) == (0, None)


@pytest.mark.parametrize(
    ("seats", "gap"),
    [
        ([], Gap.NO_SEAT),
        ([SeatSeen("police")], Gap.VACANT),
        ([SeatSeen("police", Mode.PAPERS, 1)], Gap.NOT_AT_TABLE),
        ([SeatSeen("police", Mode.INVITED, 1)], Gap.NOT_AT_TABLE),
        ([SeatSeen("police", Mode.ATTENDS, 3)], Gap.TOO_JUNIOR),
        ([SeatSeen("police", Mode.ATTENDS, 1)], None),
        ([SeatSeen("police", Mode.ATTENDS, None)], None),
        ([SeatSeen("schools", Mode.ATTENDS, 1)], Gap.NO_SEAT),
    ],
)
def test_why_a_required_sector_is_not_at_the_table(seats: list[SeatSeen], gap: Gap | None) -> None:
    assert [one.gap for one in seated([Required("police", "Police")], seats, height=1)] == [gap]


def test_a_sector_with_one_seat_filled_of_two_is_short() -> None:
    assert (
        seated([Required("police", "Police", 2)], [SeatSeen("police", Mode.ATTENDS, 1)], height=1)[0].gap is Gap.SHORT
    )


@pytest.mark.parametrize(
    ("start", "months", "day_after"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 31), 2, date(2026, 3, 31)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_months_after_a_day_end_with_the_month(start: date, months: int, day_after: date) -> None:
    assert months_after(start, months) == day_after


def test_a_yearly_report_is_owed_on_the_same_day_of_each_year() -> None:
    duty = Duty("Annual report", date(2025, 3, 31), 12, "Board")
    assert due_days(duty, until=date(2027, 3, 30)) == [date(2025, 3, 31), date(2026, 3, 31)]


def test_local_differences_are_what_reads_otherwise() -> None:
    found = differences(
        {"aim": "Plan  together", "quorum": "4"}, {"aim": "Plan together", "quorum": "5", "structure": "x"}
    )
    assert [(one.heading, one.here, one.template) for one in found] == [
        ("Structure and membership", "", "x"),
        ("Quorum, seats filled", "4", "5"),
    ]


def test_terms_say_what_they_leave_open() -> None:
    assert [
        words.split(":")[0] for words in not_said({"quorum", "seniority", "review_months", "required_sectors"})
    ] == ["No number of meetings a year"]


@pytest.mark.parametrize(
    ("name", "taken", "slug"),
    [
        ("Mansfield & Ashfield", (), "mansfield-ashfield"),
        ("Rushcliffe", ("rushcliffe",), "rushcliffe-2"),
        ("Meetings", (), "meetings-2"),
        ("!!!", (), "group"),
    ],
)
def test_addresses_are_readable_and_no_word_of_the_site(name: str, taken: tuple[str, ...], slug: str) -> None:
    assert slug_of(name, taken) == slug
    assert slug not in RESERVED
