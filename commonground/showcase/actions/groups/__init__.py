"""Groups of an example place with a year of their meetings, through the room's own actions."""

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.viewer import Viewer
from commonground.showcase.actions.groups.bodies import make_venues, start_groups, tie_groups
from commonground.showcase.actions.groups.meetings import hold_meetings, plan_the_rest
from commonground.showcase.actions.groups.oversight import oversee
from commonground.showcase.actions.groups.reports import make_reports, send_reports
from commonground.showcase.actions.groups.terms import settle_terms
from commonground.showcase.actions.groups.who import Setting
from commonground.showcase.actions.partners import Tell
from commonground.showcase.formats import Pack


@audit.atomic()
def gather_groups(*, pack: Pack, by: Viewer, tell: Tell) -> None:
    """Groups of a pack, each with its terms, seats and meetings. A group that is there already is left as it is.

    Who does what is who would do it: the clerk minutes, the chair approves. Days count back from the opening, and each
    thing is done on its own day, so that the year reads as it would have gone. All or nothing.
    """
    if not pack.groups.groups:
        return
    setting = Setting.of(pack.groups, by=by)
    make_venues(setting)
    new = start_groups(setting)
    tie_groups(setting, new)
    settle_terms(setting, new)
    held = hold_meetings(setting, new)
    planned = plan_the_rest(setting, new)
    oversee(setting, pack.oversight, new={entry.name for entry in new})
    tell(f"{len(pack.groups.groups)} groups, {len(new)} of them new; {held + planned} meetings are new, as examples")


@audit.atomic()
def report_on_groups(*, pack: Pack, by: Viewer, tell: Tell) -> None:
    """Reports of the groups of a pack, made from their record: after their plans, so that these are told of too."""
    if not (pack.groups.reports or pack.groups.reports_sent):
        return
    setting = Setting.of(pack.groups, by=by)
    sent, made = send_reports(setting), make_reports(setting)
    tell(f"{sent} reports of groups were sent and {made} made from the record, as examples")


__all__ = ["gather_groups", "report_on_groups"]
