"""Figures as charts, tables and papers."""

from commonground.ground.evidence.papers.changes import ChangesShown, changes_report
from commonground.ground.evidence.papers.on_map import FigureOnMap, on_map_report
from commonground.ground.evidence.papers.on_page import FigureOnPage, IndicatorOnPage, RowsOnPage
from commonground.ground.evidence.papers.report import FIGURE, drawing, report

__all__ = [
    "FIGURE",
    "ChangesShown",
    "FigureOnMap",
    "FigureOnPage",
    "IndicatorOnPage",
    "RowsOnPage",
    "changes_report",
    "drawing",
    "on_map_report",
    "report",
]
