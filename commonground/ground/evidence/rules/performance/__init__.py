"""How often measures are reported, on which side of England they stand, and what a report says of them."""

from commonground.ground.evidence.rules.performance.kinds import Frequency, Side, period_ends
from commonground.ground.evidence.rules.performance.sentences import Summary, summary

__all__ = ["Frequency", "Side", "Summary", "period_ends", "summary"]
