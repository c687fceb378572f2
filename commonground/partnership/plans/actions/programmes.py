"""Programmes: started, changed, agreed as they stand, with the measures agreed for them."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.text import slugify

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.plans import access
from commonground.partnership.plans.models import Measure, Milestone, Plan, Programme, ProgrammeOverride
from commonground.partnership.plans.rules import plans as plan_rules
from commonground.partnership.plans.rules import status
from commonground.partnership.plans.rules.programmes import MilestoneState

if TYPE_CHECKING:
    from commonground.ground.partners.models import Organisation, Practitioner
    from commonground.ground.places.models import Area


@audit.atomic()
def start_programme(
    *,
    plan: Plan,
    name: str,
    area: "Area",
    owner: "Organisation",
    starts_on: date,
    sponsor: "Practitioner | None" = None,
    about: str = "",
    source: str = "",
    known_until: date | None = None,
    is_invented: bool = False,
    by: Viewer,
) -> Programme:
    """Begin a programme that delivers a plan. Raises Refused; Invalid for a name that is taken."""
    access.check_can_keep(by, plan)
    _check_name(name)
    made = Programme.objects.create(
        plan=plan,
        slug=plan_rules.slug_for(slugify(name), taken=Programme.objects.values_list("slug", flat=True)),
        name=name.strip(),
        area=area,
        owner=owner,
        sponsor=sponsor,
        starts_on=starts_on,
        about=about.strip(),
        source=source.strip(),
        known_until=known_until,
        is_invented=is_invented,
    )
    audit.record("programme started", by=by, about=made, persons=[sponsor.pk] if sponsor else [])
    return made


@audit.atomic()
def change_programme(
    *,
    programme: Programme,
    based_on: int,
    name: str,
    owner: "Organisation",
    sponsor: "Practitioner | None",
    about: str,
    source: str,
    by: Viewer,
) -> None:
    """Another name, owner or sponsor. Raises Refused, Invalid, Conflict."""
    access.check_can_keep(by, programme.plan)
    if name.strip() != programme.name:
        _check_name(name)
    facts = {"owner": owner, "sponsor": sponsor, "about": about.strip(), "source": source.strip()}
    change(programme, based_on=based_on, name=name.strip(), **facts)
    audit.record("programme changed", by=by, about=programme, persons=[sponsor.pk] if sponsor else [])


@audit.atomic()
def agree_programme(*, programme: Programme, based_on: int, agreed_on: date, agreed_by: str, by: Viewer) -> None:
    """Keep what it holds today as its baseline: later workstreams and milestones show as additions (L9). Once.
    Raises Refused, Conflict; Invalid for a day to come, without workstreams, without who agreed it."""
    access.check_can_keep(by, programme.plan)
    if programme.agreed_on is not None:
        raise Refused(f"{programme.name} was agreed on {programme.agreed_on:%-d %B %Y}. Its baseline stays as it was.")
    held = _held(programme)
    _check_agreed(agreed_on, agreed_by, by.today)
    if not held:
        raise Invalid("The programme was not agreed.", [Problem("It has no workstreams yet: add them first.")])
    change(programme, based_on=based_on, agreed_on=agreed_on, agreed_by=agreed_by.strip(), baseline=held)
    audit.record("programme agreed", by=by, about=programme, details={"held": len(held)})


@audit.atomic()
def agree_measures(
    *,
    programme: Programme,
    based_on: int,
    measures: Sequence[Measure],
    agreed_on: date,
    agreed_by: str,
    by: Viewer,
) -> None:
    """By which measures of its plan a programme is judged (L13; 002:201). Another set takes the place of the one
    before. Raises Refused, Conflict; Invalid for none, one of another plan, a day to come."""
    access.check_can_keep(by, programme.plan)
    _check_agreed(agreed_on, agreed_by, by.today)
    if not measures:
        raise Invalid("Nothing was agreed.", [Problem("Choose at least one measure.", column="measures")])
    if any(one.plan_id != programme.plan_id for one in measures):
        raise Invalid("Nothing was agreed.", [Problem("Choose measures of the plan.", column="measures")])
    change(programme, based_on=based_on, measures_agreed_on=agreed_on, measures_agreed_by=agreed_by.strip())
    chosen = {one.pk for one in measures}
    for one in Measure.objects.filter(plan=programme.plan_id):
        if (one.pk in chosen) != (one.programme_id == programme.pk):
            change(one, based_on=one.version, programme=programme if one.pk in chosen else None)
    audit.record("measures of a programme agreed", by=by, about=programme, details={"measures": len(chosen)})


@audit.atomic()
def set_programme_status(
    *, programme: Programme, status_is: str, reason: str, until: date, by: Viewer
) -> ProgrammeOverride:
    """Say that a programme stands other than its dates say, until a day. Raises Refused, Invalid without a reason."""
    access.check_can_keep(by, programme.plan)
    status.check_override(status.Status(status_is), reason, until=until, on=by.today)
    made = ProgrammeOverride.objects.create(
        programme=programme,
        status=status_is,
        reason=reason.strip(),
        starts_on=by.today,
        until=until,
        by=by.label,
        at=by.now,
    )
    audit.record("status of a programme set by hand", by=by, about=programme)
    return made


def _held(programme: Programme) -> list[dict[str, Any]]:
    """Its workstreams and open or reached milestones, as a baseline keeps them."""
    rows: list[dict[str, Any]] = [
        {"id": str(one.pk), "kind": "workstream", "title": one.name, "due_on": None}
        for one in programme.workstreams.all()
    ]
    milestones = Milestone.objects.filter(workstream__programme=programme).exclude(status=MilestoneState.DROPPED)
    for one in milestones:
        due = one.due_on.isoformat() if one.due_on else None
        rows.append({"id": str(one.pk), "kind": "milestone", "title": one.title, "due_on": due})
    return rows


def _check_agreed(agreed_on: date, agreed_by: str, today: date) -> None:
    problems = []
    if agreed_on > today:
        problems.append(Problem("This day has not come yet.", column="agreed_on"))
    if not agreed_by.strip():
        problems.append(Problem("Say who agreed it.", column="agreed_by"))
    if problems:
        raise Invalid("Nothing was agreed.", problems)


def _check_name(name: str) -> None:
    if Programme.objects.filter(name__iexact=name.strip()).exists():
        raise Invalid("The programme was not saved.", [Problem("There is a programme with this name.", column="name")])
