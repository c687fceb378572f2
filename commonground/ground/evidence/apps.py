from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Indicators, releases, observations, comparison."""

    name = "commonground.ground.evidence"
    label = "evidence"
