from importlib import import_module

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Indicators, releases, observations, comparison."""

    name = "commonground.ground.evidence"
    label = "evidence"

    def ready(self) -> None:
        # Work that is queued names its handlers, so they have to be known wherever the site runs.
        import_module("commonground.ground.evidence.jobs")
