"""Meetings of the viewer: what is to answer or to prepare, and what is coming."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from commonground.insight.home.rules.day import Item
from commonground.partnership.groups import queries as groups
from commonground.partnership.groups.rules.states import MinutesState
from commonground.partnership.plans.rules import work as rules

if TYPE_CHECKING:
    from commonground.partnership.groups.models import Action, Minutes


def needs(day: groups.MyDay, *, today: date) -> Iterator[Item]:
    """Their actions, minutes to write or approve, saying whether they come; for a clerk, papers and packs. No query."""
    yield from _actions(day.due.actions, today)
    yield from _minutes(day.due.minutes)
    yield from _meetings(day.meetings)
    yield from _issues(day.due.issues)
    yield from _questions(day.due.questions)


def _actions(actions: "Sequence[Action]", today: date) -> Iterator[Item]:
    for one in actions:
        words, tone = rules.standing(one, on=today)
        yield Item(one.title, ("groups:action", (one.pk,)), words, tone, hint=one.group.name, due=one.due_on)


def _minutes(minutes: "Sequence[Minutes]") -> Iterator[Item]:
    for one in minutes:
        meeting = one.meeting
        is_draft = one.status == MinutesState.DRAFT
        step = "to write and put to the group" if is_draft else "wait for your approval"
        address = ("groups:minutes", (meeting.group.slug, meeting.key))
        title = f"Minutes of {meeting.group.name}, {meeting.day:%-d %B %Y}, {step}"
        yield Item(title, address, "To write" if is_draft else "To approve", "yellow")


def _issues(issues: Sequence[groups.escalations.EscalationSeen]) -> Iterator[Item]:
    """What came up to be taken on or answered, and what came back."""
    for one in issues:
        words, tone = one.tag
        title = f"{'Came back' if one.is_back else 'Issue'}: {one.row.title}"
        ends = f"{one.origin_name} to {one.to_name}"
        yield Item(title, ("groups:escalation", (one.row.pk,)), words, tone, hint=ends, due=one.row.due_on)


def _questions(questions: Sequence[groups.questions.QuestionSeen]) -> Iterator[Item]:
    for one in questions:
        words, tone = one.tag
        title = f"Question of scrutiny to {one.row.group.name}"
        yield Item(title, ("groups:question", (one.row.pk,)), words, tone, hint=one.asker, due=one.row.due_on)


def _meetings(meetings: Sequence[groups.MyMeeting]) -> Iterator[Item]:
    for one in meetings:
        address = ("groups:meeting", (one.meeting.group.slug, one.meeting.key))
        day = f"{one.meeting.day:%-d %B %Y}"
        if one.is_to_answer:
            yield Item(
                f"{one.meeting.group.name}, {day}: will you be there?", address, "To say", "yellow", due=one.meeting.day
            )
        if one.inside.clerks and one.is_pack_late:
            title = f"The pack of {one.meeting.group.name} for {day} has not gone out"
            yield Item(title, address, one.pack_words, "red", due=one.pack_due_on)
    yield from _late_papers(meetings)


def _late_papers(meetings: Sequence[groups.MyMeeting]) -> Iterator[Item]:
    told = set()
    for one in meetings:
        if one.papers_late and one.meeting.group_id not in told:
            told.add(one.meeting.group_id)
            count = "1 paper is" if one.papers_late == 1 else f"{one.papers_late} papers are"
            address = ("groups:meeting", (one.meeting.group.slug, one.meeting.key))
            yield Item(f"{count} late for {one.meeting.group.name}", address, "Late", "orange", due=one.papers_due_on)


def coming(meetings: Sequence[groups.MyMeeting]) -> Iterator[Item]:
    """The next meetings: when and where, what the pack does, what one said; who said no, for the chair. No query."""
    for one in meetings:
        meeting = one.meeting
        where = meeting.venue.name if meeting.venue else meeting.get_where_display()
        said_no = f"{one.no} said no" if one.no and (one.inside.chairs or one.inside.clerks) else ""
        told = [f"{groups.hours(meeting)}, {where}", one.said_words, said_no]
        yield Item(
            title=f"{meeting.group.name}, {meeting.day:%-d %B %Y}",
            address=("groups:meeting", (meeting.group.slug, meeting.key)),
            status=one.pack_words,
            tone="green" if one.pack_is_out else "red" if one.is_pack_late else "blue",
            hint="; ".join(part for part in told if part),
            due=meeting.day,
        )
