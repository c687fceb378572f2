from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Plans and programmes."""

    name = "commonground.partnership.plans"
    label = "plans"
