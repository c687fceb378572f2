"""What this room says on paper."""

from commonground.ground.directory.papers.far import far_report
from commonground.ground.directory.papers.gaps import gaps_report
from commonground.ground.directory.papers.help_map import help_map
from commonground.ground.directory.papers.short_list import how_to_get_it, short_list_report

__all__ = [
    "far_report",
    "gaps_report",
    "help_map",
    "how_to_get_it",
    "short_list_report",
]
