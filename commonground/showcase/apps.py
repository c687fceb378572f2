from django.apps import AppConfig


class ShowcaseConfig(AppConfig):
    """Example places."""

    name = "commonground.showcase"
    label = "showcase"
