"""What the publisher published comes out again when the product works it out from the counts (indicators C1 to C12).

Every row of the imported files that has both the published figure and its counts is recomputed by the product's own
formulas. How many rows that is for each indicator stands beside it: the list of formulas says the same.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.utils import timezone

from commonground.foundation.analysis import rates
from commonground.foundation.kernel.viewer import public
from commonground.ground.evidence import queries
from commonground.ground.evidence.queries import Row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("imported")]

AUTHORITIES = ("E06", "E07", "E08", "E09", "E10")
ENGLAND, NOTTINGHAMSHIRE, MANCHESTER, PLYMOUTH = "E92000001", "E10000024", "E08000003", "E06000026"


ROUNDED_BY = 5  # counts of regions and England are published to the nearest ten
HALF_A_TENTH = 0.05


@dataclass(frozen=True)
class Recomputed:
    """A published figure beside what the counts published with it give, and the least and most that they allow."""

    row: Row
    published: Decimal
    ours: Decimal
    least: float
    most: float

    @property
    def is_of_an_authority(self) -> bool:
        return self.row.area.startswith(AUTHORITIES)

    @property
    def is_allowed(self) -> bool:
        return self.least - HALF_A_TENTH <= float(self.published) <= self.most + HALF_A_TENTH


def rows_of(dataset: str, indicator: str) -> list[Row]:
    release = queries.releases_of(dataset).get()
    return [
        row
        for row in queries.rows_of_release(release, viewer=public(timezone.now()), limit=10**9)
        if row.indicator == indicator
    ]


def recomputed(indicator: str, *, authorities_only: bool = False) -> list[Recomputed]:
    """Each row of the release that has a published figure and its counts, with the figure worked out from them."""
    about = queries.indicator(indicator)
    children = {(row.area, row.period): row.value for row in rows_of("mid-year-rebased", "children-0-17-rebased")}
    found = []
    for row in rows_of("dfe-cin", indicator):
        below = row.denominator
        if about.made_from:
            below = children.get((row.area, str(int(row.period) + about.made_from.denominator_years)))
        if row.value is None or row.numerator is None or not below:
            continue
        if row.area.startswith(AUTHORITIES) or not authorities_only:
            found.append(worked_out(row, row.numerator, below, about.multiplier))
    return found


def worked_out(row: Row, above: float, below: float, per: float) -> Recomputed:
    ours = rates.rate(above, below, per=per)
    assert ours is not None
    slack = 0 if row.area.startswith(AUTHORITIES) else ROUNDED_BY
    return Recomputed(
        row=row,
        published=Decimal(row.published or ""),
        ours=Decimal(repr(ours)).quantize(Decimal("0.1"), ROUND_HALF_UP),
        least=(above - slack) / (below + slack) * per,
        most=(above + slack) / (below - slack) * per,
    )


@pytest.mark.parametrize(
    ("reference", "indicator", "authorities_only", "rows"),
    [
        # The rates of regions stand on counts rounded to ten and on unrounded children, so C1 is of authorities.
        ("C1", "referrals-rate", True, 1794),
        ("C2", "re-referrals", False, 1939),
        ("C3", "children-re-referred", False, 1944),
        ("C4", "referrals-nfa", False, 1873),
        ("C5", "assessed-not-in-need", False, 1931),
        ("C12", "repeat-cpp", False, 1918),
    ],
)
def test_every_published_figure_is_recomputed_from_its_counts(
    reference: str, indicator: str, authorities_only: bool, rows: int
) -> None:
    assert queries.indicator(indicator).reference == reference
    found = recomputed(indicator, authorities_only=authorities_only)
    assert len(found) == rows
    assert [one for one in found if one.is_of_an_authority and one.ours != one.published] == []
    assert [one for one in found if not one.is_allowed] == []


def test_reviews_in_time_are_recomputed_but_for_what_rounding_to_ten_does_to_small_regions() -> None:
    """C13: 1,902 of 1,928 rows within a tenth; the other 26 are regions, within what their rounded counts allow."""
    found = recomputed("cpp-reviews-in-time")
    near = [one for one in found if abs(one.ours - one.published) <= Decimal("0.1")]
    assert (len(found), len(near)) == (1928, 1902)
    assert [one for one in found if one.is_of_an_authority and one.ours != one.published] == []
    assert [one for one in found if not one.is_allowed] == []


@pytest.mark.parametrize(
    ("indicator", "area", "period", "value", "numerator", "denominator"),
    [
        ("re-referrals", ENGLAND, "2024", "22.4%", 139_080, 621_880),
        ("children-re-referred", ENGLAND, "2024", "21.0%", 115_550, 551_060),
        ("referrals-nfa", ENGLAND, "2024", "6.3%", 38_920, 621_880),
        ("assessed-not-in-need", ENGLAND, "2024", "30.3%", 188_300, 621_880),
        ("assessments-45-days", ENGLAND, "2022", "84.5%", None, None),
        ("assessments-45-days", ENGLAND, "2023", "82.5%", None, None),
        ("assessments-45-days", ENGLAND, "2024", "84.5%", None, 643_170),
        ("assessment-median-days", ENGLAND, "2024", "34", None, None),
        ("section-47-rate", ENGLAND, "2024", "187.1", 224_520, 11_998_646),
        ("icpc-15-days", ENGLAND, "2022", "79.2%", None, None),
        ("icpc-15-days", ENGLAND, "2023", "78.4%", None, None),
        ("icpc-15-days", ENGLAND, "2024", "79.7%", None, 72_250),
        ("section-47-to-icpc", ENGLAND, "2024", "32.2%", 72_250, 224_520),
        ("cpp-rate", ENGLAND, "2024", "41.6", 49_900, 11_998_646),
        ("repeat-cpp", ENGLAND, "2024", "24.7%", 15_330, 62_110),
        ("cpp-reviews-in-time", ENGLAND, "2024", "89.8%", None, None),
        ("referrals-from-police", ENGLAND, "2024", "28.5%", 177_210, 621_880),
        ("referrals-from-schools", ENGLAND, "2024", "20.3%", None, 621_880),
        ("re-referrals", NOTTINGHAMSHIRE, "2024", "25.8%", 2_186, 8_462),
        ("assessed-not-in-need", NOTTINGHAMSHIRE, "2024", "60.4%", None, 8_462),
        ("assessments-45-days", NOTTINGHAMSHIRE, "2024", "95.2%", None, None),
        ("icpc-15-days", NOTTINGHAMSHIRE, "2024", "94.3%", None, None),
        ("referrals-nfa", NOTTINGHAMSHIRE, "2024", "0.0%", 0, 8_462),
        ("re-referrals", MANCHESTER, "2024", "18.7%", None, 6_525),
        ("re-referrals", MANCHESTER, "2019", "27.5%", None, 11_174),
        ("assessed-not-in-need", MANCHESTER, "2024", "12.6%", None, 6_525),
        ("assessments-45-days", MANCHESTER, "2024", "81.0%", None, None),
        ("icpc-15-days", MANCHESTER, "2024", "85.2%", None, None),
        ("re-referrals", PLYMOUTH, "2024", "20.1%", None, 3_879),
        ("assessed-not-in-need", PLYMOUTH, "2024", "41.4%", None, 3_879),
        ("assessments-45-days", PLYMOUTH, "2024", "66.5%", None, None),
        ("icpc-15-days", PLYMOUTH, "2024", "87.3%", None, None),
    ],
)
def test_the_figures_that_the_list_of_formulas_names_come_out(
    indicator: str, area: str, period: str, value: str, numerator: int | None, denominator: int | None
) -> None:
    figure = queries.value(indicator, area, period)
    assert figure.text == value
    assert numerator in (None, figure.numerator)
    assert denominator in (None, figure.denominator)


def test_a_true_nought_is_a_number_and_a_symbol_is_not() -> None:
    assert queries.value("referrals-nfa", NOTTINGHAMSHIRE, "2024").value == 0
    symbols = {row.symbol for row in rows_of("dfe-cin", "referrals-nfa") if row.value is None}
    assert symbols <= {"c", "u", "x", "z"}
    assert symbols >= {"c", "x"}


def test_two_vintages_of_children_are_two_series() -> None:
    rebased = queries.value("children-0-17-rebased", NOTTINGHAMSHIRE, "2020")
    assert (rebased.text, rebased.vintage) == ("162,873", "Mid-year estimates rebased on the 2021 census")
    assert queries.value("children-0-17", ENGLAND, "2020").text == "12,093,288"
    assert queries.value("children-0-17", ENGLAND, "2020").vintage != rebased.vintage


def test_deprivation_of_england_is_the_mean_of_its_small_areas_weighted_by_people() -> None:
    figure = queries.value("imd-2019-score", ENGLAND, "2019")
    assert figure.computed == "rolled up from 32,844 parts"
    assert round(figure.value or 0, 4) == 21.7221
    assert figure.denominator == 54_728_204
    assert queries.value("children-most-deprived-tenth", ENGLAND, "2019").numerator == 1_500_426
