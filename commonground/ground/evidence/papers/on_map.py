"""A figure of every area of a map: on the page, and as a document."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.urls import reverse

from commonground.foundation.analysis.comparison import Outcome
from commonground.foundation.design import drawing
from commonground.foundation.design.charts import Bar, Comparator, bars
from commonground.foundation.design.drawing import Cell, Drawing
from commonground.foundation.documents.report import Column, Paragraph, Picture, Report, Section, Table
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence.papers.drawings import address_of
from commonground.ground.evidence.papers.tables import CONTACT, RowOfCells, columns
from commonground.ground.evidence.queries import OnMap
from commonground.ground.evidence.rules.figures import Figure, lower_first
from commonground.ground.places import queries as places

if TYPE_CHECKING:
    from commonground.ground.places.models import FootprintVersion

NO_FIGURE = "no figure"


@dataclass(frozen=True)
class FigureOnMap:
    """The areas of a map with their figures, as sentences, drawings and a table."""

    page: OnMap

    @property
    def title(self) -> str:
        return f"{self.page.about.name} on the map {self.page.version.label}"

    @cached_property
    def sentences(self) -> list[str]:
        """What the areas are together, and where the place that was asked about lies."""
        page, about = self.page, self.page.about
        said = []
        if page.together is not None:
            said.append(f"Together {about.text(page.together)}.")
        if page.not_placed is not None:
            said.append(f"Not placed: {about.text(page.not_placed)}.")
        without = [one.area.name for one, figure in self.pairs if figure is None or figure.value is None]
        if without:
            said.append(f"Without a number, and so not counted as nought: {', '.join(without)}.")
        if page.area is not None and page.held_by:
            said.append(self._lies_in)
        return said

    @property
    def _lies_in(self) -> str:
        page = self.page
        assert page.area is not None  # asked for only then
        names = [area.name for area in page.held_by]
        if [area.pk for area in page.held_by] == [page.area.pk]:
            return f"{page.area.name} is one of its areas, with the same ground."
        where = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
        return (
            f"{page.area.name} lies in {where} on this map." if len(names) == 1 else f"{page.area.name} meets {where}."
        )

    @property
    def pairs(self) -> list[tuple[places.Locality, Figure | None]]:
        return list(zip(self.page.localities, self.page.figures, strict=True))

    @cached_property
    def _shown_columns(self) -> list[str]:
        """Heads of the columns that have anything to show."""
        found = [figure for _, figure in self.pairs if figure is not None]
        wanted = {
            "95% interval": any(figure.interval_text for figure in found),
            "Compared with England": any(figure.outcome is not Outcome.NOT_COMPARED for figure in found),
            "Estimated": any(figure.is_rebased for figure in found),
        }
        return ["Area", "Value", *(label for label, is_wanted in wanted.items() if is_wanted)]

    @property
    def row_columns(self) -> Sequence[drawing.Column]:
        return columns(*self._shown_columns, numbers=("Value", "95% interval"))

    @property
    def rows(self) -> list[RowOfCells]:
        return [self._row(one, figure) for one, figure in self.pairs]

    def _row(self, one: places.Locality, figure: Figure | None) -> RowOfCells:
        name = f"{one.area.name} (holds this place)" if one.area in self.page.held_by else one.area.name
        if figure is None:
            return [name, NO_FIGURE, *[""] * (len(self._shown_columns) - 2)]
        cells: dict[str, str | Cell] = {
            "Area": Cell(name, address_of(figure, one.area.slug)),
            "Value": figure.text,
            "95% interval": figure.interval_text,
            "Compared with England": ""
            if figure.outcome is Outcome.NOT_COMPARED
            else figure.outcome.value.capitalize(),
            "Estimated": figure.estimated_text if figure.is_rebased else "",
        }
        return [cells[label] for label in self._shown_columns]

    @property
    def base(self) -> str:
        """The areas that the map is put together from."""
        return lower_first(self.page.version.base.name)

    @property
    def carried(self) -> list[str]:
        """How figures were carried over, each way once."""
        found = [figure for _, figure in self.pairs if figure is not None and figure.is_rebased]
        ways = dict.fromkeys(
            f"Carried over from {lower_first(figure.rebased_from)} to {lower_first(figure.rebased_to)}"
            + (f", split areas by {figure.weighted_by}." if figure.weighted_by else ", split areas in equal shares.")
            for figure in found
        )
        return list(ways)

    @property
    def notes(self) -> list[str]:
        """Why figures are not shown, each reason once."""
        return list(dict.fromkeys(figure.note for figure in self.page.figures if figure and figure.note))

    @property
    def vintages(self) -> list[str]:
        return list(dict.fromkeys(figure.vintage for figure in self.page.figures if figure and figure.vintage))

    @cached_property
    def chart(self) -> Drawing | None:
        page = self.page
        shown = [(one, figure) for one, figure in self.pairs if figure is not None]
        if len(shown) < 2:
            return None
        england = shown[0][1].england
        comparator = Comparator("England", england, page.about.text(england)) if england is not None else None
        items = [
            Bar(
                name=one.area.name,
                value=figure.value,
                lower=figure.lower,
                upper=figure.upper,
                text=figure.text,
                symbol=figure.symbol,
                href=address_of(figure, one.area.slug),
                highlighted=one.area in page.held_by,
            )
            for one, figure in sorted(shown, key=lambda pair: -(pair[1].value or 0))
        ]
        title = f"{page.about.short_name}, {page.version.label}, {page.period_label}"
        return bars(items, title=title, unit=page.about.unit, comparator=comparator)

    @cached_property
    def map(self) -> Drawing | None:
        """The boundaries themselves."""
        page = self.page
        hrefs = {one.area.key: address_of(figure, one.area.slug) for one, figure in self.pairs if figure is not None}
        return places.map_of_localities(list(page.localities), title=f"Boundaries of {page.version.label}", hrefs=hrefs)

    @property
    def address(self) -> tuple[str, ...]:
        page = self.page
        area = page.area or page.version.footprint.root
        return (page.about.slug, area.slug, page.period, page.version.footprint.slug, page.version.slug)

    @property
    def others(self) -> list[tuple[str, str, bool]]:
        """The maps to choose from: what it is called, its address, whether it is this one."""
        return map_choices(self.address[:3], self.page.maps, chosen=self.page.version.pk)

    @property
    def downloads(self) -> list[tuple[str, str, str]]:
        kinds = (("pdf", "PDF"), ("xlsx", "Excel"), ("csv", "CSV"))
        return [
            ("This table", reverse("evidence:on-map-file", args=[*self.address, suffix]), label)
            for suffix, label in kinds
        ]


def map_choices(
    figure: Sequence[str], maps: Sequence["FootprintVersion"], *, chosen: object = None
) -> list[tuple[str, str, bool]]:
    """Label and address of the same figure on each map; whether it is the one shown."""
    return [
        (str(one), reverse("evidence:on-map", args=[*figure, one.footprint.slug, one.slug]), one.pk == chosen)
        for one in maps
    ]


def on_map_report(page: OnMap, *, by: Viewer) -> Report:
    """What the page says, in the same order. The CSV holds one row an area."""
    shown = FigureOnMap(page)
    table = _table(shown)
    about = [Paragraph(" ".join([f"{page.period_label}.", *shown.sentences]))]
    about += [Paragraph(text) for text in (*shown.notes, *shown.carried, *shown.vintages)]
    sections = [Section("In short", list(about)), Section("Areas", [table])]
    if shown.chart:
        sections.append(Section("Beside each other", [Picture(shown.chart)]))
    return Report(
        title=shown.title,
        subtitle=page.period_label,
        as_at=by.today,
        contact=CONTACT,
        sections=sections,
        data=table,
        name="-".join(shown.address),
    )


def _table(shown: FigureOnMap) -> Table:
    numbers = {"Value", "Numerator", "Denominator", "Estimated share"}
    names = (
        "Area", "Key", "Period", "Value", "Symbol", "Numerator", "Denominator", "How made", "Carried over from",
        "Carried over to", "Estimated share", "Stands on", "Note",
    )  # fmt: skip
    return Table(
        caption=shown.title,
        columns=[Column(name, "number" if name in numbers else "text") for name in names],
        rows=[_line(one, figure, shown.page.period_label) for one, figure in shown.pairs],
    )


def _line(one: places.Locality, figure: Figure | None, period: str) -> tuple[str | float | None, ...]:
    if figure is None:
        return one.area.name, one.area.key, period, None, NO_FIGURE, *[None] * 8
    return (
        one.area.name, one.area.key, period, figure.value, figure.symbol, figure.numerator, figure.denominator,
        figure.computed, figure.rebased_from, figure.rebased_to,
        figure.estimated_share if figure.is_rebased else None, figure.vintage, figure.note,
    )  # fmt: skip
