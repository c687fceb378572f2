"""The gap matrix of one map: how many children have a need, what is offered to them, what is missing (S2, S4–S7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.text import slugify

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory import access
from commonground.ground.directory.queries.kept_gaps import KeptGap, gaps_by_area
from commonground.ground.directory.queries.needs import Counted, counted, limit, needs, policy
from commonground.ground.directory.queries.offers import offers
from commonground.ground.directory.queries.words import Word, groupings
from commonground.ground.directory.rules import cliff, gaps
from commonground.ground.directory.rules import overlaps as overlapping
from commonground.ground.directory.rules.overlaps import Crowd, Overlap
from commonground.ground.evidence import queries as evidence
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.places import queries as places

if TYPE_CHECKING:
    from commonground.ground.places.models import Area

Figures = Mapping[tuple[str, str], Sequence[Figure]]
LOCALITY = "locality"  # the kind of area (packs/area_types.toml of places)
AHEAD_YEARS = 2  # how far the end of funding is looked for


@dataclass(frozen=True)
class Choice:
    """One map, or kind of area, that the matrix can be drawn for."""

    slug: str
    label: str
    areas: "tuple[Area, ...]"


@dataclass(frozen=True)
class Line:
    """One row of the matrix as it is shown: its words, where its children come from, a cell for each area.

    `figures`: area → the newest figure of each of its indicators, where there is one.
    """

    row: gaps.Row
    need: Word
    grouping: Word
    counted: Counted
    figures: Mapping[str, tuple[Figure, ...]]
    cells: tuple[gaps.Cell, ...]

    @property
    def periods(self) -> str:
        """Of when its figures are, in the words of the catalogue's keys."""
        return ", ".join(sorted({figure.period for held in self.figures.values() for figure in held}))


@dataclass(frozen=True)
class GapPage:
    """The matrix with what was chosen, its largest gaps, the same offer twice, and where funding ends.

    `quarters` is None where the viewer may not read until when services are paid for. `kept` are gaps that somebody
    works on, by need and area key, for those who may know of them.
    """

    choices: tuple[Choice, ...]
    chosen: Choice
    grouping: str
    groupings: Mapping[str, Word]
    needs: Mapping[str, Word]
    names: Mapping[str, str]
    lines: tuple[Line, ...]
    largest: tuple[gaps.Cell, ...]
    overlaps: tuple[Overlap, ...]
    crowds: tuple[Crowd, ...]
    quarters: tuple[cliff.Quarter, ...] | None
    policy: gaps.Policy
    kept: Mapping[tuple[str, str], Sequence[KeptGap]]
    may_read_kept: bool
    may_keep_gaps: bool

    def worked_on(self, cell: gaps.Cell) -> list[KeptGap]:
        """Gaps of a cell that somebody works on."""
        row = cell.row
        return [one for one in self.kept.get((row.need, cell.area), ()) if one.concerns(row.youngest, row.oldest)]

    @property
    def by_grouping(self) -> list[tuple[Word, int, int, int]]:
        """Grouping, cells with a gap, of how many that can be judged, pairs of services with the same offer."""
        held = gaps.by_grouping(cell for line in self.lines for cell in line.cells)
        pairs = overlapping.by_grouping(self.overlaps)
        return [
            (word, *held.get(code, (0, 0)), pairs.get(code, 0))
            for code, word in self.groupings.items()
            if code in held or code in pairs
        ]

    @property
    def named_overlaps(self) -> tuple[Overlap, ...]:
        """The pairs that are named: those that share most."""
        return self.overlaps[: limit("most_pairs")]

    @property
    def sources(self) -> list[str]:
        """Where shares were published that numbers of children are estimated by."""
        return list(dict.fromkeys(line.counted.source for line in self.lines if line.counted.source))


