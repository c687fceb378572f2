"""What this room says on paper."""

from commonground.ground.directory.papers.far import far_report
from commonground.ground.directory.papers.gaps import gaps_report

__all__ = ["far_report", "gaps_report"]
