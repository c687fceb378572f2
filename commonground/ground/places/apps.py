from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Areas, footprints and their versions, boundaries."""

    name = "commonground.ground.places"
    label = "places"
