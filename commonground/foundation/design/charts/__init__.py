"""Charts as our own SVG, drawn in under a millisecond: `trend`, `bars`, `sparkline`. Each gives a `Drawing`."""

from commonground.foundation.design.charts.bars import Bar, Comparator, bars
from commonground.foundation.design.charts.series import Point, Series
from commonground.foundation.design.charts.sparkline import sparkline
from commonground.foundation.design.charts.trend import trend

__all__ = ["Bar", "Comparator", "Point", "Series", "bars", "sparkline", "trend"]
