"""Addresses of this room."""

from django.urls import path

from commonground.ground.evidence.views import catalogue, figures, releases

app_name = "evidence"
urlpatterns = [
    path("", catalogue.catalogue, name="catalogue"),
    path("releases/", releases.releases, name="releases"),
    path("releases/<uuid:pk>/", releases.release, name="release"),
    path("releases/<uuid:pk>/rows/", releases.rows, name="rows"),
    path("<slug:slug>/", catalogue.indicator, name="indicator"),
    path("<slug:slug>/<slug:area>/<slug:period>/", figures.figure, name="figure"),
    path("<slug:slug>/<slug:area>/<slug:period>/<slug:name>.<slug:suffix>", figures.figure_file, name="figure-file"),
]
