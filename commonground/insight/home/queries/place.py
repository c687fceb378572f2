"""The page of a place: where it stands, and what evidence tells of it.

Where it stands is asked at once; evidence only when a page shows it, so that a page kept in the cache reads none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from commonground.foundation.analysis.ranks import ranks
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import queries as evidence
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.evidence.rules.indicators import Definition
from commonground.ground.places import queries as places
from commonground.insight.home import rules
from commonground.insight.home.queries.standing import Standing, standing
from commonground.insight.home.queries.themes import Theme, themes_of
from commonground.insight.home.rules.maps import Stands

if TYPE_CHECKING:
    from commonground.ground.evidence.models import Preparation
    from commonground.ground.places.models import Area

ENGLAND = "E92000001"


@dataclass(frozen=True)
class PlacePage:
    """Everything the page of one area shows, on one map and for one chosen figure."""

    area: "Area"
    standings: tuple[Standing, ...]
    chosen: Standing | None
    wanted_figure: str
    today: date
    preparation: "Preparation | None"
    state: places.State

    @property
    def is_stale(self) -> bool:
        """Whether places have changed since figures were prepared (or none were)."""
        return self.preparation is None or self.preparation.places != self.state.fingerprint

    @property
    def key(self) -> str:
        """Changes whenever anything on the page would: places, maps, figures, the day, and what was asked for."""
        chosen = self.chosen.map.address if self.chosen else ""
        prepared = self.preparation.pk if self.preparation else ""
        return f"{self.area.pk} {chosen} {self.wanted_figure} {prepared} {self.today} {' '.join(map(str, self.state))}"

    @property
    def school(self) -> int | None:
        """The number of the school that the area is: it has a page of its own; None for every other area."""
        return places.school_number(self.area)

    # --- where it stands ----------------------------------------------------------------------------------------------

    @cached_property
    def root(self) -> "Area":
        """The whole place: the area that the map divides, or the area itself where it is on no map."""
        return self.chosen.root if self.chosen else self.area

    @property
    def is_root(self) -> bool:
        return self.root.pk == self.area.pk

    @cached_property
    def above(self) -> list["Area"]:
        """The areas around this one, the largest first, for the way back."""
        if self.chosen is None:
            return places.official_wholes(self.area)[:1]
        around = [] if self.is_root else [self.root]
        if self.chosen.map.stands is Stands.WITHIN:
            around += self.chosen.wholes
        return around

    @property
    def elsewhere(self) -> list[Standing]:
        """The other maps that show it."""
        return [one for one in self.standings if one is not self.chosen]

    @cached_property
    def parts_on_map(self) -> list["Area"]:
        """What forms it on this map; nothing for an area that the map does not divide further."""
        if self.chosen is None:
            return []
        if self.chosen.map.stands is Stands.DIVIDED:
            return places.largest_areas_on(self.chosen.map.footprint, self.chosen.map.slug)
        return [part for part in self.chosen.parts if part.pk != self.area.pk]

    @property
    def parts(self) -> list["Area"]:
        """What it is divided into: on this map, or else the largest official areas in it that have figures."""
        return self.parts_on_map or self._official_parts

    @cached_property
    def _official_parts(self) -> list["Area"]:
        inside = places.official_parts(self.area)
        measured = self._series_of([part.key for part in inside])
        with_figures = [part for part in inside if part.key in measured]
        kinds = [part.type_id for part in with_figures or inside]
        return [part for part in with_figures or inside if part.type_id == kinds[0]]

    @cached_property
    def peers(self) -> list["Area"]:
        """The areas of the map that it is one of, itself among them; nothing for an area that is none of the map."""
        if self.chosen is None or self.chosen.map.stands is not Stands.OWN:
            return []
        return places.largest_areas_on(self.chosen.map.footprint, self.chosen.map.slug)

    @property
    def peers_in_words(self) -> str:
        """What the areas of its map are called: districts; where they are of several kinds, areas of this map."""
        kinds = {area.type.plural for area in self.peers}
        return rules.lower_first(kinds.pop()) if len(kinds) == 1 else "areas of this map"

    @property
    def parts_in_words(self) -> str:
        """What its parts are called: districts, small areas; localities, even where some are whole districts."""
        kinds = {part.type.plural for part in self.parts}
        drawn = {part.type.plural for part in self.parts if part.footprint_id}
        named = kinds if len(kinds) == 1 else drawn
        return rules.lower_first(named.pop()) if len(named) == 1 else "parts"

    # --- what evidence tells ------------------------------------------------------------------------------------------

    @cached_property
    def series(self) -> dict[str, list[Figure]]:
        """Every figure of the area, by indicator in the order of the catalogue, oldest period first."""
        return _by_indicator(evidence.figures_for(self.area.key, held=self.preparation)) if self.preparation else {}

    @cached_property
    def latest(self) -> dict[str, Figure]:
        """The newest figure of each indicator."""
        return {slug: figures[-1] for slug, figures in self.series.items()}

    @cached_property
    def carried(self) -> list[str]:
        """How newest figures were carried over from small areas of another year: each way once, with the figures."""
        ways: dict[tuple[str, str, str], list[str]] = {}
        for figure in self.latest.values():
            if figure.is_rebased:
                way = figure.rebased_from, figure.rebased_to, figure.shared_out
                ways.setdefault(way, []).append(f"{figure.about.short_name} ({figure.estimated_text} estimated)")
        return [
            f"Carried over from {rules.lower_first(before)} to {rules.lower_first(after)}, split areas {how}: "
            f"{', '.join(names)}."
            for (before, after, how), names in ways.items()
        ]

    @cached_property
    def root_latest(self) -> dict[str, Figure]:
        """The newest figure of each indicator for the whole place."""
        if self.is_root or self.preparation is None:
            return self.latest
        held = _by_indicator(evidence.figures_for(self.root.key, held=self.preparation))
        return {slug: figures[-1] for slug, figures in held.items()}

    @cached_property
    def only_for_root(self) -> list[Figure]:
        """Figures that are published for the whole place but not below it."""
        return [
            figure
            for slug, figure in self.root_latest.items()
            if slug not in self.latest and figure.about.is_headline and rules.is_mappable(figure.about)
        ]

    @cached_property
    def themes(self) -> list[Theme]:
        """Figures by theme; children by age have a section of their own."""
        return themes_of(figure for slug, figure in self.latest.items() if slug not in rules.AGE_BANDS)

    @cached_property
    def sentences(self) -> list[str]:
        """One paragraph in plain words."""
        name, latest = self.area.name, self.latest
        root = self.root_latest.get(rules.CHILDREN)
        unlike = rules.most_unlike(latest.values())
        said = [
            rules.children_sentence(name, latest.get(rules.CHILDREN), root_name=self.root.name, root=root),
            rules.deprivation_sentence(name, latest.get(rules.DEPRIVATION), place=self._deprivation_among_others),
        ]
        if any(figure.lower is not None for figure in latest.values()):
            said.append(rules.unlike_sentence(unlike))
        moves = rules.clear_movements(self.series)
        periods = max((len(figures) for figures in self.series.values()), default=0)
        return [*said, rules.movement_sentence(moves, periods=periods)] if latest else said[:1]

    @property
    def _deprivation_among_others(self) -> rules.Place | None:
        """Where its deprivation stands among the areas of its map."""
        held = evidence.series(rules.DEPRIVATION, [area.key for area in self.peers], held=self.preparation)
        found = ranks({key: figures[-1].value for key, figures in held.items()}).get(self.area.key)
        return rules.Place(found.rank, found.of, self.peers_in_words) if found else None

    @cached_property
    def ages(self) -> list[Figure]:
        """Children by age, the youngest first."""
        return [self.latest[slug] for slug in rules.AGE_BANDS if slug in self.latest]

    # --- the chosen figure --------------------------------------------------------------------------------------------

    @cached_property
    def choices(self) -> list[Definition]:
        """The figures that can be chosen for parts and trend."""
        return [figure.about for slug, figure in self.latest.items() if slug not in rules.AGE_BANDS]

    @cached_property
    def figure(self) -> Figure | None:
        """The figure the map and the trend show: the one asked for, or where the area has none of it the default."""
        return self.latest.get(self.wanted_figure) or self.latest.get(rules.default_figure(self.latest.values()))

    @cached_property
    def missing(self) -> Definition | None:
        """The figure asked for, where this area has none of it."""
        is_here = not self.wanted_figure or self.wanted_figure in self.latest
        return None if is_here else evidence.indicator(self.wanted_figure)

    @cached_property
    def drawn(self) -> list["Area"]:
        """What the map shows: the parts where they have the chosen figure, else the areas beside this one."""
        return self.parts if self._newest_of(self.parts) else self.peers

    @property
    def are_peers(self) -> bool:
        """The map shows this area among others, not its parts."""
        return self.area in self.drawn

    @cached_property
    def drawn_figures(self) -> dict[str, Figure]:
        """The chosen figure of each area on the map, for the newest period that any has; by key of the area."""
        return self._newest_of(self.drawn)

    def _newest_of(self, areas: Sequence["Area"]) -> dict[str, Figure]:
        held = self._series_of([area.key for area in areas])
        newest = max((figures[-1].period for figures in held.values()), default="")
        return {key: figures[-1] for key, figures in held.items() if figures[-1].period == newest}

    @cached_property
    def region(self) -> "Area | None":
        """The official area around the whole place, for comparison in a trend."""
        return next(iter(places.official_wholes(self.root)), None)

    def _series_of(self, keys: Sequence[str]) -> dict[str, list[Figure]]:
        if self.figure is None or not keys:
            return {}
        return evidence.series(self.figure.indicator, keys, held=self.preparation)

    def trend_of(self, slug: str, *, beside_region: bool = True) -> list[tuple[str, list[Figure]]]:
        """A figure through time by name: the area, the whole place, its region. [] for a single period."""
        if len(self.series.get(slug, ())) < 2:
            return []
        named = [(self.area.key, self.area.name), (self.root.key, self.root.name)]
        named += [(self.region.key, self.region.name)] if beside_region and self.region else []
        held = evidence.series(slug, [key for key, _ in named], held=self.preparation)
        return [(name, held[key]) for key, name in dict(named).items() if key in held]

    @property
    def telling(self) -> list[str]:
        """The figures that the paragraph names, by indicator: most unlike England, and moved most."""
        named = [figure.indicator for figure in rules.most_unlike(self.latest.values())]
        named += [move.now.indicator for move in rules.clear_movements(self.series)[:1]]
        return list(dict.fromkeys(named))

    @cached_property
    def sources(self) -> Sequence[evidence.SourceNote]:
        """Where the figures come from."""
        behind = evidence.releases_behind(self.latest.values())
        return [note for note in _sources(self.preparation) if note.release in behind] if self.preparation else []


def place_page(
    slug: str, *, viewer: Viewer, wanted_map: str = "", on: date | None = None, wanted_figure: str = ""
) -> PlacePage:
    """The page at /places/<slug>/. Raises NotFound for an area, map, day or figure that there is not."""
    now = places.state()
    area, standings, chosen = _facts(slug, wanted_map, on, viewer.today, now)
    page = PlacePage(
        area=area,
        standings=standings,
        chosen=chosen,
        wanted_figure=wanted_figure,
        today=viewer.today,
        preparation=evidence.current_preparation(),
        state=now,
    )
    if wanted_figure and wanted_figure not in page.latest:
        evidence.indicator(wanted_figure)
    return page


@lru_cache(maxsize=512)
def _facts(
    slug: str, wanted_map: str, on: date | None, today: date, state: places.State
) -> tuple["Area", tuple[Standing, ...], Standing | None]:
    """The area, its maps and the one it is shown on: the same as long as places are. Public, so they may be kept."""
    area, maps = places.area_on_maps(slug)
    standings = tuple(standing(area, held) for held in maps)
    chosen = rules.chosen_map([one.map for one in standings], wanted=wanted_map, on=on, today=today)
    return area, standings, next((one for one in standings if one.map is chosen), None)


def _by_indicator(figures: Sequence[Figure]) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = {}
    for figure in figures:
        found.setdefault(figure.indicator, []).append(figure)
    return found


@lru_cache(maxsize=2)
def _sources(preparation: "Preparation") -> Sequence[evidence.SourceNote]:
    """The releases that a preparation was made from: as long as it stands they stay the same."""
    return evidence.source_notes(preparation.releases)
