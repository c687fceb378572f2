"""The first screen: what needs me, what is coming, what changed; and what to do first while there is nothing.

What somebody sees follows from their permissions and the places of their roles, never from the name of a role; whom a
first step is meant for is data (packs/first_steps.toml).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.work import queries as work
from commonground.ground.directory import queries as directory
from commonground.ground.evidence import queries as evidence
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.partners import queries as partners
from commonground.ground.places import queries as places
from commonground.insight.home import rules
from commonground.insight.home.queries.today import ahead, groups, programmes, reports, services, waiting
from commonground.insight.home.queries.today.measures import Measure, OwnPlace, own_places
from commonground.insight.home.rules.day import Item, by_day, in_order
from commonground.insight.home.rules.first_steps import FirstStep, first_steps_for, read_first_steps
from commonground.insight.reports import queries as group_reports
from commonground.partnership.groups import queries as partnership_groups

if TYPE_CHECKING:
    from django.db.models.expressions import Combinable

    from commonground.foundation.work.models import Job
    from commonground.ground.evidence.models import Preparation
    from commonground.ground.partners.models import Partnership
    from commonground.ground.places.models import Area, FootprintVersion

__all__ = ["Measure", "OwnPlace", "Today", "today"]

PACK = Path(__file__).parents[2] / "packs" / "first_steps.toml"
MOST, MOST_JOBS = 5, 10


@dataclass(frozen=True)
class Today:
    """Empty lists are not shown. `steps` come first where nothing needs the viewer, and fold away else."""

    partnership: "Partnership | None"
    sentences: Sequence[str] = ()
    needs: Sequence[Item] = ()
    coming: Sequence[Item] = ()
    places: Sequence[OwnPlace] = ()
    steps: Sequence[FirstStep] = ()
    prepared: "Preparation | None" = None
    released: Sequence[evidence.SourceNote] = ()
    published: "Sequence[FootprintVersion]" = ()


@dataclass(frozen=True)
class Asked:
    """What more than one list of the page is made of, asked once."""

    lately: places.Lately
    jobs: "Sequence[Job]"
    leavers: Sequence[partners.Leaver]
    run_out: int  # invitations that nobody answered in time
    in_groups: partnership_groups.MyDay
    reports: group_reports.ToDo
    services: directory.ToDo


def today(viewer: Viewer) -> Today:
    """The first screen of a viewer. Twelve queries at most."""
    looks_after = waiting.looks_after(viewer)
    partnership: Any = partners.partnership(**_along(viewer, looks_after=looks_after))
    if partnership is None:
        return Today(None)
    held = next(iter(evidence.PREPARED.read(partnership.prepared)), None)
    in_groups = partnership_groups.today_of(viewer)
    asked = Asked(
        places.versions_lately(viewer),
        work.NOT_DONE.read(getattr(partnership, "jobs", None)),
        partners.leavers(viewer) if looks_after else (),
        getattr(partnership, "run_out", None) or 0,
        in_groups,
        group_reports.to_do(viewer, inside=in_groups.inside),
        directory.to_do(partnership),
    )
    return Today(
        partnership,
        sentences=_headline(partnership.area, held),
        needs=in_order(_needs(viewer, asked, held)),
        coming=by_day(_coming(viewer, asked)),
        places=own_places(places.AREAS.read(getattr(partnership, "own_areas", None)), root=partnership.area, held=held),
        steps=first_steps_for(viewer, _steps()),
        prepared=held if viewer.may("evidence.import") else None,
        released=_released(held)[:MOST] if held else (),
        published=asked.lately.published[:MOST],
    )


def _along(viewer: Viewer, *, looks_after: bool) -> "dict[str, Combinable]":
    """What is read along with the partnership: the newest cube, places of the viewer's roles, what waits elsewhere."""
    along: dict[str, Combinable] = {**directory.to_do_along(viewer), "prepared": evidence.newest_preparation()}
    if looks_after:
        along["run_out"] = partners.invitations_run_out(viewer)
    if viewer.may("work.read"):
        along["jobs"] = work.not_done_along(viewer, most=MOST_JOBS)
    if own_areas := {held.area for held in viewer.current_memberships if held.area}:
        along["own_areas"] = places.areas_along(own_areas)
    return along


@lru_cache(maxsize=2)
def _released(held: "Preparation") -> Sequence[evidence.SourceNote]:
    """The releases that the figures were prepared from, the latest first: the same as long as it stands."""
    return sorted(evidence.source_notes(held.releases), key=lambda note: (note.made_at, note.dataset), reverse=True)


def _needs(viewer: Viewer, asked: Asked, held: "Preparation | None") -> chain[Item]:
    is_stale = viewer.may("evidence.import") and evidence.is_stale(held=held)
    return chain(
        groups.needs(asked.in_groups, today=viewer.today),
        reports.needs(asked.reports),
        programmes.needs(viewer),
        services.needs(asked.services, today=viewer.today),
        waiting.agreements(viewer),
        waiting.maps(viewer, asked.lately),
        waiting.accounts(asked.leavers, asked.run_out),
        waiting.work_to_look_at(asked.jobs),
        waiting.own_figures(viewer),
        waiting.figures(viewer, is_stale=is_stale),
    )


def _coming(viewer: Viewer, asked: Asked) -> chain[Item]:
    if viewer.is_public:
        return chain()
    return chain(
        groups.coming(asked.in_groups.meetings),
        ahead.maps(viewer, asked.lately),
        ahead.my_roles(viewer),
        ahead.leaving(asked.leavers, today=viewer.today),
        ahead.work_under_way(asked.jobs),
    )


@cache
def _steps() -> list[FirstStep]:
    return read_first_steps(PACK.read_text(encoding="utf-8"))


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
