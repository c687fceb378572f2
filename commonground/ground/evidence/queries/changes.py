"""What became of the small areas of a place between two censuses, and what that means for its figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence.queries.figures import figures_for
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.places import queries as places

if TYPE_CHECKING:
    from commonground.ground.places.models import Area


@dataclass(frozen=True)
class ChangesPage:
    """`carried` are the newest figures of the place that were carried over from other small areas; `without_fit` the
    areas in it that no small area is counted to."""

    area: "Area"
    redrawings: Sequence[places.Redrawing]
    carried: Sequence[Figure]
    without_fit: Sequence["Area"]


def changes_page(area_reference: str, *, viewer: Viewer) -> ChangesPage:
    """Raises NotFound, Ambiguous for an area that is none or several."""
    area = places.area_by_reference(area_reference, on=viewer.today)
    newest = {figure.indicator: figure for figure in figures_for(area.key) if figure.is_rebased}
    return ChangesPage(
        area=area,
        redrawings=places.redrawings(area),
        carried=list(newest.values()),
        without_fit=places.without_best_fit(within=area),
    )
