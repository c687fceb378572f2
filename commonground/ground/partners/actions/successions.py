"""Mergers and splits of organisations."""

from collections.abc import Sequence
from datetime import date

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import access, rules
from commonground.ground.partners.actions.posts import end_posts
from commonground.ground.partners.models import Organisation, OrganisationSuccession, Post, Team

NOT_RECORDED = "The merger was not recorded."


@audit.atomic()
def record_succession(
    *,
    organisation: Organisation,
    based_on: int,
    successors: Sequence[Organisation],
    happened_on: date,
    moves_teams: bool,
    note: str = "",
    by: Viewer,
) -> None:
    """One body took the place of `organisation` (a merger), or several did (a split). It ends on that day.

    Its teams go along with their people and areas where `moves_teams` and there is one successor, else they and their
    posts end. Offers end. Roles of accounts are left alone: rights never move by themselves
    (docs/decisions/0061). Raises Invalid for a merger into itself, in a circle, or on a day to come; Conflict.
    """
    access.check_can_keep_all(by)
    _check(organisation, successors, happened_on, moves_teams=moves_teams, today=by.today)
    change(organisation, based_on=based_on, ends_on=happened_on)
    OrganisationSuccession.objects.bulk_create(
        OrganisationSuccession(former=organisation, successor=one, happened_on=happened_on, note=note.strip())
        for one in successors
    )
    open_teams = list(organisation.teams.exclude(ends_on__lte=happened_on).select_related("organisation"))
    if moves_teams:
        _move_teams(open_teams, successors[0])
    else:
        _end_teams(open_teams, happened_on, by=by)
    for offer in organisation.offers.current_on(happened_on).filter(starts_on__lt=happened_on):
        change(offer, based_on=offer.version, ends_on=happened_on)
    details = {"by": [one.slug for one in successors], "on": happened_on, "teams": len(open_teams)}
    audit.record("organisation succeeded", by=by, about=organisation, details={**details, "moved": moves_teams})


def _check(
    organisation: Organisation, successors: Sequence[Organisation], happened_on: date, *, moves_teams: bool, today: date
) -> None:
    problem = None
    if not successors:
        problem = Problem("Nobody takes its place.", "Choose who does, or give it a last day.", column="successors")
    elif organisation in successors:
        problem = Problem("An organisation cannot merge into itself.", "Choose another.", column="successors")
    elif happened_on > today:
        problem = Problem("This day has not come.", "Record a merger when it has happened.", column="happened_on")
    elif organisation.starts_on and happened_on <= organisation.starts_on:
        problem = Problem("It had not begun on this day.", "Look at its first day.", column="happened_on")
    elif organisation.succeeded_by.exists():
        problem = Problem(f"Its place was taken by {organisation.succeeded_by.first().successor} already.")  # type: ignore[union-attr]  # it exists, as was just asked
    elif moves_teams and len(successors) > 1:
        what = "After a split nobody can say by rule which team goes where."
        problem = Problem(what, "Let its teams end, and add them to the new bodies.", column="moves_teams")
    if problem:
        raise Invalid(NOT_RECORDED, [problem])
    rows = OrganisationSuccession.objects.values_list("former__name", "successor__name")
    steps = [rules.Step(*row) for row in rows] + [rules.Step(organisation.name, one.name) for one in successors]
    what = "nobody takes the place of a body that took theirs."
    rules.check_no_circle(steps, sentence=NOT_RECORDED, what=what, column="successors")


def _move_teams(teams: Sequence[Team], successor: Organisation) -> None:
    """To the one successor, under a name of their own where it has a team of that name."""
    taken = set(successor.teams.values_list("name", flat=True))
    for team in teams:
        name = team.name if team.name not in taken else f"{team.name} (formerly {team.organisation.name})"[:200]
        change(team, based_on=team.version, organisation=successor, name=name)


def _end_teams(teams: Sequence[Team], day: date, *, by: Viewer) -> None:
    for team in teams:
        end_posts(posts=Post.objects.filter(team=team), day=day, by=by)
        team.coverage.filter(starts_on__gte=day).delete()
        team.coverage.filter(ends_on=None).update(ends_on=day)
        if team.starts_on < day:
            change(team, based_on=team.version, ends_on=day)
