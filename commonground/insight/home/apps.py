from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The page of a place and today's work."""

    name = "commonground.insight.home"
    label = "home"
