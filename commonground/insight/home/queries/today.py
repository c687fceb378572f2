"""The first screen: for visitors the place in two sentences, for people at work what is there for them already."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.work import queries as work
from commonground.ground.evidence import queries as evidence
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.partners import queries as partners
from commonground.ground.places import queries as places
from commonground.insight.home import rules

if TYPE_CHECKING:
    from commonground.foundation.work.models import Job
    from commonground.ground.evidence.models import Preparation, Release
    from commonground.ground.partners.models import Partnership
    from commonground.ground.places.models import Area, FootprintVersion

MOST = 5


@dataclass(frozen=True)
class Today:
    """What needs me, what changed, and the places that are mine. Empty lists are not shown."""

    partnership: "Partnership | None"
    sentences: Sequence[str] = ()
    my_places: Sequence["Area"] = ()
    drafts: Sequence["FootprintVersion"] = ()
    jobs: Sequence["Job"] = ()
    figures: "Figures | None" = None
    released: Sequence["Release"] = ()
    published: Sequence["FootprintVersion"] = ()
    roles: Sequence[str] = field(default_factory=list)


@dataclass(frozen=True)
class Figures:
    """When figures were prepared, and whether something has changed since."""

    prepared: "Preparation | None"
    is_stale: bool


def today(viewer: Viewer) -> Today:
    """The first screen of a viewer. At most ten queries."""
    partnership = partners.partnership()
    if partnership is None:
        return Today(None)
    changed: dict[str, Any] = {
        "released": list(evidence.releases()[:MOST]),
        "published": places.versions_published(most=MOST),
    }
    held = evidence.current_preparation()
    sentences = _headline(partnership.area, held)
    if viewer.is_public:
        return Today(partnership, sentences, **changed)
    draws = viewer.may("places.draft") or viewer.may("places.publish")
    loads = viewer.may("evidence.import")
    return Today(
        partnership,
        sentences,
        my_places=places.areas_by_id(held.area for held in viewer.current_memberships if held.area),
        drafts=places.versions_in_progress(viewer) if draws else (),
        jobs=_unfinished(viewer) if viewer.may("work.read") else (),
        figures=Figures(held, evidence.is_stale(held=held)) if loads else None,
        roles=sorted(viewer.roles),
        **changed,
    )


def _headline(area: "Area", held: "Preparation | None") -> list[str]:
    """How many children, how deprived, what is unlike England."""
    figures = evidence.figures_for(area.key, held=held) if held else []
    latest: dict[str, Figure] = {figure.indicator: figure for figure in figures}
    if not latest:
        return []
    return [
        rules.children_sentence(area.name, latest.get(rules.CHILDREN)),
        rules.deprivation_sentence(area.name, latest.get(rules.DEPRIVATION)),
        rules.unlike_sentence(rules.most_unlike(latest.values())),
    ]


def _unfinished(viewer: Viewer) -> list["Job"]:
    """Work that waits, runs, failed or was interrupted, the latest first."""
    return list(work.jobs(viewer).exclude(state__in=("done", "cancelled"))[:MOST])
