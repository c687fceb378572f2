"""What people of an example place did not find, and gaps that are worked on, through the actions of the pages."""

from datetime import timedelta

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory import actions as directory
from commonground.ground.directory import queries
from commonground.ground.partners import queries as partners
from commonground.ground.places import queries as places
from commonground.showcase.actions.partners import Tell
from commonground.showcase.formats.gaps import GapEntry, Gaps


@audit.atomic()
def keep_gaps(*, gaps: Gaps, by: Viewer, tell: Tell) -> None:
    """Count what was said in weeks that are over, and open the gaps. Whole, and once: what is there stays."""
    if not (gaps.said or gaps.gaps):
        return
    if queries.is_anything_counted():
        tell("What people did not find, counted before")
        return
    for said in gaps.said:
        then = by.at(by.now - timedelta(weeks=said.weeks_ago))
        area = places.area_by_reference(said.area, on=by.today).pk
        for _ in range(said.times):
            directory.say_none_found(need=said.need, band=said.band, area=area, why=said.why, by=then)
    directory.close_weeks(by=by)
    for entry in gaps.gaps:
        _open(entry, by)
    tell(f"{sum(one.times for one in gaps.said)} times that nothing was found (invented), {len(gaps.gaps)} gaps")


def _open(entry: GapEntry, by: Viewer) -> None:
    made = directory.open_gap(
        need=entry.need, band=entry.band, area=places.area_by_reference(entry.area, on=by.today), origin=entry.origin,
        about=entry.about, owner=partners.organisation(entry.owner), next_step=entry.action,
        due_on=by.today + timedelta(days=entry.due_in_days), by=by,
    )  # fmt: skip
    if entry.outcome:
        directory.close_gap(gap=made, based_on=1, outcome=entry.outcome, outcome_text=entry.outcome_text, by=by)
