"""Addresses of this room."""

from django.urls import path

from commonground.ground.evidence.views import care, catalogue, changes, comparing, figures, own, releases

app_name = "evidence"
_ON_MAP = "<slug:slug>/<slug:area>/<slug:period>/on/<slug:footprint_slug>/<slug:version_slug>/"

urlpatterns = [
    path("", catalogue.catalogue, name="catalogue"),
    path("releases/", releases.releases, name="releases"),
    path("releases/<uuid:pk>/", releases.release, name="release"),
    path("releases/<uuid:pk>/rows/", releases.rows, name="rows"),
    path("sources/", care.datasets, name="datasets"),
    path("sources/<slug:slug>/", care.dataset, name="dataset"),
    path("sources/<slug:slug>/care/", care.care_of_dataset, name="dataset-care"),
    path("due/", care.due, name="due"),
    path("chapters/add/", care.add_chapter, name="add-chapter"),
    path("chapters/<uuid:pk>/", care.chapter, name="chapter"),
    path("chapters/<uuid:pk>/care/", care.care_of_chapter, name="chapter-care"),
    path("care/<uuid:pk>/review/", care.review, name="review"),
    path("changes/<slug:area>/", changes.changes, name="changes"),
    path("changes/<slug:area>/small-areas.<slug:suffix>", changes.changes_file, name="changes-file"),
    path("compare/<slug:area>/", comparing.compare, name="compare"),
    path("compare/<slug:area>/<slug:name>.<slug:suffix>", comparing.compare_file, name="compare-file"),
    path("funnel/<slug:slug>/<slug:period>/", comparing.funnel, name="funnel"),
    path("funnel/<slug:slug>/<slug:period>/<slug:name>.<slug:suffix>", comparing.funnel_file, name="funnel-file"),
    path("own/", own.all_series, name="own"),
    path("own/new/", own.new_series, name="own-new"),
    path("own/files/<uuid:pk>/", own.file, name="own-file"),
    path("own/files/<uuid:pk>/columns/", own.columns, name="own-columns"),
    path("own/files/<uuid:pk>/progress/", own.progress, name="own-progress"),
    path("own/files/<uuid:pk>/faults.<slug:suffix>", own.faults, name="own-faults"),
    path("own/files/<uuid:pk>/take/", own.take, name="own-take"),
    path("own/files/<uuid:pk>/discard/", own.discard, name="own-discard"),
    path("own/files/<uuid:pk>/quarantine/", own.quarantine, name="own-quarantine"),
    path("own/files/<uuid:pk>/quarantine/take/", own.take_corrected, name="own-take-corrected"),
    path("own/files/<uuid:pk>/quarantine/<int:number>/", own.row, name="own-row"),
    path("own/files/<uuid:pk>/quarantine/<int:number>/leave/", own.leave_out, name="own-leave-row"),
    path("own/figures/<slug:slug>/", own.series, name="own-series"),
    path("own/figures/<slug:slug>/change/", own.change_series, name="own-change"),
    path("<slug:slug>/", catalogue.indicator, name="indicator"),
    path("<slug:slug>/care/", care.care_of_indicator, name="indicator-care"),
    path("<slug:slug>/<slug:area>/<slug:period>/", figures.figure, name="figure"),
    path(_ON_MAP, figures.on_map, name="on-map"),
    path(f"{_ON_MAP}table.<slug:suffix>", figures.on_map_file, name="on-map-file"),
    path("<slug:slug>/<slug:area>/<slug:period>/<slug:name>.<slug:suffix>", figures.figure_file, name="figure-file"),
]
