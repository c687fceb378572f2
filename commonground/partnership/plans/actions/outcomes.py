"""Outcomes of a plan, by whom they are for (L14)."""

from django.db.models import Max

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.plans.actions.versions import open_draft
from commonground.partnership.plans.models import Outcome, Plan
from commonground.partnership.plans.rules.words import OutcomeFor

REFUSED = "The outcome was not saved."


@audit.atomic()
def add_outcome(*, plan: Plan, for_whom: str, text: str, by: Viewer) -> Outcome:
    """Say what is to be different, and for whom. Raises Refused where no year is drafted, Invalid."""
    open_draft(plan, by=by)
    _check(plan, for_whom, text)
    last = plan.outcomes.aggregate(last=Max("order"))["last"] or 0
    made = Outcome.objects.create(plan=plan, order=last + 1, for_whom=for_whom, text=text.strip())
    audit.record("outcome added", by=by, about=made, details={"text": made.text})
    return made


@audit.atomic()
def change_outcome(*, outcome: Outcome, based_on: int, for_whom: str, text: str, by: Viewer) -> None:
    """Other words, or for somebody else. Raises Refused where no year is drafted, Invalid, Conflict."""
    open_draft(outcome.plan, by=by)
    _check_running(outcome)
    _check(outcome.plan, for_whom, text, held=outcome)
    change(outcome, based_on=based_on, for_whom=for_whom, text=text.strip())
    audit.record("outcome changed", by=by, about=outcome, details={"text": outcome.text})


@audit.atomic()
def end_outcome(*, outcome: Outcome, based_on: int, by: Viewer) -> None:
    """It is not aimed at any more. Raises Refused where no year is drafted; Invalid while it is measured; Conflict."""
    open_draft(outcome.plan, by=by)
    _check_running(outcome)
    if measured := outcome.measures.filter(ended_on=None).count():
        what = f"It is measured by {measured} measure{'s' if measured > 1 else ''}."
        raise Invalid("The outcome was not ended.", [Problem(what, "End them, or link them to another, first.")])
    change(outcome, based_on=based_on, ended_on=by.today)
    audit.record("outcome ended", by=by, about=outcome)


def _check(plan: Plan, for_whom: str, text: str, held: Outcome | None = None) -> None:
    problems = []
    if for_whom not in set(OutcomeFor):
        problems.append(Problem("Choose for whom it is.", column="for_whom"))
    if not text.strip():
        problems.append(Problem("Enter what is to be different.", column="text"))
    same = plan.outcomes.filter(text=text.strip(), ended_on=None)
    if (same.exclude(pk=held.pk) if held else same).exists():
        problems.append(Problem("The plan has this outcome already.", column="text"))
    if problems:
        raise Invalid(REFUSED, problems)


def _check_running(outcome: Outcome) -> None:
    if outcome.ended_on is not None:
        raise Invalid("Nothing was changed.", [Problem(f"It ended on {outcome.ended_on:%-d %B %Y}.")])
