"""Questions of scrutiny, approvals and reviews, as files."""

from collections.abc import Iterable, Sequence
from datetime import date

from commonground.foundation.documents.report import Column, Report, Section, Table
from commonground.partnership.groups.models import Approval
from commonground.partnership.groups.queries.questions import QuestionSeen
from commonground.partnership.groups.queries.reviews import AdviceSeen
from commonground.partnership.groups.rules import approvals

Cell = str | date | None
CONTACT = "The clerk of each group"


def questions_report(rows: Sequence[QuestionSeen], *, on: date) -> Report:
    """One row a question, as the log was narrowed."""
    names = ("Question", "Asked of", "Asked by", "Asked", "Answer due", "Who has it", "State", "Answer", "Closed")
    return _report("Questions of scrutiny", names, (_question(one) for one in rows), on)


def _question(one: QuestionSeen) -> Sequence[Cell]:
    row = one.row
    first = (row.text, row.group.name, one.asker, row.asked_on, row.due_on, one.owner_words, one.tag[0])
    return (*first, row.answer or row.why_withdrawn, row.closed_on)


def approvals_report(rows: Sequence[Approval], *, on: date) -> Report:
    """One row an approval, as the register was narrowed."""
    names = ("Approved", "Kind", "By", "On", "At the meeting of", "Holds until", "Review", "State", "Document", "Note")
    return _report("Approvals", names, (_approval(one, on) for one in rows), on)


def _approval(one: Approval, on: date) -> Sequence[Cell]:
    first = (one.title, one.get_kind_display(), one.group.name, one.approved_on)
    days = (one.meeting.day if one.meeting else None, one.valid_until, one.review_on)
    return (*first, *days, approvals.standing(one, on=on)[0], one.link, one.why_withdrawn or one.note)


def reviews_report(rows: Sequence[AdviceSeen], *, on: date) -> Report:
    """One row a recommendation of these reviews."""
    names = (
        *("Review", "Kind", "By", "Followed up by", "Number", "Recommendation", "Response", "Why", "Due", "State"),
        *("Actions", "Evidence", "Closed"),
    )
    return _report("Recommendations of reviews", names, (_advice(one) for one in rows), on)


def _advice(one: AdviceSeen) -> Sequence[Cell]:
    row, review = one.row, one.row.review
    first = (review.title, review.get_kind_display(), review.by_whom, review.group.name, str(row.number), row.text)
    said = (row.get_response_display() if row.response else "", row.why, row.due_on, one.tag[0])
    done = ("; ".join(each.title for each in one.actions), "; ".join(each.text for each in one.evidence))
    return (*first, *said, *done, row.closed_on)


def _report(title: str, names: Sequence[str], rows: Iterable[Sequence[Cell]], on: date) -> Report:
    table = Table(title, [Column(name) for name in names], list(rows))
    return Report(title=title, as_at=on, contact=CONTACT, sections=[Section(title, [table])], data=table)
