"""All areas of a level: on the page, as a funnel plot, and as a document."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from commonground.foundation.analysis.funnel import Position
from commonground.foundation.design.charts import Band, FunnelPoint, funnel
from commonground.foundation.design.drawing import Cell, Drawing
from commonground.foundation.documents.report import Column, Paragraph, Picture, Report, Section, Table, figures_of
from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence.papers.drawings import address_of
from commonground.ground.evidence.papers.tables import CONTACT, RowOfCells, columns, on_paper
from commonground.ground.evidence.queries import FunnelPage, Ranked
from commonground.ground.evidence.rules.indicators import number

RANKING, FUNNEL = "ranking", "funnel"
BEYOND = {
    Position.ABOVE_998: "99.8", Position.BELOW_998: "99.8", Position.ABOVE_95: "95", Position.BELOW_95: "95",
}  # fmt: skip
MOST_TIES = 3
MORE_THAN_CHANCE = (
    "Many more areas lie beyond the limits than chance alone would put there: they differ in need, in practice or in "
    "how they count. To lie beyond is a question, not a verdict."
)


@dataclass(frozen=True)
class FunnelShown:
    """Ranks and limits of all areas of a level."""

    page: FunnelPage

    @property
    def title(self) -> str:
        return f"{self.page.about.name}: {self.page.level}"

    @property
    def sentences(self) -> list[str]:
        page = self.page
        known = len(page.rows) - page.missing
        said = [f"{number(known)} {'area has' if known == 1 else 'areas have'} a figure and a rank."]
        if page.missing:
            names = [row.area.name for row in page.rows if row.figure.value is None]
            have, are = ("has", "is") if page.missing == 1 else ("have", "are")
            said.append(f"{number(page.missing)} {have} none and {are} not ranked: {', '.join(names)}.")
        if page.target.value is not None:
            note = f" ({page.target.note})" if page.target.note else ""
            said.append(f"{page.target_name}: {page.about.text(page.target.value)}{note}.")
        if self._more_than_chance:
            said.append(MORE_THAN_CHANCE)
        return said

    @property
    def _more_than_chance(self) -> bool:
        """Whether far more areas than one in twenty lie beyond the 95% limits."""
        placed = [row.position for row in self.page.rows if row.position]
        beyond = sum(1 for one in placed if one is not Position.WITHIN)
        return bool(placed) and beyond / len(placed) > 3 * 0.05

    @cached_property
    def funnel(self) -> Drawing | None:
        page = self.page
        if not page.has_funnel or page.target.value is None:
            return None
        points = [self._point(row) for row in page.rows if row.figure.value is not None and row.figure.denominator]
        bands = [Band(size, one.lower_998, one.lower_95, one.upper_95, one.upper_998) for size, one in page.curve]
        return funnel(
            points, bands, title=f"{page.about.short_name} by size, {page.level}, {page.period_label}",
            unit=page.about.unit, size_of=page.about.denominator or "Denominator", target=page.target.value,
            target_name=page.target_name, missing=page.missing,
        )  # fmt: skip

    def _point(self, row: Ranked) -> FunnelPoint:
        figure = row.figure
        return FunnelPoint(
            name=row.area.name,
            size=figure.denominator or 0,
            value=figure.value or 0,
            beyond=BEYOND.get(row.position, "") if row.position else "",
            said=row.position.value if row.position else "",
            text=figure.text,
            href=address_of(figure, row.area.slug),
            highlighted=self.page.area is not None and row.area.pk == self.page.area.pk,
        )

    row_columns = columns(
        "Area", "Rank", "Value", "95% interval", "Fifth", "Quarter", "Among the limits",
        numbers=("Rank", "Value", "95% interval", "Fifth", "Quarter"),
    )  # fmt: skip

    @property
    def rows(self) -> list[RowOfCells]:
        return [self._row(row) for row in self.page.rows]

    def _row(self, row: Ranked) -> RowOfCells:
        figure, standing = row.figure, row.standing
        link = Cell(row.area.name, address_of(figure, row.area.slug))
        if standing is None:
            return [link, "not ranked", figure.text, "", "", "", ""]
        tied = [area.name for area in standing.tied[:MOST_TIES]]
        more = len(standing.tied) - len(tied)
        names = f", as {', '.join(tied)}{f' and {more} more' if more > 0 else ''}" if tied else ""
        limits = row.position.value.capitalize() if row.position else ""
        bands = (str(standing.fifth), str(standing.quarter))
        return [link, f"{standing.rank}{names}", figure.text, figure.interval_text, *bands, limits]

    @property
    def query(self) -> str:
        asked = {"among": self.page.level, "area": self.page.area.key if self.page.area else ""}
        return urlencode({name: value for name, value in asked.items() if value})

    def file(self, name: str, suffix: str) -> str:
        args = [self.page.about.slug, self.page.period, name, suffix]
        return f"{reverse('evidence:funnel-file', args=args)}?{self.query}"

    @property
    def funnel_csv(self) -> str:
        return self.file(FUNNEL, "csv")

    @property
    def funnel_png(self) -> str:
        return self.file(FUNNEL, "png")

    @property
    def downloads(self) -> list[tuple[str, str, str]]:
        kinds = (("pdf", "PDF"), ("xlsx", "Excel"), ("csv", "CSV"))
        return [("All areas", self.file(RANKING, suffix), label) for suffix, label in kinds]


def funnel_drawing(page: FunnelPage, name: str) -> Drawing:
    """Raises NotFound for another name, and where there are no limits to draw."""
    found = FunnelShown(page).funnel if name == FUNNEL else None
    if found is None:
        raise NotFound("There is no such chart of these areas. Their page lists what can be downloaded.")
    return found


def funnel_report(page: FunnelPage, name: str, *, by: Viewer) -> Report:
    """All areas with their ranks, or the figures of the chart."""
    shown = FunnelShown(page)
    base = f"{name}-{page.about.slug}-{page.period}"
    if name != RANKING:
        return figures_of(funnel_drawing(page, name), as_at=by.today, contact=CONTACT, name=base)
    blocks = [Picture(shown.funnel, with_table=False)] if shown.funnel else []
    sections = [
        Section("In short", [Paragraph(" ".join(shown.sentences)), Paragraph(page.about.definition)]),
        Section("The areas", [*blocks, on_paper(shown.title, shown.row_columns, shown.rows)]),
    ]
    return Report(
        title=shown.title, subtitle=page.period_label, as_at=by.today, contact=CONTACT, sections=sections,
        data=_every_area(page), name=base,
    )  # fmt: skip


def _every_area(page: FunnelPage) -> Table:
    heads = [
        Column("Area"), Column("Code"), Column("Value", "number"), Column("Symbol"), Column("Numerator", "number"),
        Column("Denominator", "number"), Column("Lower 95%", "number", decimals=2),
        Column("Upper 95%", "number", decimals=2), Column("Rank", "number"), Column("Fifth", "number"),
        Column("Quarter", "number"), Column("Same value"), Column("Lower 99.8% limit", "number", decimals=2),
        Column("Lower 95% limit", "number", decimals=2), Column("Upper 95% limit", "number", decimals=2),
        Column("Upper 99.8% limit", "number", decimals=2), Column("Among the limits"),
    ]  # fmt: skip
    rows = []
    for row in page.rows:
        figure, standing, limits = row.figure, row.standing, row.limits
        ranked = (standing.rank, standing.fifth, standing.quarter) if standing else (None, None, None)
        tied = ", ".join(area.name for area in standing.tied) if standing else ""
        around = (limits.lower_998, limits.lower_95, limits.upper_95, limits.upper_998) if limits else [None] * 4
        rows.append([
            row.area.name, figure.area_key, figure.value, figure.symbol, figure.numerator, figure.denominator,
            figure.lower, figure.upper, *ranked, tied, *around, row.position.value if row.position else "",
        ])  # fmt: skip
    return Table(caption=f"{page.about.name}, {page.period_label}", columns=heads, rows=rows)
