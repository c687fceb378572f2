from django.apps import AppConfig
from django.conf import settings
from django.core import checks


class PartnersConfig(AppConfig):
    """Organisations, accounts, roles."""

    name = "commonground.ground.partners"
    label = "partners"


@checks.register("security", deploy=True)
def demonstration_is_off(**_: object) -> list[checks.CheckMessage]:
    """Demonstration mode lets anybody sign in as anybody invented: never in production."""
    if not settings.COMMONGROUND_DEMO:
        return []
    return [
        checks.Error(
            "Demonstration mode is on: anybody can sign in without a password.",
            hint="Unset COMMONGROUND_DEMO and set COMMONGROUND_SECRET_KEY.",
            id="commonground.E001",
        )
    ]
