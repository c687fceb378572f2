"""Gaps: opened, given to somebody, reported on, closed with an outcome, opened again where they go on (S3, S4)."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change, check_as_seen
from commonground.foundation.kernel.errors import Invalid, Problem, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory import access, queries
from commonground.ground.directory.models import Gap, GapNote
from commonground.ground.directory.rules import kept_gaps as rules
from commonground.ground.directory.rules.kept_gaps import GapState, GapStep, Origin

if TYPE_CHECKING:
    from commonground.ground.partners.models import Organisation
    from commonground.ground.places.models import Area

LOOK_AGAIN = "Look again at what was done"


@audit.atomic()
def open_gap(
    *, need: str, band: str, area: "Area", origin: str, about: str, owner: "Organisation", next_step: str, due_on: date,
    by: Viewer,
) -> Gap:  # fmt: skip
    """Write down that something is missing, with who answers for it and what is done until when. Raises Invalid."""
    access.check_can_keep_gaps(by)
    rules.check_due(due_on, by.today)
    if Gap.objects.open().filter(need=need, band=band, area=area).exists():
        raise Invalid("", [Problem("There is an open gap of this need, age and area already.", column="need")])
    made = Gap.objects.create(
        need=need, band=band, area=area, origin=Origin(origin), about=about.strip(), owner=owner,
        action=next_step.strip(), due_on=due_on, opened_on=by.today,
    )  # fmt: skip
    _note(made, GapStep.OPENED, f"{owner}: {made.action}", by)
    audit.record("gap opened", by=by, about=made, details={"need": need, "band": band, "owner": str(owner)})
    return made


@audit.atomic()
def change_gap(
    *, gap: Gap, based_on: int, about: str, owner: "Organisation", next_step: str, due_on: date, by: Viewer
) -> None:
    """Say it otherwise, give it to another, set another day. Raises Conflict and Invalid."""
    access.check_can_keep_gaps(by)
    values = {"about": about.strip(), "owner": owner, "action": next_step.strip(), "due_on": due_on}
    check_as_seen(gap, based_on=based_on, **values)
    _check_is_open(gap)
    if due_on != gap.due_on:
        rules.check_due(due_on, by.today)
    was = f"Was: {gap.owner}: {gap.action}, by {gap.due_on:%-d %B %Y}."
    change(gap, based_on=based_on, **values)
    _note(gap, GapStep.CHANGED, was, by)
    audit.record("gap changed", by=by, about=gap)


@audit.atomic()
def report_on_gap(*, gap: Gap, based_on: int, text: str, next_step: str, due_on: date, by: Viewer) -> None:
    """What has happened, and what is done next until when. By its owner and those who keep gaps."""
    access.check_can_answer_gap(by, gap)
    values = {"action": next_step.strip(), "due_on": due_on}
    check_as_seen(gap, based_on=based_on, **values)
    _check_is_open(gap)
    if due_on != gap.due_on:
        rules.check_due(due_on, by.today)
    change(gap, based_on=based_on, **values)
    _note(gap, GapStep.REPORTED, text, by)
    audit.record("gap reported on", by=by, about=gap)


@audit.atomic()
def close_gap(*, gap: Gap, based_on: int, outcome: str, outcome_text: str, by: Viewer) -> None:
    """End it with an outcome, in words too. Raises Conflict, Invalid, and Refused where it is closed already."""
    access.check_can_answer_gap(by, gap)
    check_as_seen(gap, based_on=based_on, outcome=outcome, outcome_text=outcome_text)
    rules.check_move(gap.status, GapState.CLOSED)
    if outcome not in queries.outcomes():
        raise Invalid("The gap was not closed.", [Problem("Choose how it ended.", column="outcome")])
    change(gap, based_on=based_on, **rules.closed(outcome, outcome_text, on=by.today, by=by.label))
    _note(gap, GapStep.CLOSED, f"{queries.outcomes()[outcome].name}. {gap.outcome_text}", by)
    audit.record("gap closed", by=by, about=gap, details={"outcome": outcome})


@audit.atomic()
def reopen_gap(*, gap: Gap, based_on: int, why: str, next_step: str, due_on: date, by: Viewer) -> None:
    """It goes on. How it was closed stays in its history. Raises Invalid where another is open of the same."""
    access.check_can_answer_gap(by, gap)
    rules.check_move(gap.status, GapState.OPEN)
    rules.check_due(due_on, by.today)
    if Gap.objects.open().filter(need=gap.need, band=gap.band, area=gap.area).exists():
        raise Invalid("", [Problem("Another gap of this need, age and area is open already.")])
    change(gap, based_on=based_on, **rules.REOPENED, action=next_step.strip(), due_on=due_on)
    _note(gap, GapStep.REOPENED, why, by)
    audit.record("gap opened again", by=by, about=gap)


@audit.atomic()
def reopen_what_goes_on(*, by: Viewer) -> list[Gap]:
    """Open each gap again of which so much was said since it was closed that it would be told."""
    access.check_can_keep_gaps(by)
    policy, found = queries.saying_policy(), []
    held = {(one.need, one.band, one.area_id) for one in Gap.objects.open()}
    for gap in Gap.objects.filter(status=GapState.CLOSED).select_related("area", "owner").order_by("-closed_on", "pk"):
        key = (gap.need, gap.band, gap.area_id)
        if key in held or queries.said_since(gap, on=by.today) < policy.fewest_told:
            continue
        held.add(key)
        due_on = by.today + timedelta(days=policy.again_days)
        again = {"why": f"Said {policy.fewest_told} times or more since it was closed.", "next_step": LOOK_AGAIN}
        reopen_gap(gap=gap, based_on=gap.version, due_on=due_on, by=by, **again)
        found.append(gap)
    return found


def _check_is_open(gap: Gap) -> None:
    if gap.status != GapState.OPEN:
        raise Refused("This gap is closed. Open it again first.")


def _note(gap: Gap, step: GapStep, text: str, by: Viewer) -> None:
    GapNote.objects.create(gap=gap, at=by.now, by=by.label, step=step, text=text.strip())
