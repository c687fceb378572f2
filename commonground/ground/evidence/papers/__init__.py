"""Figures as charts, tables and papers."""

from commonground.ground.evidence.papers.aims import AimsShown
from commonground.ground.evidence.papers.care import (
    Badge,
    CareOnPage,
    DatasetOnPage,
    DatasetsOnPage,
    DueOnPage,
    address_of_care,
)
from commonground.ground.evidence.papers.catalogue import AboutIndicator, CatalogueOnPage
from commonground.ground.evidence.papers.changes import ChangesShown, changes_report
from commonground.ground.evidence.papers.comparing import ComparisonShown, comparison_drawing, comparison_report
from commonground.ground.evidence.papers.control import ControlShown, control_report
from commonground.ground.evidence.papers.funnel import FunnelShown, funnel_drawing, funnel_report
from commonground.ground.evidence.papers.impact import ImpactShown, impact_report
from commonground.ground.evidence.papers.listed import IndicatorOnPage, RowsOnPage
from commonground.ground.evidence.papers.loading import MappingOnPage, SeenFile
from commonground.ground.evidence.papers.on_map import FigureOnMap, on_map_report
from commonground.ground.evidence.papers.on_page import FigureOnPage
from commonground.ground.evidence.papers.performance import ReportOnPage, performance_paper
from commonground.ground.evidence.papers.profiles import ProfileOnPage, profile_report
from commonground.ground.evidence.papers.report import FIGURE, drawing, report

__all__ = [
    "FIGURE",
    "AboutIndicator",
    "AimsShown",
    "Badge",
    "CareOnPage",
    "CatalogueOnPage",
    "ChangesShown",
    "ComparisonShown",
    "ControlShown",
    "DatasetOnPage",
    "DatasetsOnPage",
    "DueOnPage",
    "FigureOnMap",
    "FigureOnPage",
    "FunnelShown",
    "ImpactShown",
    "IndicatorOnPage",
    "MappingOnPage",
    "ProfileOnPage",
    "ReportOnPage",
    "RowsOnPage",
    "SeenFile",
    "address_of_care",
    "changes_report",
    "comparison_drawing",
    "comparison_report",
    "control_report",
    "drawing",
    "funnel_drawing",
    "funnel_report",
    "impact_report",
    "on_map_report",
    "performance_paper",
    "profile_report",
    "report",
]
