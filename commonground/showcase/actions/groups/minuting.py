"""Minutes of a meeting of an example: written by its clerk, approved by its chair, actions followed through."""

from datetime import timedelta
from typing import TYPE_CHECKING

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import queries as partners
from commonground.partnership.groups import actions, queries
from commonground.showcase.actions.groups.who import Setting
from commonground.showcase.formats.groups import DoneEntry, ItemEntry, MeetingEntry

if TYPE_CHECKING:
    from commonground.partnership.groups.models import AgendaItem, Meeting

PUT_TO_GROUP_AFTER = timedelta(days=6)
REPORTED_BEFORE_DUE = timedelta(days=10)
DONE_BEFORE_DUE = timedelta(days=3)


def write_minutes(
    setting: Setting,
    entry: MeetingEntry,
    *,
    meeting: "Meeting",
    items: list["AgendaItem"],
    by: Viewer,
    chair: str,
) -> None:
    """Texts, decisions and actions item by item; then put to the group, and approved at the next meeting."""
    held = queries.meeting_by_id(meeting.pk, viewer=by)
    minutes = held.minutes.get()
    for told, item in zip(entry.items, items, strict=True):
        write_item(setting, told, minutes.texts.get(item=item).version, item=item, by=by)
    if entry.state == "held":
        return
    put = setting.moment(setting.day(entry.weeks) + PUT_TO_GROUP_AFTER)
    actions.submit_minutes(minutes=minutes, based_on=minutes.version, by=by.at(put))
    if entry.state == "approved":
        after = sorted(
            one.weeks for one in setting.told.meetings if one.group == entry.group and one.weeks > entry.weeks
        )
        on = min(setting.day(after[0]), setting.by.today)
        fresh = queries.meeting_by_id(meeting.pk, viewer=by).minutes.get()
        approver = setting.acting(chair, at=setting.moment(on))
        actions.approve_minutes(minutes=fresh, based_on=fresh.version, on=on, by=approver)


def write_item(setting: Setting, told: ItemEntry, version: int, *, item: "AgendaItem", by: Viewer) -> None:
    minutes = item.meeting.minutes.get()
    if told.text:
        actions.record_item(minutes=minutes, item=item, words=told.text, based_on=version, decisions={}, by=by)
    for asked in told.asked:
        put = actions.put_recommendation(item=item, text=asked.text, by=by)
        actions.decide(item=item, recommendation=put, outcome=asked.outcome, text=asked.words, by=by)
    for action in told.actions:
        agree(setting, action, item=item, by=by)


def agree(setting: Setting, told: DoneEntry, *, item: "AgendaItem", by: Viewer) -> None:
    """An action, with what its owner reported and what came of it."""
    owner = setting.person(told.owner) if told.owner else None
    due = setting.day(told.due_weeks)
    made = actions.agree_action(
        group=item.meeting.group,
        title=told.title,
        organisation=partners.organisation(told.organisation),
        owner=owner,
        due_on=due,
        urgency=told.urgency,
        item=item,
        by=by,
    )
    if told.progress:
        by_then = by.at(setting.moment(due - REPORTED_BEFORE_DUE))
        actions.report_progress(action=made, based_on=made.version, text=told.progress, by=by_then)
    if told.effect:
        done = by.at(setting.moment(due - DONE_BEFORE_DUE))
        actions.close_action(action=made, based_on=made.version, effect=told.effect, by=done)
