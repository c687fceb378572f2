"""Pilots: begun with what counts as success, read, decided (H20)."""

from datetime import date
from decimal import Decimal

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.plans.actions.milestones import check_can_steer
from commonground.partnership.plans.models import Measure, Pilot, PilotReading, Workstream
from commonground.partnership.plans.rules import programmes as rules


@audit.atomic()
def start_pilot(
    *,
    workstream: Workstream,
    name: str,
    where: str,
    measured_by: str,
    success: str,
    starts_on: date,
    ends_on: date | None = None,
    about: str = "",
    measure: Measure | None = None,
    by: Viewer,
) -> Pilot:
    """Do something in one place first. Raises Refused; Invalid for a name that is taken, a measure of another plan, an
    end before the beginning."""
    check_can_steer(by, workstream)
    problems = []
    if ends_on is not None and ends_on <= starts_on:
        problems.append(Problem("It must end after it starts.", column="ends_on"))
    if workstream.pilots.filter(name__iexact=name.strip()).exists():
        problems.append(Problem("The workstream has a pilot with this name.", column="name"))
    if measure is not None and measure.plan_id != workstream.programme.plan_id:
        problems.append(Problem("Choose a measure of the plan.", column="measure"))
    if problems:
        raise Invalid("The pilot was not saved.", problems)
    made = Pilot.objects.create(
        workstream=workstream,
        name=name.strip(),
        where=where.strip(),
        about=about.strip(),
        measured_by=measured_by.strip(),
        success=success.strip(),
        measure=measure,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    audit.record("pilot started", by=by, about=made)
    return made


@audit.atomic()
def read_pilot(
    *, pilot: Pilot, on: date, text: str, source: str, value: Decimal | None = None, by: Viewer
) -> PilotReading:
    """What was measured on a day, and who says so. Raises Refused, Invalid."""
    check_can_steer(by, pilot.workstream)
    problems = []
    if on > by.today:
        problems.append(Problem("This day has not come yet.", column="on"))
    if on < pilot.starts_on:
        problems.append(Problem(f"The pilot began later, on {pilot.starts_on:%-d %B %Y}.", column="on"))
    problems += [
        Problem(words, column=column)
        for column, written, words in (
            ("text", text, "Say what was measured, in words."),
            ("source", source, "Say where this comes from."),
        )
        if not written.strip()
    ]
    if problems:
        raise Invalid("The reading was not saved.", problems)
    made = PilotReading.objects.create(
        pilot=pilot, on=on, value=value, text=text.strip(), source=source.strip(), by=by.label, at=by.now
    )
    audit.record("pilot read", by=by, about=pilot)
    return made


@audit.atomic()
def decide_pilot(
    *, pilot: Pilot, based_on: int, decision: str, decided_on: date, decided_by: str, why: str, by: Viewer
) -> None:
    """Scale, adapt or stop, with a reason. By who keeps the plan or leads the workstream. Raises Refused, Conflict;
    Invalid without a reading."""
    check_can_steer(by, pilot.workstream)
    readings = pilot.readings.count() + (
        pilot.measure.readings.filter(on__gte=pilot.starts_on).count() if pilot.measure else 0
    )
    rules.check_decision(readings=readings, decision=decision, why=why)
    problems = []
    if decided_on > by.today or decided_on < pilot.starts_on:
        problems.append(Problem("Choose a day since the pilot began, not one to come.", column="decided_on"))
    if not decided_by.strip():
        problems.append(Problem("Say who decided it.", column="decided_by"))
    if problems:
        raise Invalid("The decision was not saved.", problems)
    words = {"decided_by": decided_by.strip(), "why": why.strip()}
    change(pilot, based_on=based_on, decision=decision, decided_on=decided_on, **words)
    audit.record("pilot decided", by=by, about=pilot, details={"decision": decision})
