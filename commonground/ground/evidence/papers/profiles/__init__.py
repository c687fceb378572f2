"""Needs profiles as reports: on the page, as PDF, Word, Excel and CSV."""

from commonground.ground.evidence.papers.profiles.on_page import ProfileOnPage
from commonground.ground.evidence.papers.profiles.report import profile_report

__all__ = ["ProfileOnPage", "profile_report"]
