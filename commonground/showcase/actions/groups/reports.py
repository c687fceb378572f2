"""Reports of groups of an example: what was sent, one that is being written; what nobody wrote is late."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from commonground.insight.reports import actions, queries
from commonground.insight.reports.actions import DutyMet
from commonground.partnership.groups import actions as group_actions
from commonground.partnership.groups import queries as groups
from commonground.partnership.groups.rules.terms import months_after
from commonground.showcase.actions.groups.who import Setting
from commonground.showcase.formats.groups import ReportEntry

if TYPE_CHECKING:
    from commonground.insight.reports.models import BoardReport

BEGUN_BEFORE_DUE, PUT_BEFORE_DUE, SENT_BEFORE_DUE = timedelta(days=9), timedelta(days=6), timedelta(days=2)


def send_reports(setting: Setting) -> int:
    """Reports that were made elsewhere and are not on record yet. Returns how many."""
    count = 0
    for sent in setting.told.reports_sent:
        due_on = last_due(setting, sent.group, sent.title)
        there = groups.reports_made(setting.groups[sent.group])
        if not any((one.title, one.due_on) == (sent.title, due_on) for one in there):
            on = due_on + timedelta(days=sent.days)
            by = setting.by.at(setting.moment(on))
            group_actions.record_report(
                group=setting.groups[sent.group], title=sent.title, due_on=due_on, made_on=on, note=sent.note, by=by
            )
            count += 1
    return count


def make_reports(setting: Setting) -> int:
    """Reports of kinds that a group has none of yet, each step on its own day by who would do it. Returns how many."""
    new = [entry for entry in setting.told.reports if not _has(setting, entry)]
    for entry in new:
        make_report(setting, entry)
    return len(new)


def _has(setting: Setting, entry: ReportEntry) -> bool:
    there = queries.reports_of(setting.groups[entry.group], viewer=setting.by)
    return any(one.kind == entry.kind for one in there)


def last_due(setting: Setting, group: str, title: str) -> date:
    """The day on which it was due last."""
    owed = next(one for one in groups.duties(setting.groups[group], viewer=setting.by) if one.title == title)
    return max(one.due_on for one in owed.rounds if one.due_on <= setting.by.today)


def make_report(setting: Setting, entry: ReportEntry) -> None:
    due_on = last_due(setting, entry.group, entry.duty) if entry.duty else None
    until = (due_on or setting.by.today).replace(day=1)
    clerk, chair = setting.serving(entry.group)
    began = setting.moment(due_on - BEGUN_BEFORE_DUE) if due_on else setting.by.now
    by = setting.acting(clerk, at=began)
    report = actions.start_report(
        group=setting.groups[entry.group],
        kind=entry.kind,
        since=months_after(until, -entry.months),
        until=until,
        audience=entry.audience,
        contact=entry.contact,
        duty=DutyMet(entry.duty, due_on) if due_on else None,
        is_invented=True,
        by=by,
    )
    for key, words in entry.words.items():
        section = report.sections.get(key=key)
        actions.write_section(section=section, words=words, based_on=section.version, by=by)
    if due_on:
        send(setting, report, due_on=due_on, clerk=clerk, chair=chair)


def send(setting: Setting, report: "BoardReport", *, due_on: date, clerk: str, chair: str) -> None:
    """Put to the chair, frozen by the chair, sent by the clerk."""
    put = setting.acting(clerk, at=setting.moment(due_on - PUT_BEFORE_DUE))
    actions.submit_report(report=report, based_on=report.version, by=put)
    on = setting.moment(due_on - SENT_BEFORE_DUE)
    fresh = queries.report(report.pk, viewer=put)
    actions.freeze_report(report=fresh, based_on=fresh.version, by=setting.acting(chair, at=on))
    actions.send_report(report=fresh, based_on=fresh.version, by=setting.acting(clerk, at=on))
