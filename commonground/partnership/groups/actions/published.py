"""Taking over published meetings, agendas and recorded votes: all or nothing; the same again changes nothing."""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, NotFound, Problem
from commonground.foundation.kernel.viewer import ENGLAND, Viewer
from commonground.partnership.groups import access, queries
from commonground.partnership.groups.actions.groups import start_group
from commonground.partnership.groups.formats.modern_gov import PublishedMeeting, PublishedVote
from commonground.partnership.groups.models import AgendaItem, Decision, Group, GroupType, Meeting, Recommendation
from commonground.partnership.groups.rules import calendar
from commonground.partnership.groups.rules.slugs import slug_of
from commonground.partnership.groups.rules.states import MeetingState
from commonground.partnership.groups.rules.words import Openness, Purpose

if TYPE_CHECKING:
    from commonground.ground.partners.models import Organisation

NOT_TAKEN = "The meetings were not taken. Nothing was changed."
KIND = "committee"
LASTS = timedelta(hours=2)  # the files say when a meeting begins, not when it ends
BY = "published record"


@dataclass
class Taken:
    """What an import did."""

    groups: int = 0
    meetings: int = 0
    cancelled: int = 0
    items: int = 0
    decisions: int = 0
    already: int = 0


class _Undo(Exception):
    """Takes a preview back."""


def preview_published(
    *, meetings: Sequence[PublishedMeeting], host: "Organisation", known_as: Mapping[str, str], by: Viewer
) -> Taken:
    """What `take_published` would do: it is done and undone, so that it says exactly that."""
    counted: list[Taken] = []
    with contextlib.suppress(_Undo):
        _try_and_undo(counted, meetings=meetings, host=host, known_as=known_as, by=by)
    return counted[0]


@audit.atomic()
def _try_and_undo(
    counted: list[Taken],
    *,
    meetings: Sequence[PublishedMeeting],
    host: "Organisation",
    known_as: Mapping[str, str],
    by: Viewer,
) -> None:
    counted.append(take_published(meetings=meetings, host=host, known_as=known_as, by=by))
    raise _Undo


@audit.atomic()
def take_published(
    *, meetings: Sequence[PublishedMeeting], host: "Organisation", known_as: Mapping[str, str], by: Viewer
) -> Taken:
    """Make groups of committees, meetings, items, and decisions of votes. `known_as`: slugs of groups by committee.

    What stands there already stays as it is. Raises Refused, Invalid naming each place.
    """
    access.check_can_keep(by)
    taken, problems = Taken(), []
    groups = _groups(meetings, host, known_as, taken, by)
    for published in meetings:
        group = groups[published.committee.casefold()]
        found = _meeting(group, published, taken, by)
        _items(found, published, taken)
        problems += [one for vote in published.votes if (one := _decision(found, vote, taken))]
    if problems:
        raise Invalid(NOT_TAKEN, problems)
    if taken != Taken(already=taken.already):
        audit.record("published meetings taken", by=by, details=vars(taken))
    return taken


def _groups(
    meetings: Sequence[PublishedMeeting],
    host: "Organisation",
    known_as: Mapping[str, str],
    taken: Taken,
    by: Viewer,
) -> dict[str, Group]:
    """The group of each committee: the one it is said to be, the one of its name, or a new one."""
    said = {committee.casefold(): slug for committee, slug in known_as.items()}
    listed = {one.committee.casefold() for one in meetings}
    if unknown := said.keys() - listed:
        problems = [Problem(f"No meeting is of a committee {one!r}.", where="--group") for one in sorted(unknown)]
        raise Invalid(NOT_TAKEN, problems)
    by_name = {one.name.casefold(): one for one in queries.groups(by)}
    found: dict[str, Group] = {}
    for published in sorted(meetings, key=lambda one: one.on):
        name = published.committee.casefold()
        if name in found:
            continue
        if name in said:
            found[name] = queries.group(said[name], viewer=by)
        elif name in by_name:
            found[name] = by_name[name]
        else:
            found[name] = _start(published, host, by)
            taken.groups += 1
    return found


def _start(published: PublishedMeeting, host: "Organisation", by: Viewer) -> Group:
    kind = GroupType.objects.filter(pk=KIND).first()
    if kind is None:
        raise NotFound("The words of groups have no kind “committee”. Load them with an upgrade of the site.")
    return start_group(
        name=published.committee,
        type=kind,
        openness=Openness.PUBLIC,
        host=host,
        starts_on=published.on,
        source=published.where,
        by=by,
    )


