from django.apps import AppConfig


class DesignConfig(AppConfig):
    """How it looks: base page, components, charts, maps."""

    name = "commonground.foundation.design"
    label = "design"
