"""Reviews from outside are kept, and each recommendation goes from response to action to evidence."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Max

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change, check_as_seen
from commonground.foundation.kernel import states
from commonground.foundation.kernel.errors import Invalid, Problem, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.actions.action_log import agree_action
from commonground.partnership.groups.models import Action, Advice, AdviceAction, Evidence, Group, Review
from commonground.partnership.groups.rules import reviews as rules
from commonground.partnership.groups.rules.states import ADVICE_MOVES, ActionState, AdviceState
from commonground.partnership.groups.rules.words import Response, Urgency

if TYPE_CHECKING:
    from commonground.ground.partners.models import Organisation, Practitioner


@audit.atomic()
def record_review(
    *,
    group: Group,
    kind: str,
    title: str,
    by_whom: str,
    began_on: date | None = None,
    ended_on: date | None = None,
    published_on: date | None = None,
    looked_at: str = "",
    headlines: str = "",
    link: str = "",
    source: str = "",
    is_invented: bool = False,
    by: Viewer,
) -> Review:
    """Keep a review that a group follows up. Raises Refused, Invalid at the field."""
    access.check_can_clerk(access.standing(by, group))
    rules.check_days(began_on=began_on, ended_on=ended_on, published_on=published_on)
    texts = {"title": title, "by_whom": by_whom, "looked_at": looked_at, "headlines": headlines, "source": source}
    made = Review.objects.create(
        group=group,
        kind=kind,
        began_on=began_on,
        ended_on=ended_on,
        published_on=published_on,
        link=link,
        is_invented=is_invented,
        **{name: text.strip() for name, text in texts.items()},
    )
    audit.record("review recorded", by=by, about=made)
    return made


@audit.atomic()
def change_review(*, review: Review, based_on: int, by: Viewer, **facts: Any) -> None:
    """What is known of it. Raises Refused, Invalid, Conflict."""
    access.check_can_clerk(access.standing(by, review.group))
    days = {name: facts[name] for name in ("began_on", "ended_on", "published_on")}
    rules.check_days(**days)
    change(review, based_on=based_on, **{name: _stripped(value) for name, value in facts.items()})
    audit.record("review changed", by=by, about=review)


@audit.atomic()
def add_advice(*, review: Review, text: str, number: int | None = None, by: Viewer) -> Advice:
    """A recommendation of a review, by its number there or the next. Raises Refused, Invalid."""
    access.check_can_clerk(access.standing(by, review.group))
    if not text.strip():
        raise Invalid("The recommendation was not kept.", [Problem("Write what is recommended.", column="text")])
    Review.objects.select_for_update().get(pk=review.pk)
    last = review.advice.aggregate(last=Max("number"))["last"] or 0
    if number is not None and review.advice.filter(number=number).exists():
        what = f"The review has a recommendation {number}."
        raise Invalid("The recommendation was not kept.", [Problem(what, column="number")])
    made = Advice.objects.create(review=review, number=number or last + 1, text=text.strip())
    audit.record("recommendation of a review added", by=by, about=made)
    return made


@audit.atomic()
def respond_to_advice(
    *, advice: Advice, based_on: int, response: str, why: str = "", due_on: date | None = None, by: Viewer
) -> None:
    """Accept it, in part, or not, with the reason; what is accepted is to be done by a day. Raises Refused, Invalid."""
    access.check_can_clerk(access.standing(by, advice.review.group))
    check_as_seen(advice, based_on=based_on, response=response, why=why, due_on=due_on)
    _check_keeps(advice, by)
    rules.check_response(response, why=why, due_on=due_on, today=by.today)
    is_not = response == Response.NOT
    if is_not and advice.carried_by.filter(action__status=ActionState.OPEN).exists():
        raise Invalid("Actions carry this recommendation out. Close or drop them first.")
    change(
        advice,
        based_on=based_on,
        response=response,
        why="" if response == Response.ACCEPTED else why.strip(),
        responded_on=by.today,
        responded_by=by.label,
        due_on=None if is_not else due_on,
        **(_closed(AdviceState.NOT_ACCEPTED, by) if is_not else {}),
    )
    audit.record("recommendation of a review answered", by=by, about=advice, details={"response": response})


@audit.atomic()
def act_on_advice(
    *,
    advice: Advice,
    title: str,
    organisation: "Organisation",
    due_on: date,
    owner: "Practitioner | None" = None,
    urgency: str = Urgency.MEDIUM,
    next_step: str = "",
    by: Viewer,
) -> Action:
    """An action of the group carries it out: it stands in the list of actions as any other. Raises Refused, Invalid."""
    _check_keeps(advice, by)
    if not advice.response:
        raise Refused("Respond to the recommendation first: accept it, wholly or in part.")
    made = agree_action(
        group=advice.review.group,
        title=title,
        organisation=organisation,
        owner=owner,
        due_on=due_on,
        urgency=urgency,
        next_step=next_step,
        by=by,
    )
    AdviceAction.objects.create(advice=advice, action=made)
    audit.record("recommendation of a review has an action", by=by, about=advice, details={"action": made.pk})
    return made


@audit.atomic()
def add_evidence(*, advice: Advice, text: str, on: date, link: str = "", by: Viewer) -> Evidence:
    """What shows that it is done. Raises Refused, Invalid at the field."""
    _check_keeps(advice, by)
    rules.check_evidence(text, on=on, today=by.today)
    made = Evidence.objects.create(advice=advice, on=on, text=text.strip(), link=link, by=by.label)
    audit.record("evidence added", by=by, about=advice)
    return made


@audit.atomic()
def close_advice(*, advice: Advice, based_on: int, by: Viewer) -> None:
    """It is done: there is evidence, and no action is left. Raises Refused, Invalid, Conflict."""
    access.check_can_clerk(access.standing(by, advice.review.group))
    states.check_move(ADVICE_MOVES, AdviceState(advice.status), AdviceState.DONE, what="This recommendation")
    left = advice.carried_by.filter(action__status=ActionState.OPEN).count()
    rules.check_can_close(evidence=advice.evidence.count(), open_actions=left)
    change(advice, based_on=based_on, **_closed(AdviceState.DONE, by))
    audit.record("recommendation of a review done", by=by, about=advice)


@audit.atomic()
def reopen_advice(*, advice: Advice, based_on: int, by: Viewer) -> None:
    """It turned out not to be done, or the group thinks again. Evidence and reason stay. Raises Refused, Conflict."""
    access.check_can_clerk(access.standing(by, advice.review.group))
    states.check_move(ADVICE_MOVES, AdviceState(advice.status), AdviceState.OPEN, what="This recommendation")
    change(advice, based_on=based_on, status=AdviceState.OPEN, closed_on=None, closed_by="")
    audit.record("recommendation of a review opened again", by=by, about=advice)


def _check_keeps(advice: Advice, by: Viewer) -> None:
    access.check_can_clerk(access.standing(by, advice.review.group))
    if advice.status != AdviceState.OPEN:
        raise Refused("This recommendation is closed. Open it again first.")


def _closed(to: AdviceState, by: Viewer) -> dict[str, Any]:
    return {"status": to, "closed_on": by.today, "closed_by": by.label}


def _stripped(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value