def _meeting(group: Group, published: PublishedMeeting, taken: Taken, by: Viewer) -> Meeting:
    source_id = f"{slug_of(published.committee, ())}-{published.on.isoformat()}"
    found = Meeting.objects.filter(group=group, source_id=source_id).first()
    starts_at = datetime.combine(published.on, published.starts, ENGLAND)
    if found is None:
        found = Meeting.objects.filter(group=group, starts_at=starts_at).first()  # one that was planned here by hand
    if found is None:
        taken.meetings += 1
        return _make(group, published, source_id, starts_at, by)
    if published.is_cancelled and found.status == MeetingState.PLANNED:
        change(found, based_on=found.version, status=MeetingState.CANCELLED, why_cancelled=f"Cancelled in the {BY}")
        audit.record("meeting cancelled", by=by, about=found, details={"because": BY})
        taken.cancelled += 1
    elif published.votes and found.status == MeetingState.PLANNED:
        change(found, based_on=found.version, status=MeetingState.HELD)
        audit.record("meeting held", by=by, about=found, details={"because": BY})
    return found


def _make(group: Group, published: PublishedMeeting, source_id: str, starts_at: datetime, by: Viewer) -> Meeting:
    day = published.on.isoformat()
    keys = set(Meeting.objects.filter(group=group, key__startswith=day).values_list("key", flat=True))
    over = published.on < by.today
    other = [one for one in published.documents if one not in published.items]
    about = "When it ends is not published: two hours are put."
    if other:
        about += f"\nDocuments named: {'; '.join(other)}."
    state = MeetingState.HELD if over else MeetingState.PLANNED
    made = Meeting.objects.create(
        group=group,
        key=calendar.key_for(published.on, keys),
        title=published.title,
        status=MeetingState.CANCELLED if published.is_cancelled else state,
        why_cancelled=f"Cancelled in the {BY}" if published.is_cancelled else "",
        starts_at=starts_at,
        ends_at=starts_at + LASTS,
        room=published.venue[:100],
        source=published.link,
        source_id=source_id,
        about=about,
        terms=queries.agreed_terms(group),
        dated_at=by.now,
    )
    audit.record("meeting taken from a published record", by=by, about=made, details={"source": published.link})
    return made


def _items(meeting: Meeting, published: PublishedMeeting, taken: Taken) -> None:
    """Items that the agenda lacks, after those it has."""
    there = list(meeting.items.all())
    have = {one.title for one in there}
    order = max((one.order for one in there), default=0)
    for title in published.items:
        if title in have:
            taken.already += 1
            continue
        order += 1
        note = f"A document is published with this item: {published.link}" if title in published.documents else ""
        AgendaItem.objects.create(meeting=meeting, title=title, order=order, note=note)
        have.add(title)
        taken.items += 1


def _decision(meeting: Meeting, vote: PublishedVote, taken: Taken) -> Problem | None:
    """The decision of a vote, on a recommendation put at an item of its name. A problem where another stands there."""
    said = {
        "outcome": vote.outcome,
        "votes_for": vote.votes_for,
        "votes_against": vote.votes_against,
        "abstentions": vote.abstentions,
    }
    there = Decision.objects.filter(meeting=meeting, recommendation__text=vote.title).first()
    if there is not None:
        if all(getattr(there, name) == value for name, value in said.items()):
            taken.already += 1
            return None
        return Problem(f"Another result is recorded for “{vote.title}” on {meeting.day:%-d %B %Y}.", where=vote.where)
    order = meeting.items.count() + 1
    item = AgendaItem.objects.create(meeting=meeting, title=vote.title, order=order, purpose=Purpose.DECISION)
    asked = Recommendation.objects.create(item=item, order=1, text=vote.title)
    Decision.objects.create(
        meeting=meeting,
        item=item,
        recommendation=asked,
        number=_number(meeting.group_id, meeting.day.year),
        decided_on=meeting.day,
        recorded_by=BY,
        **said,
    )
    taken.items += 1
    taken.decisions += 1
    return None


def _number(group: UUID, year: int) -> str:
    """2026/14: counted in the group and year."""
    taken = Decision.objects.filter(meeting__group=group, number__startswith=f"{year}/")
    last = max((int(one.partition("/")[2]) for one in taken.values_list("number", flat=True)), default=0)
    return f"{year}/{last + 1}"
