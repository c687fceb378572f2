"""Risks: raised, looked at again, become issues, closed with a reason."""

from datetime import date
from typing import TYPE_CHECKING

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change, check_as_seen
from commonground.foundation.kernel import states
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.plans import access
from commonground.partnership.plans.actions.numbering import next_number
from commonground.partnership.plans.models import Plan, Programme, Risk, RiskRating, Workstream
from commonground.partnership.plans.queries.risks import scale
from commonground.partnership.plans.rules import risks as rules
from commonground.partnership.plans.rules.risks import RISK_MOVES, RiskState

if TYPE_CHECKING:
    from commonground.ground.partners.models import Organisation, Practitioner


@audit.atomic()
def raise_risk(
    *,
    plan: Plan,
    title: str,
    kind: str,
    likelihood: int,
    impact: int,
    mitigation: str,
    organisation: "Organisation",
    review_on: date,
    programme: Programme | None = None,
    workstream: Workstream | None = None,
    effect: str = "",
    owner: "Practitioner | None" = None,
    raised_on: date | None = None,
    by: Viewer,
) -> Risk:
    """Write down what may get in the way, and what is done about it. By whoever leads the workstream or keeps the
    plan. `raised_on` is another day than today only where a record is taken over. Raises Refused, Invalid."""
    access.check_can_report(by, plan, workstream.lead if workstream else None)
    day = raised_on or by.today
    rules.check_rating(likelihood, impact, scale=scale())
    rules.check_review(review_on, today=day)
    _check_words(mitigation)
    made = Risk.objects.create(
        plan=plan,
        programme=workstream.programme if workstream else programme,
        workstream=workstream,
        number=next_number(plan.risks, of=plan),
        kind=kind,
        title=title.strip(),
        effect=effect.strip(),
        likelihood=likelihood,
        impact=impact,
        mitigation=mitigation.strip(),
        organisation=organisation,
        owner=owner,
        raised_on=day,
        review_on=review_on,
    )
    _rate(made, why="", on=day, by=by)
    audit.record("risk raised", by=by, about=made, persons=[owner.pk] if owner else [])
    return made


@audit.atomic()
def change_risk(
    *,
    risk: Risk,
    based_on: int,
    title: str,
    kind: str,
    effect: str,
    mitigation: str,
    organisation: "Organisation",
    owner: "Practitioner | None",
    by: Viewer,
) -> None:
    """Other words, response or owner. Raises Refused, Invalid, Conflict."""
    _check_may(by, risk)
    _check_words(mitigation)
    words = {"title": title.strip(), "effect": effect.strip(), "mitigation": mitigation.strip()}
    change(risk, based_on=based_on, kind=kind, organisation=organisation, owner=owner, **words)
    audit.record("risk changed", by=by, about=risk, persons=[owner.pk] if owner else [])


@audit.atomic()
def review_risk(
    *, risk: Risk, based_on: int, likelihood: int, impact: int, why: str, review_on: date, by: Viewer
) -> None:
    """Look at a risk again: its rating as it is now, and the next day. The ratings before stay on record. Raises
    Refused, Conflict; Invalid for a rating that changes without a reason."""
    _check_may(by, risk)
    rules.check_rating(likelihood, impact, scale=scale())
    rules.check_review(review_on, today=by.today)
    rules.check_rerated(likelihood=likelihood, impact=impact, was=(risk.likelihood, risk.impact), why=why)
    change(risk, based_on=based_on, likelihood=likelihood, impact=impact, review_on=review_on)
    _rate(risk, why=why, on=by.today, by=by)
    audit.record("risk reviewed", by=by, about=risk)


@audit.atomic()
def mark_issue(*, risk: Risk, based_on: int, happened_on: date, happened: str, by: Viewer) -> None:
    """What was feared has happened: the risk is an issue now. Raises Refused, Invalid, Conflict."""
    _check_may(by, risk)
    check_as_seen(risk, based_on=based_on, happened_on=happened_on, happened=happened)
    states.check_move(RISK_MOVES, RiskState(risk.status), RiskState.ISSUE, what="This risk")
    problems = []
    if happened_on > by.today:
        problems.append(Problem("This day has not come yet.", column="happened_on"))
    if not happened.strip():
        problems.append(Problem("Say what happened.", column="happened"))
    if problems:
        raise Invalid("Nothing changed.", problems)
    change(risk, based_on=based_on, status=RiskState.ISSUE, happened_on=happened_on, happened=happened.strip())
    audit.record("risk became an issue", by=by, about=risk)


@audit.atomic()
def close_risk(*, risk: Risk, based_on: int, why: str, by: Viewer) -> None:
    """It cannot happen any more, or is dealt with. By who keeps the plan or leads the workstream."""
    access.check_can_report(by, risk.plan, risk.workstream.lead if risk.workstream else None)
    check_as_seen(risk, based_on=based_on, why_closed=why)
    states.check_move(RISK_MOVES, RiskState(risk.status), RiskState.CLOSED, what="This risk")
    if not why.strip():
        raise Invalid("Nothing changed.", [Problem("Say why it is closed.", column="why")])
    change(risk, based_on=based_on, status=RiskState.CLOSED, closed_on=by.today, why_closed=why.strip())
    audit.record("risk closed", by=by, about=risk)


def _check_may(by: Viewer, risk: Risk) -> None:
    """Whoever owns it, leads its workstream or keeps its plan, until it is closed."""
    access.check_can_report(by, risk.plan, risk.owner, risk.workstream.lead if risk.workstream else None)
    if not risk.is_open:
        raise Invalid("Nothing changed.", [Problem("This is closed.")])


def _check_words(mitigation: str) -> None:
    if not mitigation.strip():
        raise Invalid("The risk was not saved.", [Problem("Say what is done about it.", column="mitigation")])


def _rate(risk: Risk, *, why: str, on: date, by: Viewer) -> None:
    rating = {"likelihood": risk.likelihood, "impact": risk.impact}
    RiskRating.objects.create(risk=risk, why=why.strip(), on=on, by=by.label, at=by.now, **rating)