def gap_page(viewer: Viewer, *, map_slug: str = "", grouping: str = "") -> GapPage:
    """The matrix of one map, or of the first there is, at one grouping or all. Raises NotFound for another name.

    Seven queries, however many services and areas.
    """
    on = viewer.today
    choices, chosen = map_chosen(map_slug, on=on)
    if grouping and grouping not in groupings():
        raise NotFound("There is no such kind of help. Choose one of the list.")
    among = reached(chosen, on=on)
    offered = offers(among, on=on)
    lines = _lines(chosen, offered, grouping)
    paid = cliff.cliff(offered, on=on, until=on.replace(year=on.year + AHEAD_YEARS, day=1))
    cells = [cell for line in lines for cell in line.cells]
    shown = [one for one in offered if not grouping or grouping in one.groupings]
    pairs, crowds = overlapping.overlaps(shown, most=limit("crowd"))
    return GapPage(
        choices, chosen, grouping, groupings(), needs(), {area.key: area.name for area in chosen.areas}, lines,
        tuple(gaps.largest(cells, most=limit("most_named"))), tuple(pairs), tuple(crowds),
        tuple(paid) if access.may_read_funding(viewer) else None, policy(),
        gaps_by_area(among, viewer=viewer), access.may_read_gaps(viewer), viewer.may("directory.keep-gaps"),
    )  # fmt: skip


def map_chosen(map_slug: str, *, on: date) -> tuple[tuple[Choice, ...], Choice]:
    """What can be chosen, and the one of this name, or the first. Raises NotFound for another. One query."""
    choices = _choices(on)
    chosen = next((one for one in choices if one.slug == map_slug or not map_slug), None)
    if chosen is None:
        raise NotFound("There is no such map. Choose one of the list.")
    return choices, chosen


def _choices(on: date) -> tuple[Choice, ...]:
    """Maps in force; those of localities come first, because that is where partners decide on services."""
    held = [Choice(slugify(one.label), one.label, one.areas) for one in places.area_choices(on=on)]
    return tuple(sorted(held, key=lambda one: all(area.type_id != LOCALITY for area in one.areas)))


def reached(chosen: Choice, *, on: date) -> dict[str, places.Reach]:
    """How every other area stands to those of the map. One query."""
    return {area.key: near for area, near in places.reach_each(chosen.areas, on=on).items()}


def _lines(chosen: Choice, offered: Sequence[gaps.Offer], grouping: str) -> tuple[Line, ...]:
    every = counted()
    indicators = sorted({slug for one in every for slug in one.indicators})
    figures = evidence.figures_together(indicators, [area.key for area in chosen.areas])
    newest = {one.name: {area.key: _newest(one, area.key, figures) for area in chosen.areas} for one in every}
    need_of = {
        (row, area.key): _need(one, newest[one.name][area.key])
        for one in every
        for row in one.rows
        for area in chosen.areas
    }
    cells = gaps.matrix(need_of, offered, policy())
    words, kinds = needs(), groupings()
    return tuple(
        Line(
            row, words[row.need], kinds[row.grouping], one, newest[one.name],
            tuple(cells[row, area.key] for area in chosen.areas),
        )
        for one in every
        for row in one.rows
        if not grouping or row.grouping == grouping
    )  # fmt: skip


def _newest(one: Counted, area: str, figures: Figures) -> tuple[Figure, ...]:
    return tuple(held[-1] for slug in one.indicators if (held := figures.get((slug, area))))


def _need(one: Counted, newest: Sequence[Figure]) -> gaps.Need:
    """Children in need in an area: the newest figures together, and the published share of them. A symbol in one of
    them stands for the whole."""
    if len(newest) < len(one.indicators):
        return gaps.Need(None)
    symbols = [figure.symbol for figure in newest if figure.value is None]
    if symbols:
        return gaps.Need(None, symbol=symbols[0])
    whole = sum(_children(figure) for figure in newest)
    return gaps.Need(whole if one.share is None else whole * one.share, whole)


def _children(figure: Figure) -> float:
    """The count behind a figure: what a share is a share of would be no number of children."""
    return float(figure.numerator if figure.numerator is not None else figure.value or 0)
