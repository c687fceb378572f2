"""Years of a plan: begun, agreed, refreshed. What was agreed changes only in a refresh."""

from datetime import date

from django.db.models import F

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel import states
from commonground.foundation.kernel.errors import Invalid, Problem, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.plans import access, queries
from commonground.partnership.plans.models import Plan, PlanVersion
from commonground.partnership.plans.rules import plans as years
from commonground.partnership.plans.rules import versions as rules
from commonground.partnership.plans.rules.states import VERSION_MOVES, VersionState


def open_draft(plan: Plan, *, by: Viewer) -> PlanVersion:
    """For every change of what a plan says: may this viewer, and is a year being drafted? Raises Refused.

    Counts the draft's version up, so that whoever agrees it agrees what they have read.
    """
    access.check_can_keep(by, plan)
    held = plan.versions.select_for_update().filter(status=VersionState.DRAFT)
    draft = access.check_is_drafted(held.first())
    PlanVersion.objects.filter(pk=draft.pk).update(version=F("version") + 1)
    return draft


@audit.atomic()
def begin_refresh(*, plan: Plan, period: str, starts_on: date, ends_on: date, by: Viewer) -> PlanVersion:
    """Draft the next year of a plan that is agreed (L4). Raises Refused; Invalid where one is being drafted, or for a
    year that begins before the one before it."""
    access.check_can_keep(by, plan)
    years.check_year(starts_on, ends_on)
    last = plan.versions.select_for_update().order_by("-number").first()
    if last is not None and last.is_draft:
        raise Invalid("Nothing was begun.", [Problem("A refresh of this plan is being drafted already.")])
    if last is not None and starts_on <= last.starts_on:
        raise Invalid(
            "Nothing was begun.", [Problem(f"It must begin after {last.starts_on:%-d %B %Y}.", column="starts_on")]
        )
    made = PlanVersion.objects.create(
        plan=plan,
        number=last.number + 1 if last else 1,
        name=period.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
        made_at=by.now,
    )
    audit.record("refresh of a plan begun", by=by, about=made)
    return made


@audit.atomic()
def change_version(
    *, version: PlanVersion, based_on: int, period: str, starts_on: date, ends_on: date, summary: str, by: Viewer
) -> None:
    """Its days, and what changed since the last one and why. Raises Refused once it is agreed, Invalid, Conflict."""
    access.check_can_keep(by, version.plan)
    if not version.is_draft:
        raise Refused("What was agreed is not changed any more. Begin the refresh of the plan.")
    years.check_year(starts_on, ends_on)
    change(
        version,
        based_on=based_on,
        name=period.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
        summary=summary.strip(),
    )
    audit.record("year of a plan changed", by=by, about=version)


@audit.atomic()
def agree_version(*, version: PlanVersion, based_on: int, agreed_on: date, agreed_by: str, by: Viewer) -> None:
    """Freeze the draft as agreed; the year before gives way to it.

    Raises Refused; Invalid where a priority lacks evidence, an action or a measure (L5, L19), or for a day to come;
    Conflict where somebody changed the plan since the viewer read it.
    """
    access.check_can_keep(by, version.plan)
    states.check_move(VERSION_MOVES, VersionState(version.status), VersionState.AGREED, what="This year of the plan")
    if agreed_on > by.today:
        raise Invalid("The plan was not agreed.", [Problem("Enter a day that has come.", column="agreed_on")])
    content = queries.content_now(version.plan)
    rules.check_is_whole(content)
    older = PlanVersion.objects.filter(plan=version.plan, status=VersionState.AGREED)
    older.update(status=VersionState.SUPERSEDED, version=F("version") + 1)
    change(
        version,
        based_on=based_on,
        status=VersionState.AGREED,
        agreed_on=agreed_on,
        agreed_by=agreed_by.strip(),
        content=content,
    )
    audit.record("year of a plan agreed", by=by, about=version, details={"by": agreed_by.strip(), "on": agreed_on})
