"""The comparison of an area: on the page, as a spine chart, and as a document."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from commonground.foundation.analysis.definitions import Polarity
from commonground.foundation.design import drawing
from commonground.foundation.design.charts import SpineRow, spine
from commonground.foundation.design.drawing import Cell, Drawing
from commonground.foundation.documents.report import Column, Paragraph, Picture, Report, Section, Table, figures_of
from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence.papers.drawings import address_of
from commonground.ground.evidence.papers.tables import CONTACT, RowOfCells, columns, on_paper
from commonground.ground.evidence.queries import ComparedFigure, ComparePage
from commonground.ground.evidence.rules.comparing import Against, Benchmark, tally, trend_words, words_of

COMPARISON, SPINE = "comparison", "spine"
NOT_THERE = "not available"
HOW_TOGETHER = (
    "Where neighbours have counts, these are added up and the figure is worked out from the sums; percentages are "
    "never averaged. Where only values are published it is their median. In brackets: how many had a figure."
)


@dataclass(frozen=True)
class ComparisonShown:
    """The measures of an area beside what they are compared with."""

    page: ComparePage

    @property
    def title(self) -> str:
        return f"{self.page.area.name} compared with {self.name}"

    @property
    def name(self) -> str:
        """The comparator as it stands in a sentence."""
        name = self.page.against_name
        return name if self.page.against not in list(Against) or name == "England" else name[:1].lower() + name[1:]

    @property
    def when(self) -> str:
        page = self.page
        if not page.period:
            return "the newest figure of each measure"
        labels = dict.fromkeys(row.figure.period_label for row in page.rows)
        return next(iter(labels)) if len(labels) == 1 else page.period

    @property
    def tally(self) -> str:
        return tally((row.graded.outcome for row in self.page.rows), name=self.name)

    @property
    def neighbours_sentence(self) -> str:
        """Which set of neighbours applies."""
        if self.page.edition is None:
            return ""
        edition, was_in_force = self.page.edition
        until = f" until {edition.valid_until:%-d %B %Y}" if edition.valid_until else ""
        said = (
            f"Statistical neighbours: the set of {edition.label}, in force from {edition.valid_from:%-d %B %Y}{until}"
        )
        carried = " It is the part of the set that this example carries." if edition.is_extract else ""
        if was_in_force:
            return f"{said}.{carried}"
        return f"{said}. No set held in the period shown; this is the first one there is.{carried}"

    how_together = HOW_TOGETHER

    @property
    def neighbour_rows(self) -> list[RowOfCells]:
        areas = self.page.neighbour_areas
        return [
            [
                str(one.place),
                Cell(areas[one.code].name, self.address(areas[one.code].slug)) if one.code in areas else one.name,
                *([one.closeness] if self._says_how_alike else []),
            ]
            for one in self.page.neighbours
        ]

    @property
    def neighbour_columns(self) -> Sequence[drawing.Column]:
        return columns("Place", "Authority", *(["How alike"] if self._says_how_alike else []))

    @property
    def _says_how_alike(self) -> bool:
        """Not every edition does."""
        return any(one.closeness for one in self.page.neighbours)

    def address(self, area: str) -> str:
        return reverse("evidence:compare", args=[area])

    # --- the measures -------------------------------------------------------------------------------------------------

    @cached_property
    def spine(self) -> Drawing | None:
        """One row a measure that has a range to stand in."""
        rows = [self._spine_row(row) for row in self.page.rows if row.spread is not None and row.spread.known > 1]
        if not rows:
            return None
        title = f"{self.page.area.name} among the areas of its level, beside {self.name}"
        return spine(rows, title=title, area=self.page.area.name, benchmark=self.page.against_name)

    def _spine_row(self, row: ComparedFigure) -> SpineRow:
        figure, spread, about = row.figure, row.spread, row.figure.about
        assert spread is not None  # asked for only then
        benchmark = row.benchmark.value if row.benchmark else None
        return SpineRow(
            name=about.short_name,
            value=figure.value,
            benchmark=benchmark,
            low=spread.low,
            quarter=spread.quarter,
            three_quarters=spread.three_quarters,
            high=spread.high,
            texts=(figure.text, text_of(row, row.benchmark), about.text(spread.low), about.text(spread.high)),
            word=words_of(row.graded),
            is_high_good={Polarity.HIGH: True, Polarity.LOW: False}.get(about.polarity),
            period=figure.period,
            href=address_of(figure, self.page.area.slug),
        )

    @property
    def row_columns(self) -> Sequence[drawing.Column]:
        names = ["Measure", "Period", self.page.area.name, *self._beside, "Compared", "Rank", "Trend of five years"]
        return columns(*names, numbers=[self.page.area.name, *self._beside])

    @property
    def _beside(self) -> list[str]:
        """The comparators that stand in the table: England and neighbours always, and the chosen one."""
        names = ["England", "Neighbours"]
        if self.page.against not in (Against.ENGLAND, Against.NEIGHBOURS):
            names.append(self.page.against_name)
        return [name for name in names if name != self.page.area.name]

    @property
    def rows(self) -> list[RowOfCells]:
        return [self._row(row) for row in self.page.rows]

    def _row(self, row: ComparedFigure) -> RowOfCells:
        figure = row.figure
        found = {"England": row.england, "Neighbours": row.neighbours}
        standing = row.standing
        rank = ", ".join(
            part for part in ((standing.text, standing.fifth, standing.missing_text) if standing else ()) if part
        )
        return [
            Cell(figure.about.measured, address_of(figure, self.page.area.slug)),
            figure.period,
            figure.text,
            *(text_of(row, found.get(name, row.benchmark)) for name in self._beside),
            words_of(row.graded).capitalize() or f"Not compared: {row.graded.reason}",
            rank or "not ranked",
            trend_words(row.direction).capitalize(),
        ]

    @property
    def sources(self) -> str:
        return ", ".join(dict.fromkeys(row.figure.vintage for row in self.page.rows if row.figure.vintage))

    # --- addresses ----------------------------------------------------------------------------------------------------

    @property
    def query(self) -> str:
        page = self.page
        asked = {"theme": page.theme, "against": page.against, "period": page.period}
        asked["edition"] = page.asked_edition
        return urlencode({name: value for name, value in asked.items() if value})

    def file(self, name: str, suffix: str) -> str:
        return f"{reverse('evidence:compare-file', args=[self.page.area.slug, name, suffix])}?{self.query}"

    @property
    def spine_csv(self) -> str:
        return self.file(SPINE, "csv")

    @property
    def spine_png(self) -> str:
        return self.file(SPINE, "png")

    @property
    def downloads(self) -> list[tuple[str, str, str]]:
        kinds = (("pdf", "PDF"), ("xlsx", "Excel"), ("csv", "CSV"))
        return [("This comparison", self.file(COMPARISON, suffix), label) for suffix, label in kinds]


def text_of(row: ComparedFigure, benchmark: Benchmark | None) -> str:
    """A value to compare with as written, or that there is none."""
    if benchmark is None or benchmark.value is None:
        return NOT_THERE
    return f"{row.figure.about.text(benchmark.value)}{benchmark.brief}"


def comparison_drawing(page: ComparePage, name: str) -> Drawing:
    """Raises NotFound for another name, and where there is nothing to draw."""
    found = ComparisonShown(page).spine if name == SPINE else None
    if found is None:
        raise NotFound("There is no such chart of this comparison. Its page lists what can be downloaded.")
    return found


def comparison_report(page: ComparePage, name: str, *, by: Viewer) -> Report:
    """The comparison, or the figures of its chart."""
    shown = ComparisonShown(page)
    base = f"{name}-{page.area.slug}"
    if name != COMPARISON:
        return figures_of(comparison_drawing(page, name), as_at=by.today, contact=CONTACT, name=base)
    said = [sentence for sentence in (shown.tally, shown.neighbours_sentence, HOW_TOGETHER) if sentence]
    blocks = [Picture(shown.spine, with_table=False)] if shown.spine else []
    sections = [
        Section("In short", [Paragraph(sentence) for sentence in said]),
        Section("The measures", [*blocks, on_paper(shown.title, shown.row_columns, shown.rows, source=shown.sources)]),
    ]
    return Report(
        title=shown.title, subtitle=shown.when, as_at=by.today, contact=CONTACT, sections=sections,
        data=every_comparison(page), name=base,
    )  # fmt: skip


def every_comparison(page: ComparePage) -> Table:
    """One row a measure, figures as figures."""
    heads = [
        Column("Measure"), Column("Short name"), Column("Period"), Column("Value", "number"), Column("Symbol"),
        Column("Lower 95%", "number", decimals=2), Column("Upper 95%", "number", decimals=2),
        Column("Numerator", "number"), Column("Denominator", "number"), Column("England", "number"),
        Column("Neighbours", "number"), Column("How neighbours were put together"), Column("Own target", "number"),
        Column("Compared with"), Column("Its value", "number"), Column("Outcome"), Column("Certainty"),
        Column("Reason"), Column("Rank", "number"), Column("Of", "number"), Column("With the same value", "number"),
        Column("Without a figure", "number"), Column("Fifth"), Column("Quarter"), Column("Lowest", "number"),
        Column("Highest", "number"), Column("Trend"),
    ]  # fmt: skip
    rows = [_plain_row(page, row) for row in page.rows]
    return Table(caption=f"{page.area.name} compared", columns=heads, rows=rows)


def _plain_row(page: ComparePage, row: ComparedFigure) -> list[str | float | int | None]:
    figure, standing, spread = row.figure, row.standing, row.spread

    def value(found: Benchmark | None) -> float | None:
        return found.value if found else None

    return [
        figure.about.name, figure.indicator, figure.period_label, figure.value, figure.symbol, figure.lower,
        figure.upper, figure.numerator, figure.denominator, value(row.england), value(row.neighbours),
        row.neighbours.note if row.neighbours else NOT_THERE, value(row.target), page.against_name,
        value(row.benchmark), row.graded.outcome.value, row.graded.certainty.value, row.graded.reason,
        standing.rank if standing else None, standing.of if standing else None, standing.tied - 1 if standing else None,
        standing.missing if standing else None, standing.fifth if standing else "",
        standing.quarter if standing else "",
        spread.low if spread else None, spread.high if spread else None, trend_words(row.direction),
    ]  # fmt: skip
