"""Neighbours of both published editions, and the funnel of all authorities, held against the files themselves."""

import csv
from pathlib import Path

import pytest

from commonground.foundation.analysis.funnel import Position
from commonground.foundation.kernel.viewer import Viewer, public
from commonground.ground.evidence import actions, queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("imported")]

NOTTINGHAMSHIRE, MANCHESTER, PLYMOUTH = "E10000024", "E08000003", "E06000026"
C1 = Path("dfe_children_in_need") / "c1_children_in_need_referrals_and_rereferrals_2013_to_2024.csv"
COMPLETE_YEARS = 1500  # authority-years with all twelve months, at the least
AUTHORITY_YEARS = 149  # authorities with a published re-referral figure for 2024

# As the Department for Education lists them, the most alike first.
EDITIONS = {
    NOTTINGHAMSHIRE: {
        "april-2021": ["Derbyshire", "Staffordshire", "Lancashire", "Worcestershire", "Lincolnshire",
                       "North Northamptonshire", "Cumbria", "Essex", "Kent", "Cheshire West and Chester"],
        "may-2025": ["Derbyshire", "Suffolk", "Somerset", "Kent", "Norfolk",
                     "Warwickshire", "Leicestershire", "North Somerset", "Staffordshire", "Lancashire"],
    },
    MANCHESTER: {
        "april-2021": ["Nottingham", "Bristol, City of", "Southampton", "Birmingham", "Salford",
                       "Portsmouth", "Sheffield", "Liverpool", "Wolverhampton", "Newcastle upon Tyne"],
        "may-2025": ["Nottingham", "Birmingham", "Newcastle upon Tyne", "Enfield", "Bradford",
                     "Salford", "Middlesbrough", "Southampton", "Haringey", "Oldham"],
    },
    PLYMOUTH: {
        "april-2021": ["Torbay", "Portsmouth", "Telford and Wrekin", "Isle of Wight", "Southend-on-Sea",
                       "Rotherham", "Bournemouth, Christchurch and Poole", "Medway", "Peterborough", "Tameside"],
        "may-2025": ["Tameside", "Torbay", "Telford and Wrekin", "Dudley", "Rotherham",
                     "Wakefield", "Kirklees", "Gateshead", "Medway", "Cornwall"],
    },
}  # fmt: skip


@pytest.fixture
def both_editions(published_data: Path, importer: Viewer) -> None:
    for name in ("sn_april_2021.xlsx", "sn_may_2025.xlsx"):
        actions.import_neighbours(path=published_data / "statistical_neighbours" / name, by=importer)


def referrals(published_data: Path, year: str) -> dict[str, tuple[str, str]]:
    """Code of each authority → re-referrals and referrals, as the file has them."""
    with (published_data / C1).open(encoding="utf-8-sig", newline="") as opened:
        return {
            row["new_la_code"]: (row["Re_referrals"], row["Referrals"])
            for row in csv.DictReader(opened)
            if row["time_period"] == year and row["geographic_level"] == "Local authority"
        }


@pytest.mark.usefixtures("both_editions")
@pytest.mark.parametrize("area", EDITIONS)
def test_the_neighbours_of_each_place_in_both_editions(area: str) -> None:
    found = {edition: [one.name for one in listed] for edition, listed in queries.neighbours_of(area).items()}
    assert found == EDITIONS[area]


@pytest.mark.usefixtures("both_editions")
def test_neighbours_together_are_the_sum_of_their_counts(published_data: Path, importer: Viewer) -> None:
    actions.prepare_figures(by=importer)
    page = queries.compare_page(NOTTINGHAMSHIRE, viewer=public(importer.now), period="2024", against="neighbours")
    row = next(row for row in page.rows if row.figure.indicator == "re-referrals")
    published = referrals(published_data, "2024")
    neighbours = [one.code for one in queries.neighbours_of(NOTTINGHAMSHIRE)["april-2021"]]
    held = [tuple(map(int, published[code])) for code in neighbours if code in published]
    assert row.neighbours is not None
    assert row.neighbours.value == pytest.approx(100 * sum(top for top, _ in held) / sum(below for _, below in held))
    assert (row.neighbours.known, row.neighbours.of) == (9, 10)  # Cumbria was no more in that year
    assert page.edition is not None
    assert (page.edition[0].slug, page.edition[1]) == ("april-2021", True)
    assert row.standing is not None
    assert (row.standing.rank, row.standing.of, row.standing.missing) == (12, AUTHORITY_YEARS, 4)


def test_the_funnel_of_re_referrals_holds_every_authority(published_data: Path) -> None:
    page = queries.funnel_page("re-referrals", "2024", among="local authorities", area=NOTTINGHAMSHIRE)
    published = referrals(published_data, "2024")
    assert len(page.rows) == len(published)
    known = [row for row in page.rows if row.figure.value is not None]
    assert len(known) == AUTHORITY_YEARS
    assert page.missing == sum(not top.isdigit() for top, _ in published.values()) == 4
    assert [row.figure.value for row in known] == sorted((row.figure.value for row in known), reverse=True)
    placed = {row.figure.area_key: row.position for row in known}
    assert placed[NOTTINGHAMSHIRE] is Position.ABOVE_998
    assert placed[MANCHESTER] is Position.BELOW_998
    assert all(row.limits and row.limits.lower_95 < 22.4 < row.limits.upper_95 for row in known)


def test_the_months_of_a_year_add_up_to_its_referrals(importer: Viewer) -> None:
    """Every authority and year of which all twelve months are published, as a person would add them up."""
    release = queries.releases_of("dfe-cin").get()
    rows = queries.rows_of_release(release, viewer=public(importer.now), limit=10**9)
    monthly = {(row.area, row.period): row.value for row in rows if row.indicator == "referrals-by-month"}
    authorities = ("E06", "E08", "E09", "E10")
    added = 0
    for row in rows:
        if row.indicator != "referrals" or row.value is None or not row.area.startswith(authorities):
            continue
        year = int(row.period)
        months = [f"{year - 1}-{month:02}" for month in range(4, 13)] + [f"{year}-{month:02}" for month in range(1, 4)]
        values = [value for month in months if (value := monthly.get((row.area, month))) is not None]
        if len(values) == len(months):
            assert sum(values) == row.value, (row.area, row.period)
            added += 1
    assert added > COMPLETE_YEARS
