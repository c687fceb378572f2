from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Reports."""

    name = "commonground.insight.reports"
    label = "reports"
