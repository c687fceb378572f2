"""The page of a place as drawings and as papers that can be taken away."""

from commonground.insight.home.papers.drawings import Card, OnPage
from commonground.insight.home.papers.profile import drawing, profile, report

__all__ = ["Card", "OnPage", "drawing", "profile", "report"]
