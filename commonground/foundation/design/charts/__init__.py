"""Charts as our own SVG, drawn in under a millisecond: `trend`, `bars`, `sparkline`, `spine`, `funnel`, `control`,
`curve`.

Each gives a `Drawing`.
"""

from commonground.foundation.design.charts.bars import Bar, Comparator, bars
from commonground.foundation.design.charts.changes import Change
from commonground.foundation.design.charts.control import ControlPoint, control
from commonground.foundation.design.charts.curve import Course, curve
from commonground.foundation.design.charts.curve_plot import CurvePoint
from commonground.foundation.design.charts.funnel import Band, FunnelPoint, funnel
from commonground.foundation.design.charts.series import Point, Series
from commonground.foundation.design.charts.sparkline import sparkline
from commonground.foundation.design.charts.spine import SpineRow, spine
from commonground.foundation.design.charts.trend import trend

__all__ = [
    "Band",
    "Bar",
    "Change",
    "Comparator",
    "ControlPoint",
    "Course",
    "CurvePoint",
    "FunnelPoint",
    "Point",
    "Series",
    "SpineRow",
    "bars",
    "control",
    "curve",
    "funnel",
    "sparkline",
    "spine",
    "trend",
]
