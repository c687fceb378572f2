"""The page of a place as drawings and as papers that can be taken away."""

from commonground.insight.home.papers.day import TodayOnPage, today_on_page
from commonground.insight.home.papers.on_page import OnPage
from commonground.insight.home.papers.profile import drawing, profile, report

__all__ = ["OnPage", "TodayOnPage", "drawing", "profile", "report", "today_on_page"]
