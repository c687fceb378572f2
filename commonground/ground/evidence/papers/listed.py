"""Figures of an indicator, and rows of a release, as tables."""

from dataclasses import dataclass

from django.urls import reverse

from commonground.foundation.design.drawing import Cell
from commonground.ground.evidence.papers.on_page import FigureOnPage, figure_row
from commonground.ground.evidence.papers.tables import RowOfCells, columns
from commonground.ground.evidence.queries import IndicatorPage, RowsPage
from commonground.ground.evidence.rules.indicators import number


@dataclass(frozen=True)
class IndicatorOnPage:
    """The figures of an indicator as a table, and the choices of period and level."""

    page: IndicatorPage

    figure_columns = FigureOnPage.figure_columns

    @property
    def rows(self) -> list[RowOfCells]:
        return [figure_row(area, figure) for area, figure in (*self.page.above, *self.page.listed)]

    @property
    def notes(self) -> list[str]:
        """Why figures of this table are not shown, each reason once."""
        return list(dict.fromkeys(figure.note for _, figure in (*self.page.above, *self.page.listed) if figure.note))

    @property
    def period_label(self) -> str:
        return self.page.about.period(self.page.period).label if self.page.period else ""


@dataclass(frozen=True)
class RowsOnPage:
    """Rows of a release as a table."""

    page: RowsPage

    row_columns = columns(
        "Row", "Column", "Figure", "Area", "Period", "As published", "Value", "Numerator", "Denominator",
        numbers=("Row", "As published", "Value", "Numerator", "Denominator"),
    )  # fmt: skip

    @property
    def rows(self) -> list[RowOfCells]:
        return [
            [
                number(row.row) if row.row else "",
                row.column or "",
                self._name(row.indicator),
                self.page.areas[row.area].name if row.area in self.page.areas else row.area,
                row.period,
                row.published or "",
                _plain(row.value) if row.value is not None else (row.symbol or ""),
                _plain(row.numerator),
                _plain(row.denominator),
            ]
            for row in self.page.rows
        ]

    def _name(self, slug: str) -> Cell | str:
        about = self.page.about.get(slug)
        return Cell(about.short_name, reverse("evidence:indicator", args=[slug])) if about else slug


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:,.10g}"
