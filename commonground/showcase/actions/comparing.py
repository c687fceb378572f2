"""Whom the place is compared with, and the impact panels that its papers quote."""

import hashlib
import json
from datetime import timedelta

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import actions, queries
from commonground.ground.evidence.rules.impact import Span
from commonground.ground.evidence.rules.neighbours import Neighbours
from commonground.ground.places import queries as places
from commonground.showcase.actions.partners import Tell
from commonground.showcase.formats import Pack
from commonground.showcase.formats.impact import MeasureEntry, PanelEntry


def keep_neighbours(*, pack: Pack, by: Viewer, tell: Tell) -> None:
    """The neighbours of the place itself, edition by edition: an extract, which gives way to the publisher's file."""
    new = 0
    for entry in pack.neighbours:
        listed = [Neighbours(entry.of, tuple((code, "") for code in entry.areas))]
        content = json.dumps([entry.of, *entry.areas]).encode()
        done = actions.keep_neighbours(
            listed=listed, valid_from=entry.valid_from, file="areas.toml", sha256=hashlib.sha256(content).hexdigest(),
            is_extract=True, by=by,
        )  # fmt: skip
        new += done.is_new
    if pack.neighbours:
        tell(f"{len(pack.neighbours)} sets of statistical neighbours, {new} of them new")


def keep_impact(*, pack: Pack, by: Viewer, tell: Tell) -> None:
    """Panels that are not there yet, with their measures and the change they speak for."""
    there = {panel.title for panel in queries.impact_panels()}
    new = [panel for panel in pack.impact if panel.title not in there]
    for panel in new:
        open_panel(panel=panel, pack=pack, by=by)
    if pack.impact:
        tell(f"{len(pack.impact)} impact panels, {len(new)} of them new")


def open_panel(*, panel: PanelEntry, pack: Pack, by: Viewer) -> None:
    area = places.area_by_reference(panel.area or pack.place.root)
    facts = actions.PanelFacts(
        title=panel.title, change=panel.change, source=panel.source, changed_on=panel.changed_on,
        changed_label=panel.changed_label, stage=panel.stage,
    )  # fmt: skip
    row = actions.open_panel(area=area.pk, facts=facts, by=by)
    for measure in panel.measures:
        add_measure(panel=row.slug, measure=measure, by=by)
    if panel.is_marked and panel.changed_on:
        known = f"{panel.source}. It says {panel.changed_label}." if panel.changed_label else panel.source
        actions.mark_change(
            area=area.pk, indicator=None, happened_on=panel.changed_on, title=panel.change, reason=known, by=by
        )


def add_measure(*, panel: str, measure: MeasureEntry, by: Viewer) -> None:
    held = queries.impact_page(panel).panel
    actions.add_entered_measure(
        panel=held, based_on=held.version, name=measure.name, unit=measure.unit, polarity=measure.polarity,
        before=measure.before, now=measure.now, source=measure.source,
        baseline=Span(measure.before_from, measure.before_until + timedelta(days=1), measure.before_label),
        latest=Span(measure.now_from, measure.now_until + timedelta(days=1), measure.now_label), by=by,
    )  # fmt: skip
