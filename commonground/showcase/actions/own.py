"""Figures that organisations of an example place count themselves, through the actions of the pages. All invented."""

from typing import TYPE_CHECKING

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import actions as evidence
from commonground.ground.evidence.actions import own
from commonground.ground.evidence.queries import own as own_queries
from commonground.ground.evidence.rules import own as rules
from commonground.ground.evidence.rules.indicators import Method, Polarity
from commonground.ground.partners import queries as partners
from commonground.showcase.actions.partners import Tell
from commonground.showcase.formats import OwnEntry, Pack

if TYPE_CHECKING:
    from commonground.ground.evidence.models import OwnSeries


def bring_figures(*, pack: Pack, by: Viewer, tell: Tell) -> None:
    """Define what is not defined yet and hand in its file; a file that was taken before changes nothing."""
    held = {series.indicator.name: series for series in own_queries.own_series(by)}
    for entry in pack.own:
        series = held.get(entry.name) or _define(entry, by)
        path = pack.folder / "figures" / entry.file
        content = path.read_bytes()
        is_new = not own_queries.was_taken(series, content)
        if is_new:
            evidence.bring_file(series=series, filename=path.name, content=content, reading=entry.reading, by=by)
        tell(f"{entry.name}" + (" released" if is_new else ", released before"))


def _define(entry: OwnEntry, by: Viewer) -> "OwnSeries":
    about = rules.OwnDefinition(
        name=entry.name, definition=entry.definition, unit=entry.unit, licence=entry.licence, theme=entry.theme,
        method=Method(entry.method), polarity=Polarity(entry.polarity), period_kind=entry.period_kind,
        multiplier=entry.multiplier, denominator=entry.denominator, caveat=entry.caveat,
        suppress_below=entry.suppress_below, is_invented=True,
    )  # fmt: skip
    return own.start_series(organisation=partners.organisation(entry.organisation).name, about=about, by=by)
