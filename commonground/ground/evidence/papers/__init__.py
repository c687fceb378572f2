"""Figures as charts, tables and papers."""

from commonground.ground.evidence.papers.on_page import FigureOnPage, IndicatorOnPage, RowsOnPage
from commonground.ground.evidence.papers.report import FIGURE, drawing, report

__all__ = ["FIGURE", "FigureOnPage", "IndicatorOnPage", "RowsOnPage", "drawing", "report"]
