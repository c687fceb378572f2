"""Which areas a service counts for, and the page of gaps on a county of six localities."""

from dataclasses import replace
from datetime import date, time

import pytest
from django.test import Client
from django.urls import reverse

from commonground.foundation.analysis.definitions import Method, Polarity
from commonground.foundation.kernel.errors import NotFound
from commonground.ground.directory import queries
from commonground.ground.directory.models import (
    Attribute,
    Location,
    Schedule,
    Service,
    ServiceArea,
    TaxonomyTerm,
)
from commonground.ground.directory.papers import gaps as papers
from commonground.ground.directory.papers.gaps import gap_sentence
from commonground.ground.directory.queries.offers import offers
from commonground.ground.directory.rules.gaps import Standing
from commonground.ground.directory.rules.hours import hours_a_week
from commonground.ground.directory.rules.schedules import When
from commonground.ground.directory.tests.entries import ANYBODY, NOW, PLAIN_KEEPER, at, place, provider, refuge, service
from commonground.ground.directory.tests.localities import six_localities
from commonground.ground.evidence import queries as evidence
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.evidence.rules.indicators import Definition
from commonground.ground.places import queries as places
from commonground.ground.places.models import Area, FootprintVersion

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
CHILDREN = Definition(
    slug="children-0-4", name="Children", short_name="Children", definition="…", theme="t", dataset="d",
    unit="children", method=Method.COUNT, polarity=Polarity.CONTEXT, period_kind="mid-year",
)  # fmt: skip
MAP = "locality-groups-localities-six-2015"


@pytest.fixture
def six(db: None) -> FootprintVersion:
    """A county of six localities."""
    return six_localities()


def said_of(one: Service, code: str = "early-years", grouping: str = "advice") -> Service:
    Attribute.objects.create(service=one, term=TaxonomyTerm.objects.create(name=code, code=code))
    Service.objects.filter(pk=one.pk).update(grouping=grouping)
    return one


def served() -> dict[str, set[str]]:
    """Service → names of the localities that it counts for."""
    localities = next(one for one in places.area_choices(on=TODAY))
    among = {area.key: reach for area, reach in places.reach_each(localities.areas, on=TODAY).items()}
    names = {area.key: area.name for area in localities.areas}
    return {one.key: {names[key] for key in one.areas} for one in offers(among, on=TODAY)}


def named(name: str) -> Area:
    return places.area_by_reference(name, on=TODAY)


def test_a_service_counts_where_it_names_else_where_it_is_else_everywhere(six: FootprintVersion) -> None:
    county, district = service("county-wide"), service("in-one-district")
    ServiceArea.objects.create(service=county, name="Nottinghamshire", area=named("E10000024"))
    ServiceArea.objects.create(service=district, name="Mansfield", area=named("E07000174"))
    at(district, place("elsewhere", area=named("E07000171")))
    at(service("at-a-place"), place("bassetlaw", area=named("E07000171")))
    service("nowhere")
    every = {"Mansfield and Ashfield", "Bassetlaw", "Broxtowe", "Gedling", "Newark and Sherwood", "Rushcliffe"}
    assert served() == {
        "county-wide": every,
        "in-one-district": {"Mansfield and Ashfield"},
        "at-a-place": {"Bassetlaw"},
        "nowhere": every,
    }


def test_where_a_confidential_place_is_cannot_be_read_off_the_matrix(six: FootprintVersion) -> None:
    refuge()
    Location.objects.filter(is_confidential=True).update(area=named("E07000171"))
    assert len(served()["refuge"]) == 6


def test_what_does_not_run_is_no_offer(six: FootprintVersion) -> None:
    service("ended", status="defunct")
    service("gone", gone_on=TODAY)
    assert not served()


@pytest.mark.parametrize(
    ("when", "hours"),
    [
        (When(freq="WEEKLY", byday="MO,TH", opens_at=time(10), closes_at=time(12, 30)), 5),
        (When(freq="WEEKLY", interval=2, byday="MO", opens_at=time(9), closes_at=time(17)), 4),
        (When(freq="MONTHLY", byday="1SA", opens_at=time(10), closes_at=time(14)), 48 / 52),
        (When(freq="WEEKLY", byday="FR", opens_at=time(22), closes_at=time(2)), 4),
        (When(freq="WEEKLY", byday="FR"), None),
        (When(freq="WEEKLY", byday="FR", opens_at=time(9), closes_at=time(10), valid_to=date(2020, 1, 1)), None),
    ],
)
def test_hours_a_week_are_of_what_holds_and_says_when(when: When, hours: float | None) -> None:
    assert hours_a_week([when], on=TODAY) == (pytest.approx(hours) if hours is not None else None)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch, six: FootprintVersion) -> None:
    """Children aged 0 to 4: 3,000 in Mansfield and Ashfield, 1,000 in Bassetlaw, a symbol in Gedling."""
    there = {"Mansfield and Ashfield": 3000.0, "Bassetlaw": 1000.0, "Gedling": None}
    held = {
        ("children-0-4", named(name).key): (
            Figure("children-0-4", named(name).key, "2020", value=value, symbol="" if value else "c", about=CHILDREN),
        )
        for name, value in there.items()
    }
    monkeypatch.setattr(evidence, "figures_together", lambda indicators, areas: held)


