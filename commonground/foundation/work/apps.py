from django.apps import AppConfig


class WorkConfig(AppConfig):
    """Background jobs with progress and cancel."""

    name = "commonground.foundation.work"
    label = "work"
