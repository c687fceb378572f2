"""`2024` means the year a figure is published under."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.kernel.errors import Invalid
from commonground.foundation.kernel.periods import Period, PeriodKind, period_of

TOGETHER = (PeriodKind.THREE_YEARS, PeriodKind.THREE_FINANCIAL_YEARS)
DATED = [kind for kind in PeriodKind if kind not in (PeriodKind.EDITION, PeriodKind.MID_YEAR, *TOGETHER)]


@pytest.mark.parametrize(
    ("kind", "text", "slug", "label", "starts", "until"),
    [
        ("financial-year", "2024", "2024", "year to 31 March 2024", date(2023, 4, 1), date(2024, 4, 1)),
        ("three-years", "2016", "2016", "2014 to 2016", date(2014, 1, 1), date(2017, 1, 1)),
        ("three-financial-years", "2016", "2016", "three years to 31 March 2016", date(2013, 4, 1), date(2016, 4, 1)),
        ("financial-year", "2023/24", "2024", "year to 31 March 2024", date(2023, 4, 1), date(2024, 4, 1)),
        ("financial-year", "199900", "2000", "year to 31 March 2000", date(1999, 4, 1), date(2000, 4, 1)),
        ("academic-year", "202324", "2024", "school year 2023/24", date(2023, 9, 1), date(2024, 9, 1)),
        ("academic-year", "2023-2024", "2024", "school year 2023/24", date(2023, 9, 1), date(2024, 9, 1)),
        ("calendar-year", " 2024 ", "2024", "2024", date(2024, 1, 1), date(2025, 1, 1)),
        ("mid-year", "2020", "2020", "mid-2020", date(2020, 6, 30), date(2020, 7, 1)),
        ("mid-year", "mid-2020", "2020", "mid-2020", date(2020, 6, 30), date(2020, 7, 1)),
        ("quarter", "2024-q2", "2024-q2", "April to June 2024", date(2024, 4, 1), date(2024, 7, 1)),
        ("quarter", "2024 Q4", "2024-q4", "October to December 2024", date(2024, 10, 1), date(2025, 1, 1)),
        ("month", "2024-02", "2024-02", "February 2024", date(2024, 2, 1), date(2024, 3, 1)),
        ("month", "202412", "2024-12", "December 2024", date(2024, 12, 1), date(2025, 1, 1)),
        ("edition", "2019", "2019", "2019 edition", date(2019, 1, 1), date(2020, 1, 1)),
    ],
)
def test_a_period_is_read_named_and_bounded(kind, text, slug, label, starts, until):
    period = Period.parse(text, kind)
    assert (period.slug, period.label, str(period)) == (slug, label, label)
    assert (period.starts_on, period.until) == (starts, until)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("financial-year", ""),
        ("financial-year", "24"),
        ("financial-year", "2023/25"),
        ("financial-year", "mid-2024"),
        ("financial-year", "2024-03"),
        ("calendar-year", "2023/24"),
        ("month", "2024"),
        ("month", "2024-13"),
        ("month", "2024-00"),
        ("quarter", "2024-q5"),
        ("quarter", "2024"),
        ("edition", "IoD2019"),
        ("calendar-year", "9999"),
        ("calendar-year", "1066"),
        ("calendar-year", "202\N{FULLWIDTH DIGIT FOUR}"),
    ],
)
def test_what_is_not_such_a_period_is_refused(kind, text):
    with pytest.raises(Invalid):
        Period.parse(text, kind)


def test_a_refusal_shows_how_to_write_it():
    with pytest.raises(Invalid, match=r"“June” is not a month\. Write it as 2024-03\."):
        Period.parse("June", "month")


def test_the_period_before():
    assert Period.parse("2024-01", "month").previous == Period.parse("2023-12", "month")
    assert Period.parse("2024-q1", "quarter").previous == Period.parse("2023-q4", "quarter")
    assert Period.parse("2024", "financial-year").previous == Period.parse("2023", "financial-year")


def test_an_edition_has_none_before_it_because_editions_are_never_one_series():
    edition = Period.parse("2025", "edition")
    assert edition.previous is None
    assert edition.following is None


def test_years_are_what_a_trend_may_be_tested_on():
    yearly = {
        kind
        for kind in PeriodKind
        if Period.parse({"quarter": "2024-q1", "month": "2024-01"}.get(kind, "2024"), kind).is_yearly
    }
    assert yearly == {
        PeriodKind.FINANCIAL_YEAR,
        PeriodKind.ACADEMIC_YEAR,
        PeriodKind.CALENDAR_YEAR,
        PeriodKind.MID_YEAR,
    }


def test_periods_of_different_kinds_stand_in_the_order_of_time():
    told = [("2024", "calendar-year"), ("2024", "mid-year"), ("2024", "financial-year"), ("2024-02", "month")]
    periods = sorted(Period.parse(text, kind) for text, kind in told)
    assert [period.label for period in periods] == ["February 2024", "year to 31 March 2024", "mid-2024", "2024"]


@given(st.dates(date(1950, 1, 1), date(2150, 12, 31)), st.sampled_from(DATED), st.integers(-40, 40))
def test_periods_follow_each_other_without_gap_or_overlap(day, kind, count):
    period = period_of(day, kind)
    assert day in period
    assert period.following.starts_on == period.until
    assert period.following.previous == period
    assert Period.parse(period.slug, kind) == period
    moved = period.shifted(count)
    assert moved.shifted(-count) == period
    assert (moved > period) == (count > 0)
    assert period.until - timedelta(days=1) in period


@pytest.mark.parametrize("kind", TOGETHER)
def test_years_counted_together_share_two_with_the_next(kind):
    period = Period.parse("2016", kind)
    assert period.following.starts_on.year == period.starts_on.year + 1
    assert not period.is_yearly


@pytest.mark.parametrize("kind", [PeriodKind.EDITION, PeriodKind.MID_YEAR, *TOGETHER])
def test_a_day_is_in_no_edition_and_no_mid_year(kind):
    with pytest.raises(Invalid):
        period_of(date(2024, 6, 30), kind)
