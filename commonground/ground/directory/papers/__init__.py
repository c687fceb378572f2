"""What this room says on paper."""

from commonground.ground.directory.papers.gaps import gaps_report

__all__ = ["gaps_report"]
