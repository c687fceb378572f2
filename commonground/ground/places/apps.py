from importlib import import_module

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Areas, footprints and their versions, boundaries."""

    name = "commonground.ground.places"
    label = "places"

    def ready(self) -> None:
        # Work that is queued names its handlers, so they have to be known wherever the site runs.
        import_module("commonground.ground.places.jobs")
