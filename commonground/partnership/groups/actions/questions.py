"""Questions of scrutiny are logged, given to somebody, answered or withdrawn."""

from datetime import date
from typing import TYPE_CHECKING

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change, check_as_seen
from commonground.foundation.kernel import states
from commonground.foundation.kernel.errors import Invalid, NotFound, Problem, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.actions.action_log import check_owner
from commonground.partnership.groups.models import Group, Question
from commonground.partnership.groups.rules import questions as rules
from commonground.partnership.groups.rules.states import QUESTION_MOVES, QuestionState

if TYPE_CHECKING:
    from commonground.ground.partners.models import Organisation, Practitioner


@audit.atomic()
def log_question(
    *,
    group: Group,
    text: str,
    asked_on: date,
    due_on: date,
    organisation: "Organisation",
    owner: "Practitioner | None" = None,
    asked_by: Group | None = None,
    asked_by_words: str = "",
    source: str = "",
    is_invented: bool = False,
    by: Viewer,
) -> Question:
    """Write down a question that was asked of a group, by who serves it or the committee that asked.

    Raises Refused; NotFound for a committee that the viewer may not know of; Invalid at the field.
    """
    if asked_by is not None and not Group.objects.visible_to(by).filter(pk=asked_by.pk).exists():
        raise NotFound("There is no such group.")
    if asked_by is None or not access.standing(by, asked_by).serves:
        access.check_can_clerk(access.standing(by, group))
    rules.check_asker(group=str(group.pk), asker=str(asked_by.pk) if asked_by else "", words=asked_by_words)
    rules.check_asked(text, asked_on=asked_on, due_on=due_on, today=by.today)
    check_owner(owner, organisation, on=by.today)
    made = Question.objects.create(
        group=group,
        asked_by=asked_by,
        asked_by_words="" if asked_by else asked_by_words.strip(),
        text=text.strip(),
        asked_on=asked_on,
        due_on=due_on,
        organisation=organisation,
        owner=owner,
        source=source.strip(),
        is_invented=is_invented,
    )
    audit.record("question logged", by=by, about=made, details={"due": due_on})
    return made


@audit.atomic()
def change_question(
    *,
    question: Question,
    based_on: int,
    organisation: "Organisation",
    owner: "Practitioner | None",
    due_on: date,
    by: Viewer,
) -> None:
    """Give it to somebody else, or agree another day with those who asked. Raises Refused, Invalid, Conflict."""
    access.check_can_clerk(access.standing(by, question.group))
    if question.status != QuestionState.ASKED:
        raise Refused("This question is closed.")
    rules.check_asked(question.text, asked_on=question.asked_on, due_on=due_on, today=by.today)
    check_owner(owner, organisation, on=by.today)
    change(question, based_on=based_on, organisation=organisation, owner=owner, due_on=due_on)
    audit.record("question changed", by=by, about=question, details={"due": due_on})


@audit.atomic()
def answer_question(*, question: Question, based_on: int, answer: str, by: Viewer) -> None:
    """Answer it, for everybody who may know of the group. Raises Refused, Invalid without an answer."""
    check_can_answer(by, question)
    rules.check_answer(answer)
    _close(question, QuestionState.ANSWERED, based_on=based_on, by=by, answer=answer.strip())


@audit.atomic()
def withdraw_question(*, question: Question, based_on: int, why: str, by: Viewer) -> None:
    """It is not asked any more, and why: by the committee that asked, or who serves the group where none is here."""
    access.check_can_clerk(access.standing(by, question.asked_by or question.group))
    if not why.strip():
        raise Invalid("Nothing was changed.", [Problem("Say why it is not asked any more.", column="why")])
    _close(question, QuestionState.WITHDRAWN, based_on=based_on, by=by, why_withdrawn=why.strip())


def check_can_answer(by: Viewer, question: Question) -> None:
    """Raises Refused for whoever neither has it nor serves the group that was asked."""
    if by.id is not None and question.owner is not None and question.owner.account_id == by.id:
        return
    if not access.standing(by, question.group).serves:
        raise Refused("This question is answered by who has it, or by the clerk and the chair of the group.")


def _close(question: Question, to: QuestionState, *, based_on: int, by: Viewer, **values: str) -> None:
    check_as_seen(question, based_on=based_on, **values)
    states.check_move(QUESTION_MOVES, QuestionState(question.status), to, what="This question")
    change(question, based_on=based_on, status=to, closed_on=by.today, closed_by=by.label, **values)
    audit.record(f"question {to}", by=by, about=question)
