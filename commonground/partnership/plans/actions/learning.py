"""What a workstream reports and learns: progress, trials, reviews after a change. By its lead or who keeps the plan."""

from collections.abc import Sequence
from datetime import date

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.plans.actions.milestones import check_can_steer
from commonground.partnership.plans.models import ProgressNote, ReviewPoint, Trial, Workstream
from commonground.partnership.plans.rules import programmes as rules


@audit.atomic()
def note_progress(
    *, workstream: Workstream, text: str, learned: str = "", on: date | None = None, by: Viewer
) -> ProgressNote:
    """Say how a workstream stands on a day, today unless said otherwise. Raises Refused, Invalid."""
    check_can_steer(by, workstream)
    day = on or by.today
    _check_past(day, "on", by.today)
    if not text.strip():
        raise Invalid("Nothing was noted.", [Problem("Say what has happened.", column="text")])
    made = ProgressNote.objects.create(
        workstream=workstream, on=day, text=text.strip(), learned=learned.strip(), by=by.label, at=by.now
    )
    audit.record("progress of a workstream noted", by=by, about=workstream)
    return made


@audit.atomic()
def record_trial(
    *,
    workstream: Workstream,
    title: str,
    hypothesis: str,
    tried: str,
    starts_on: date | None = None,
    by: Viewer,
) -> Trial:
    """Write down what is being tried and what is expected of it (L15). Raises Refused."""
    check_can_steer(by, workstream)
    made = Trial.objects.create(
        workstream=workstream,
        title=title.strip(),
        hypothesis=hypothesis.strip(),
        tried=tried.strip(),
        starts_on=starts_on,
    )
    audit.record("test of a workstream recorded", by=by, about=made)
    return made


@audit.atomic()
def record_result(*, trial: Trial, based_on: int, result: str, found_on: date, guidance: str = "", by: Viewer) -> None:
    """What a trial showed, and which guidance it changed. Raises Refused, Invalid, Conflict."""
    check_can_steer(by, trial.workstream)
    _check_past(found_on, "found_on", by.today)
    if not result.strip():
        raise Invalid("The result was not saved.", [Problem("Say what was found.", column="result")])
    change(trial, based_on=based_on, result=result.strip(), found_on=found_on, guidance=guidance.strip())
    audit.record("result of a test recorded", by=by, about=trial)


@audit.atomic()
def plan_reviews(
    *, workstream: Workstream, change_made: str, changed_on: date, months: Sequence[int], by: Viewer
) -> list[ReviewPoint]:
    """Look again at what a change has done, so many months after it (L16). Raises Refused; Invalid for months that are
    no months, or that are planned already."""
    check_can_steer(by, workstream)
    wanted = sorted(set(months))
    if not wanted or wanted[0] < 1:
        raise Invalid("Nothing was planned.", [Problem("Give whole months after the change.", column="months")])
    held = set(workstream.reviews.filter(change__iexact=change_made.strip()).values_list("months", flat=True))
    if held & set(wanted):
        said = f"A review after {min(held & set(wanted))} months is planned already."
        raise Invalid("Nothing was planned.", [Problem(said, column="months")])
    made = [
        ReviewPoint.objects.create(
            workstream=workstream,
            change=change_made.strip(),
            changed_on=changed_on,
            months=count,
            due_on=rules.months_after(changed_on, count),
        )
        for count in wanted
    ]
    audit.record("reviews after a change planned", by=by, about=workstream, details={"months": wanted})
    return made


@audit.atomic()
def hold_review(*, review: ReviewPoint, based_on: int, done_on: date, found: str, by: Viewer) -> None:
    """What a review found. Raises Refused, Invalid, Conflict."""
    check_can_steer(by, review.workstream)
    _check_past(done_on, "done_on", by.today)
    if done_on < review.changed_on:
        raise Invalid("Nothing changed.", [Problem("This is before the change itself.", column="done_on")])
    if not found.strip():
        raise Invalid("Nothing changed.", [Problem("Say what was found.", column="found")])
    change(review, based_on=based_on, done_on=done_on, found=found.strip())
    audit.record("review after a change held", by=by, about=review)


def _check_past(day: date, column: str, today: date) -> None:
    if day > today:
        raise Invalid("Nothing was saved.", [Problem("This day has not come yet.", column=column)])