@pytest.mark.usefixtures("counted")
def test_the_page_says_what_was_worked_by_hand() -> None:
    """Forty places in both: 30 fall to Mansfield and Ashfield, 10 to Bassetlaw, which has 20 of its own besides.

    Sixty places for 4,000 children are 1.5 for a hundred: 1.0 here and 3.0 there, and neither is below the half.
    """
    both = said_of(service("both", name="Play together", places=40, places_on=TODAY))
    for code in ("E07000174", "E07000171"):
        ServiceArea.objects.create(service=both, area=named(code))
    own = said_of(
        service(
            "own", name="Bassetlaw babies", provider=provider("other", name="Other Trust"), places=20, places_on=TODAY
        )
    )
    ServiceArea.objects.create(service=own, area=named("E07000171"))
    page = queries.gap_page(ANYBODY)
    line = next(one for one in page.lines if (one.row.need, one.row.grouping) == ("early-years", "advice"))
    told = {page.names[cell.area]: (cell.places, cell.standing) for cell in line.cells if cell.offers}
    assert told == {"Mansfield and Ashfield": (30, Standing.OFFERED), "Bassetlaw": (30, Standing.OFFERED)}
    assert [page.names[key] for one in page.overlaps for key in one.areas] == ["Bassetlaw"]
    gedling = next(cell for cell in line.cells if page.names[cell.area] == "Gedling")
    assert (gedling.need.symbol, gedling.standing) == ("c", Standing.NOTHING)
    assert gap_sentence(page.largest[0], page) == (
        "Mansfield and Ashfield, 0 to 4 years, play, health and learning before school (thriving): "
        "3,000 children; the directory has nothing."
    )


@pytest.mark.usefixtures("counted")
def test_a_cell_opens_what_it_is_made_of(client: Client) -> None:
    """Thirty of the forty places fall to Mansfield and Ashfield, which has 3,000 of the 4,000 children."""
    both = said_of(service("both", name="Play together", places=40, places_on=TODAY))
    for code in ("E07000174", "E07000171"):
        ServiceArea.objects.create(service=both, area=named(code))
    area = named("Mansfield and Ashfield").key
    key = queries.CellKey(MAP, area, "early-years", "0-to-4", "advice")
    (one,) = queries.gap_cell(ANYBODY, key).services
    assert papers.share_sentence(one) == "30 of its 40 places"
    shown = client.get(reverse("directory:gap-cell", args=[MAP, area, "early-years", "0-to-4", "advice"])).content
    assert b"30 of its 40 places" in shown
    assert b"3,000" in shown
    for other in (replace(key, area="E07999999"), replace(key, need="magic"), replace(key, band="0-to-99")):
        with pytest.raises(NotFound):
            queries.gap_cell(ANYBODY, other)


@pytest.mark.usefixtures("counted")
def test_until_when_a_service_is_paid_for_is_for_those_who_work_in_the_partnership(client: Client) -> None:
    said_of(service("ends", name="Ends in spring", funding_ends_on=date(2027, 3, 31)))
    assert queries.gap_page(ANYBODY).quarters is None
    (quarter,) = queries.gap_page(PLAIN_KEEPER).quarters or ()
    assert quarter.first == date(2027, 1, 1)
    assert b"31 March 2027" not in client.get(reverse("directory:gaps")).content


@pytest.mark.usefixtures("counted")
def test_the_page_and_its_paper_open_for_one_kind_of_help(client: Client) -> None:
    open_ = said_of(service("hours", name="Open house"))
    Schedule.objects.create(service=open_, freq="WEEKLY", byday="MO", opens_at=time(9), closes_at=time(12))
    answer = client.get(reverse("directory:gaps"), {"map": MAP, "grouping": "advice"}).content.decode()
    assert "Open 3 hours a week" in answer
    assert client.get(reverse("directory:gaps-file", args=["pdf"])).content.startswith(b"%PDF")


def test_another_map_or_kind_of_help_is_not_found(six: FootprintVersion) -> None:
    for asked in ({"map_slug": "atlantis"}, {"grouping": "magic"}):
        with pytest.raises(NotFound):
            queries.gap_page(ANYBODY, **asked)


@pytest.mark.usefixtures("counted")
def test_the_matrix_and_a_cell_ask_the_same_however_many_services(
    client: Client, django_assert_max_num_queries
) -> None:
    for number in range(40):
        one = said_of(service(f"many-{number}", places=5, places_on=TODAY), code=f"early-years-{number}")
        Attribute.objects.filter(service=one).update(term=_term())
    cell = [MAP, named("Bassetlaw").key, "early-years", "0-to-4", "advice"]
    for address in (reverse("directory:gaps"), reverse("directory:gap-cell", args=cell)):
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200


def _term() -> TaxonomyTerm:
    return TaxonomyTerm.objects.get_or_create(code="early-years", defaults={"name": "Early years"})[0]
