"""Addresses of this room."""

from django.urls import path

from commonground.ground.evidence.views import catalogue, changes, comparing, figures, releases

app_name = "evidence"
_ON_MAP = "<slug:slug>/<slug:area>/<slug:period>/on/<slug:footprint_slug>/<slug:version_slug>/"

urlpatterns = [
    path("", catalogue.catalogue, name="catalogue"),
    path("releases/", releases.releases, name="releases"),
    path("releases/<uuid:pk>/", releases.release, name="release"),
    path("releases/<uuid:pk>/rows/", releases.rows, name="rows"),
    path("changes/<slug:area>/", changes.changes, name="changes"),
    path("changes/<slug:area>/small-areas.<slug:suffix>", changes.changes_file, name="changes-file"),
    path("compare/<slug:area>/", comparing.compare, name="compare"),
    path("compare/<slug:area>/<slug:name>.<slug:suffix>", comparing.compare_file, name="compare-file"),
    path("funnel/<slug:slug>/<slug:period>/", comparing.funnel, name="funnel"),
    path("funnel/<slug:slug>/<slug:period>/<slug:name>.<slug:suffix>", comparing.funnel_file, name="funnel-file"),
    path("<slug:slug>/", catalogue.indicator, name="indicator"),
    path("<slug:slug>/<slug:area>/<slug:period>/", figures.figure, name="figure"),
    path(_ON_MAP, figures.on_map, name="on-map"),
    path(f"{_ON_MAP}table.<slug:suffix>", figures.on_map_file, name="on-map-file"),
    path("<slug:slug>/<slug:area>/<slug:period>/<slug:name>.<slug:suffix>", figures.figure_file, name="figure-file"),
]
