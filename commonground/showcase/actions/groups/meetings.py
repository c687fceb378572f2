"""Meetings of an example: planned, with a pack, held and minuted, each step on its own day by who would do it."""

from datetime import time, timedelta
from typing import TYPE_CHECKING

from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import actions, papers, queries
from commonground.partnership.groups.rules import calendar
from commonground.partnership.groups.rules.attendance import Entry
from commonground.partnership.groups.rules.words import AT_THE_TABLE, Came
from commonground.showcase.actions.groups.minuting import write_minutes
from commonground.showcase.actions.groups.papers import write_paper
from commonground.showcase.actions.groups.who import Setting
from commonground.showcase.formats.groups import GroupEntry, ItemEntry, MeetingEntry

if TYPE_CHECKING:
    from commonground.partnership.groups.models import AgendaItem, Meeting, Venue

STARTS, ENDS = time(14), time(16)
PLANNED_BEFORE = timedelta(weeks=10)
PUBLISHED_BEFORE = timedelta(days=8)
HELD = ("held", "submitted", "approved")


def hold_meetings(setting: Setting, new: list[GroupEntry]) -> int:
    """The meetings of new groups, the first of them first. Returns how many."""
    names = {entry.name for entry in new}
    entries = sorted((one for one in setting.told.meetings if one.group in names), key=lambda one: one.weeks)
    for entry in entries:
        hold(setting, entry)
    return len(entries)


def hold(setting: Setting, entry: MeetingEntry) -> None:
    """One meeting, as far as it has come."""
    clerk, chair = setting.serving(entry.group)
    day = setting.day(entry.weeks)
    by = setting.acting(clerk, at=setting.moment(day - PLANNED_BEFORE))
    meeting = plan(setting, entry, by=by)
    items = [put_on_agenda(setting, entry, item, meeting, by=by) for item in entry.items]
    if entry.state == "published":
        publish(setting, meeting, by=setting.acting(clerk, at=setting.moment(day - PUBLISHED_BEFORE)))
    say_before(entry, meeting, by=setting.acting(clerk))
    if entry.state in HELD:
        after = setting.acting(clerk, at=setting.moment(day + timedelta(days=1)))
        take_attendance(entry, meeting, by=after)
        write_minutes(setting, entry, meeting=meeting, items=items, by=after, chair=chair)


def plan(setting: Setting, entry: MeetingEntry, *, by: Viewer) -> "Meeting":
    day = setting.day(entry.weeks)
    return actions.plan_meeting(
        group=setting.groups[entry.group],
        starts_at=calendar.in_england(day, STARTS),
        ends_at=calendar.in_england(day, ENDS),
        where=entry.where,
        venue=venue(setting, entry.venue),
        join_words=entry.join_words,
        despite=True,
        by=by,
    )


def venue(setting: Setting, name: str) -> "Venue | None":
    return next((one for one in queries.venues(on=setting.by.today) if one.name == name), None)


def put_on_agenda(
    setting: Setting, entry: MeetingEntry, item: ItemEntry, meeting: "Meeting", *, by: Viewer
) -> "AgendaItem":
    made = actions.add_item(
        meeting=meeting,
        based_on=meeting.version,
        title=item.title,
        purpose=item.purpose,
        sponsor=setting.person(item.sponsor) if item.sponsor else None,
        minutes=item.minutes,
        is_restricted=bool(item.restricted),
        why_restricted=item.restricted,
        note=item.note,
        came_from=item.came_from,
        by=by,
    )
    if item.paper:
        paper = next(one for one in setting.told.papers if (one.title, one.group) == (item.paper, entry.group))
        actions.table_paper(paper=write_paper(setting, paper), item=made, by=by)
    return made


def publish(setting: Setting, meeting: "Meeting", *, by: Viewer) -> None:
    fresh = queries.meeting_by_id(meeting.pk, viewer=by)
    actions.publish_pack(meeting=fresh, based_on=fresh.version, count_pages=papers.count_pages, by=by)


def say_before(entry: MeetingEntry, meeting: "Meeting", *, by: Viewer) -> None:
    """Who has said that they come, or not: the clerk noted it down."""
    if not entry.said:
        return
    sheet = queries.sheet(meeting)
    seats = {one.seat.sector_id: one.seat for one in sheet.seats}
    reasons = {one.pk: one for one in sheet.reasons}
    for one in entry.said:
        actions.say_before(
            meeting=meeting,
            seat=seats[one.sector],
            based_on=0,
            came=one.came,
            reason=reasons.get(one.reason),
            by=by,
        )


def take_attendance(entry: MeetingEntry, meeting: "Meeting", *, by: Viewer) -> None:
    """Everybody who sits at the table came, but for those of whom the pack says otherwise."""
    absent = {one.sector: one for one in entry.absent}
    entries = []
    for one in queries.sheet(meeting).seats:
        if one.holding is None or one.holding.mode not in AT_THE_TABLE:
            continue
        sector = one.seat.sector_id
        if sector in absent:
            entries.append(Entry(one.seat.pk, Came(absent[sector].came), reason=absent[sector].reason))
        elif sector in entry.by_deputy:
            entries.append(Entry(one.seat.pk, Came.DEPUTY, practitioner=one.deputies[0].pk))
        else:
            entries.append(Entry(one.seat.pk, Came.PRESENT, practitioner=one.holding.practitioner_id))
    actions.record_attendance(meeting=meeting, based_on=meeting.version, entries=entries, by=by)


def plan_the_rest(setting: Setting, new: list[GroupEntry]) -> int:
    """The rest of the calendar from the frequency, clear of school and bank holidays. Returns how many meetings."""
    names = {entry.name for entry in new}
    made = 0
    for entry in setting.told.schedules:
        if entry.group in names:
            asked = calendar.Round(setting.day(entry.first_weeks), entry.a_year, setting.day(entry.until_weeks))
            by = setting.acting(setting.serving(entry.group)[0])
            group = setting.groups[entry.group]
            made += len(
                actions.plan_schedule(
                    group=group, asked=asked, starts=STARTS, ends=ENDS, venue=venue(setting, entry.venue), by=by
                )
            )
    return made
