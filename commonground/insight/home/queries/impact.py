"""What a map that is being drawn would change: children and deprivation of its areas, before and after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import queries as evidence
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.places import queries as places
from commonground.insight.home import rules
from commonground.insight.home.rules import Group, groups_of

if TYPE_CHECKING:
    from commonground.ground.places.models import FootprintVersion


@dataclass(frozen=True)
class Impact:
    """A map and the one it would take the place of; by name of area what each holds, before and after.

    `before_total` and `after_total` hold everything, so that nothing is lost between maps.
    """

    version: "FootprintVersion"
    before: "FootprintVersion | None"
    rows: Sequence[tuple[str, Group | None, Group | None]]
    before_total: Group
    after_total: Group


def version_impact(viewer: Viewer, *, footprint_slug: str, version_slug: str) -> Impact:
    """The impact of a version the viewer may see, from the figures of the areas it is put together from.

    Raises NotFound. Localities of a draft have no figures of their own yet, so their parts' are put together here.
    """
    version = places.version_for(viewer, footprint_slug=footprint_slug, version_slug=version_slug)
    before = places.before_of(version, today=viewer.today)
    level = places.finest_level(version.footprint)
    parts = places.parts_to_place(version, level)
    children, score = _newest(rules.CHILDREN, list(parts)), _newest(rules.DEPRIVATION, list(parts))
    then = groups_of(places.placed(before, level) if before else {}, children, score, parts=parts)
    now = groups_of(places.placed(version, level), children, score, parts=parts)
    names = sorted({*then, *now} - {rules.NOT_PLACED})
    rows = [(name, then.get(name), now.get(name)) for name in names]
    unplaced = (then.get(rules.NOT_PLACED), now.get(rules.NOT_PLACED))
    if any(unplaced):
        rows.append(("Not placed", *unplaced))
    return Impact(version, before, rows, _total(then), _total(now))


def _newest(indicator: str, keys: Sequence[str]) -> dict[str, Figure]:
    return {key: figures[-1] for key, figures in evidence.series(indicator, keys).items() if figures}


def _total(groups: Mapping[str, Group]) -> Group:
    return Group.together(groups.values())
