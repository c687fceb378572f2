"""Teams, the areas they cover, and who answers for them."""

from collections.abc import Sequence
from datetime import date

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import access, queries, rules
from commonground.ground.partners.actions.posts import end_posts
from commonground.ground.partners.models import Organisation, Post, Practitioner, Sector, Team, TeamCoverage

NOT_KEPT = "The team was not kept."


@audit.atomic()
def add_team(
    *,
    organisation: Organisation,
    name: str,
    service: Sector,
    starts_on: date,
    about: str = "",
    within: Team | None = None,
    areas: str | Sequence[str] = "",
    by: Viewer,
) -> Team:
    """A team of an organisation, and the areas it covers from its first day (as text one a line, or a list).

    Raises Refused, and Invalid where the organisation has a team of this name or an area is not known.
    """
    access.check_can_keep(by, organisation)
    _check_name(organisation, name)
    team = Team.objects.create(
        organisation=organisation,
        name=_tidy(name),
        service=service,
        about=about.strip(),
        within=_whole(organisation, within),
        starts_on=starts_on,
    )
    covered = queries.areas_named(areas, on=by.today)
    TeamCoverage.objects.bulk_create(TeamCoverage(team=team, area=area, starts_on=starts_on) for area in covered)
    audit.record("team added", by=by, about=team, details={"areas": [area.key for area in covered]})
    return team


@audit.atomic()
def change_team(
    *,
    team: Team,
    based_on: int,
    name: str,
    service: Sector,
    about: str = "",
    within: Team | None = None,
    accountable: Practitioner | None = None,
    areas: str | Sequence[str] = "",
    areas_from: date | None = None,
    ends_on: date | None = None,
    by: Viewer,
) -> Team:
    """Change a team. Areas it no longer covers end on `areas_from` (today, as a rule), new ones begin then.

    With `ends_on` its posts and its areas end on that day too. Raises Conflict with both values, Invalid, Refused.
    """
    access.check_can_keep(by, team.organisation)
    if _tidy(name) != team.name:
        _check_name(team.organisation, name)
    _check_structure(team, within)
    if ends_on and ends_on <= team.starts_on:
        raise Invalid(NOT_KEPT, [Problem("A team must end after it starts.", column="ends_on")])
    values = {"name": _tidy(name), "service": service, "about": about.strip(), "within": within}
    change(team, based_on=based_on, **values, accountable=accountable, ends_on=ends_on)
    moved = _cover(team, areas, areas_from or by.today, today=by.today)
    if ends_on:
        end_posts(posts=Post.objects.filter(team=team), day=ends_on, by=by)
        team.coverage.filter(ends_on=None, starts_on__lt=ends_on).update(ends_on=ends_on)
    persons = [accountable.pk] if accountable else []
    audit.record("team changed", by=by, about=team, details=moved, persons=persons)
    return team


def _cover(team: Team, areas: str | Sequence[str], day: date, *, today: date) -> dict[str, object]:
    wanted = {area.pk: area for area in queries.areas_named(areas, on=today)}
    held = {row.area_id: row for row in team.coverage.filter(ends_on=None)}
    first = max(day, team.starts_on)
    for area_id, row in held.items():
        if area_id not in wanted:
            _end_coverage(row, first)
    new = [area for pk, area in wanted.items() if pk not in held]
    TeamCoverage.objects.bulk_create(TeamCoverage(team=team, area=area, starts_on=first) for area in new)
    ended = [str(pk) for pk in held if pk not in wanted]
    return {"areas begun": [area.key for area in new], "areas ended": ended, "from": first}


def _end_coverage(row: TeamCoverage, day: date) -> None:
    """An area that was to begin on that day or later never was covered."""
    if row.starts_on >= day:
        row.delete()
    else:
        row.ends_on = day
        row.save(update_fields=["ends_on"])


def _check_name(organisation: Organisation, name: str) -> None:
    problem = None
    if not _tidy(name):
        problem = Problem("The team has no name.", "Give it one.", column="name")
    elif organisation.teams.filter(name__iexact=_tidy(name)).exists():
        problem = Problem(f"{organisation} has a team of this name.", "Choose another name.", column="name")
    if problem:
        raise Invalid(NOT_KEPT, [problem])


def _check_structure(team: Team, within: Team | None) -> None:
    if _whole(team.organisation, within) is None:
        return
    assert within is not None
    rows = Team.objects.filter(organisation=team.organisation).exclude(within=None).exclude(pk=team.pk)
    steps = [rules.Step(*row) for row in rows.values_list("name", "within__name")]
    steps.append(rules.Step(team.name, within.name))
    rules.check_no_circle(steps, sentence=NOT_KEPT, what="a team cannot be part of itself.", column="within")


def _whole(organisation: Organisation, within: Team | None) -> Team | None:
    if within is not None and within.organisation_id != organisation.pk:
        raise Invalid(NOT_KEPT, [Problem("A team is part of a team of its own organisation.", column="within")])
    return within


def _tidy(name: str) -> str:
    return " ".join(name.split())
