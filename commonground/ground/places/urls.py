"""Addresses of this room. The page of a place itself stands in `insight/home`."""

from django.urls import URLPattern, path

from commonground.ground.places.views import clusters, deciding, drawing, finding, footprints, schools

app_name = "places"
_VERSION = "footprints/<slug:footprint_slug>/<slug:version_slug>/"

urlpatterns: list[URLPattern] = [
    path("schools/", schools.schools, name="schools"),
    path("schools/list.<str:suffix>", schools.schools_file, name="schools-file"),
    path("schools/<int:urn>/", schools.school, name="school"),
    path("find/", finding.find, name="find"),
    path("footprints/", footprints.footprints, name="footprints"),
    path("footprints/<slug:footprint_slug>/", footprints.footprint, name="footprint"),
    path("footprints/<slug:footprint_slug>/draw/", drawing.draw, name="draw"),
    path(_VERSION, footprints.version, name="version"),
    path(f"{_VERSION}map.<str:suffix>", footprints.version_file, name="version-file"),
    path(f"{_VERSION}compare/", footprints.compare, name="compare"),
    path(f"{_VERSION}edit/", drawing.editor, name="editor"),
    path(f"{_VERSION}ask/", clusters.ask, name="ask"),
    path(f"{_VERSION}beside/", clusters.alignment, name="alignment"),
    path(f"{_VERSION}beside/clusters.<str:suffix>", clusters.alignment_file, name="alignment-file"),
    path(f"{_VERSION}comments/", clusters.comments, name="comments"),
    path(f"{_VERSION}comments/<int:urn>/", clusters.comment, name="comment"),
    path(f"{_VERSION}comments/<uuid:comment_id>/answer/", clusters.answer, name="answer"),
    path(f"{_VERSION}comments/<uuid:comment_id>/withdraw/", clusters.withdraw_comment, name="withdraw-comment"),
    path(f"{_VERSION}propose/", deciding.propose, name="propose"),
    path(f"{_VERSION}publish/", deciding.publish, name="publish"),
    path(f"{_VERSION}withdraw/", deciding.withdraw, name="withdraw"),
]
