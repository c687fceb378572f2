"""Addresses of this room."""

from django.urls import path

from commonground.insight.home import views

app_name = "home"
urlpatterns = [
    path("", views.today, name="today"),
    path("search/", views.search, name="search"),
    path("places/", views.places, name="places"),
    path(
        "places/footprints/<slug:footprint_slug>/<slug:version_slug>/impact/",
        views.version_impact,
        name="version_impact",
    ),
    path("places/<slug:slug>/", views.place, name="place"),
    path("places/<slug:slug>/who-works-here/", views.working, name="working"),
    path("places/<slug:slug>/<slug:name>.<slug:suffix>", views.place_file, name="place-file"),
]
