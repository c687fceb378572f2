"""Teams, what they cover, and how that meets the localities of a map (P13)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Sum

from commonground.foundation.audit.along import Along, listed
from commonground.foundation.kernel.errors import NotFound
from commonground.ground.partners import rules
from commonground.ground.partners.models import Organisation, Team, TeamCoverage
from commonground.ground.partners.queries.organisations import Asked
from commonground.ground.places import queries as places

if TYPE_CHECKING:
    from commonground.ground.places.models import Area, FootprintVersion

# What is read along with a team.
PARTS = Along(Team, order=lambda one: one.name)
COVERAGE = Along(TeamCoverage, "area", "area__type", order=lambda one: (one.area.name, one.starts_on))


@dataclass(frozen=True)
class TeamFit:
    """A team, the areas it covers on the day, and how they meet the localities of a map."""

    team: Team
    areas: "Sequence[Area]"
    meeting: rules.Meeting


@dataclass(frozen=True)
class ServiceFit:
    """How many teams of one sector work in whole localities; `unknown` have no area on record."""

    service: str
    teams: int
    aligned: int
    unknown: int
    percent: int | None


@dataclass(frozen=True)
class Alignment:
    """Every team as it meets one version of a map on a day, and the sums."""

    version: "FootprintVersion"
    on: date
    teams: Sequence[TeamFit]
    services: Sequence[ServiceFit]
    overall: ServiceFit


def teams(asked: Asked, *, on: date) -> QuerySet[Team]:
    """The teams of a day that fit, with their areas and the full-time equivalents in post. Two queries, four with a
    place."""
    found = _with_areas(Team.objects.current_on(on), on).select_related("organisation", "service")
    if asked.words:
        found = found.filter(Q(name__icontains=asked.words) | Q(organisation__name__icontains=asked.words))
    if asked.sector:
        found = found.filter(service=asked.sector)
    if asked.place is not None:
        held = TeamCoverage.objects.current_on(on)
        near = places.touching(asked.place) & set(held.values_list("area", flat=True).distinct())
        found = found.filter(pk__in=held.filter(area__in=near).values("team"))
    held_now = Q(posts__starts_on__lte=on) & (Q(posts__ends_on=None) | Q(posts__ends_on__gt=on))
    return found.annotate(fte=Sum("posts__fte_hundredths", filter=held_now)).order_by("organisation__name", "name")


def teams_covering(place: "Area", *, on: date, as_areas_are: str) -> list[Team]:
    """The teams of a day that cover a place, a part of it, or what holds it, with their service and the full-time
    equivalents in post. One query, and another where nobody asked of this place before.

    Teams are few, and thousands of areas touch a county, more than a query may name: they are told apart here.
    """
    near = places.touching(place, as_areas_are=as_areas_are)
    covered = listed(TeamCoverage.objects.current_on(on).filter(team=OuterRef("pk")), "area")
    rows: Any = teams(Asked(), on=on).prefetch_related(None).annotate(covered=covered)
    return [one for one in rows if not near.isdisjoint(UUID(area) for (area,) in one.covered or ())]


def teams_of(organisation: Organisation, *, on: date) -> list[Team]:
    """The teams of an organisation that have not ended, with the areas they cover now. Two queries."""
    running = Team.objects.filter(Q(ends_on=None) | Q(ends_on__gt=on), organisation=organisation)
    return list(_with_areas(running, on).select_related("service", "within"))


def team(team_id: UUID) -> Team:
    """A team with its organisation, the team it is part of and all areas it ever covered. Raises NotFound."""
    found = (
        Team.objects.select_related("organisation", "service", "within", "accountable")
        .annotate(
            parts_seen=PARTS.of(Team.objects.filter(within=OuterRef("pk"))),
            coverage_seen=COVERAGE.of(TeamCoverage.objects.filter(team=OuterRef("pk"))),
        )
        .filter(pk=team_id)
        .first()
    )
    if found is None:
        raise NotFound("There is no such team.")
    PARTS.keep(found, "parts", found.parts_seen)
    COVERAGE.keep(found, "coverage", found.coverage_seen)
    return found


def alignment(version: "FootprintVersion", *, on: date, asked: Asked | None = None) -> Alignment:
    """How the teams of a day meet the finest localities of a version. About a dozen queries, however many teams."""
    held = list(teams(asked or Asked(), on=on))
    localities = places.localities(version)
    finest = places.finest_level(version.footprint)
    grounds = [
        rules.LocalityGround(one.area.name, frozenset(str(part.pk) for part in one.parts))
        for one in localities.get(finest, ())
    ]
    bases = {part for ground in grounds for part in ground.parts}
    covered = {team.pk: [str(row.area_id) for row in team.coverage.all()] for team in held}
    everything = bases.union(*covered.values())
    within = {
        str(area): frozenset(map(str, areas))
        for area, areas in places.inside([UUID(one) for one in everything]).items()
    }
    tilings = _tilings(bases, within)
    fits = [
        TeamFit(
            team,
            [row.area for row in team.coverage.all()],
            rules.meet(covered[team.pk], grounds, within=within, tilings=tilings),
        )
        for team in held
    ]
    return Alignment(version, on, fits, _by_service(fits), _sum("All teams", fits))


def _tilings(bases: Iterable[str], within: dict[str, frozenset[str]]) -> dict[str, list[frozenset[str]]]:
    """Every base area → the sets of smaller areas that fill it: all of its wards of one year."""
    smaller = {UUID(area) for base in bases for area in within.get(base, ()) if area != base}
    sets = [frozenset(map(str, areas)) for areas in places.sets_of(smaller).values()]
    return {base: [tiles for one in sets if (tiles := one & within[base])] for base in bases if base in within}


def _by_service(fits: Iterable[TeamFit]) -> list[ServiceFit]:
    held: dict[str, list[TeamFit]] = defaultdict(list)
    for one in fits:
        held[one.team.service.name].append(one)
    return [_sum(service, held[service]) for service in sorted(held)]


def _sum(service: str, fits: Sequence[TeamFit]) -> ServiceFit:
    kinds = [one.meeting.fit for one in fits]
    aligned, unknown = kinds.count(rules.Fit.ALIGNED), kinds.count(rules.Fit.UNKNOWN)
    return ServiceFit(service, len(fits), aligned, unknown, rules.percent_aligned(kinds))


def _with_areas(found: QuerySet[Team], on: date) -> QuerySet[Team]:
    rows = TeamCoverage.objects.current_on(on).select_related("area")
    return found.prefetch_related(Prefetch("coverage", rows))
