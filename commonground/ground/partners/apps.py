from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """Organisations, accounts, roles."""

    name = "commonground.ground.partners"
    label = "partners"
