"""What people of an example place did not find, and the gaps that its partners work on."""

from dataclasses import replace
from datetime import date, timedelta

from django.db import transaction

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory import queries
from commonground.ground.directory.actions import kept_gaps, none_found
from commonground.ground.partners import queries as partners
from commonground.ground.places import queries as places
from commonground.showcase.actions.partners import Tell
from commonground.showcase.formats import Pack
from commonground.showcase.formats.missing import GapEntry, Missing


def work_on_gaps(*, pack: Pack, by: Viewer, tell: Tell) -> None:
    """All of missing.toml, once and whole, or not at all: a place that has a gap already is left as it is."""
    missing = pack.missing
    if not missing.gaps or queries.has_gaps():
        return
    with transaction.atomic():
        _keep(missing, pack, by)
    tell(f"{len(missing.gaps)} gaps that somebody works on, and what people did not find, as an example")


def _keep(missing: Missing, pack: Pack, by: Viewer) -> None:
    for entry in missing.not_found:
        said_by = _ago(by, entry.weeks_ago)
        area = places.area_by_reference(pack.codes.get(entry.area, entry.area), on=by.today)
        for _ in range(entry.times):
            none_found.say_none_found(need=entry.need, band=entry.band, area=area.pk, why=entry.why, by=said_by)
    none_found.close_weeks(by=by)
    for one in missing.gaps:
        _work_on(one, pack, by)


def _work_on(entry: GapEntry, pack: Pack, by: Viewer) -> None:
    """Opened, reported on and ended on the days that the pack says."""
    gap = kept_gaps.open_gap(
        need=entry.need,
        band=entry.band,
        area=places.area_by_reference(pack.codes.get(entry.area, entry.area), on=by.today),
        origin=entry.origin,
        about=entry.about,
        owner=partners.organisation(entry.owner),
        next_step=entry.action,
        due_on=_due(by, entry.due),
        by=_ago(by, entry.weeks_ago),
    )
    for step in entry.steps:
        kept_gaps.report_on_gap(
            gap=gap,
            based_on=gap.version,
            text=step.text,
            next_step=step.action,
            due_on=_due(by, step.due),
            by=_ago(by, step.weeks_ago),
        )
    if entry.outcome:
        kept_gaps.close_gap(
            gap=gap,
            based_on=gap.version,
            outcome=entry.outcome,
            outcome_text=entry.outcome_text,
            by=_ago(by, entry.ended_ago),
        )


def _ago(by: Viewer, weeks: int) -> Viewer:
    """Somebody at the keyboard so many weeks ago."""
    return replace(by, now=by.now - timedelta(weeks=weeks))


def _due(by: Viewer, weeks: int) -> date:
    return by.today + timedelta(weeks=weeks)
