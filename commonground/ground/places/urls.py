"""Addresses of this room. The page of a place itself stands in `insight/home`."""

from django.urls import URLPattern, path

from commonground.ground.places.views import deciding, drawing, footprints

app_name = "places"
_VERSION = "footprints/<slug:footprint_slug>/<slug:version_slug>/"

urlpatterns: list[URLPattern] = [
    path("footprints/", footprints.footprints, name="footprints"),
    path("footprints/<slug:footprint_slug>/", footprints.footprint, name="footprint"),
    path("footprints/<slug:footprint_slug>/draw/", drawing.draw, name="draw"),
    path(_VERSION, footprints.version, name="version"),
    path(f"{_VERSION}map.<str:suffix>", footprints.version_file, name="version-file"),
    path(f"{_VERSION}compare/", footprints.compare, name="compare"),
    path(f"{_VERSION}edit/", drawing.editor, name="editor"),
    path(f"{_VERSION}propose/", deciding.propose, name="propose"),
    path(f"{_VERSION}publish/", deciding.publish, name="publish"),
    path(f"{_VERSION}withdraw/", deciding.withdraw, name="withdraw"),
]
