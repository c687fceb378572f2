"""A monthly series of an area as a control chart: limits, signs, and the changes that are marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from commonground.foundation.analysis import control
from commonground.foundation.analysis.definitions import Method
from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence.models import ChangeMarker
from commonground.ground.evidence.queries.aims import begins, is_monthly, markers_for
from commonground.ground.evidence.queries.catalogue import indicator
from commonground.ground.evidence.queries.figures import series
from commonground.ground.evidence.rules.aims import place_of
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.evidence.rules.indicators import Definition
from commonground.ground.places import queries as places

if TYPE_CHECKING:
    from commonground.ground.places.models import Area

WINDOWS = (24, 36, 60, 0)  # months; nought: all there are
USUAL = 36


@dataclass(frozen=True)
class ControlPage:
    """`changes` are markers with their place in the series; limits begin anew at them where `from_changes`."""

    about: Definition
    area: "Area"
    figures: Sequence[Figure]
    chart: control.Chart
    changes: Sequence[tuple[int, ChangeMarker]]
    months: int
    from_changes: bool
    in_all: int


def control_page(
    slug: str, area_reference: str, *, viewer: Viewer, months: int | None = None, from_changes: bool = False
) -> ControlPage:
    """Raises NotFound for an area, and for a figure that has no monthly series there."""
    about = indicator(slug)
    area = places.area_by_reference(area_reference, on=viewer.today)
    held = series(slug, [area.key]).get(area.key, []) if is_monthly(about) else []
    if not held:
        raise NotFound(f"There is no monthly series of {about.short_name} for {area.name}.")
    return control_of(about, area, held, months=months, from_changes=from_changes)


def control_of(
    about: Definition,
    area: "Area",
    held: Sequence[Figure],
    *,
    months: int | None = None,
    from_changes: bool = False,
    markers: Sequence[ChangeMarker] | None = None,
) -> ControlPage:
    """The chart of figures that a page has already, the oldest first; `markers` where it has them too."""
    window = months if months in WINDOWS else USUAL
    figures = held[-window:] if window else held
    days = [begins(one) for one in figures]
    marked = markers_for(area, about.slug) if markers is None else markers
    placed = [(at, row) for row in marked if (at := place_of(row.happened_on, days)) is not None]
    changes = [at for at, _ in placed] if from_changes else []
    floor = None if about.method is Method.WEIGHTED_MEAN else 0.0
    chart = control.xmr([one.value for one in figures], changes=changes, floor=floor)
    return ControlPage(about, area, figures, chart, placed, window, from_changes, len(held))
