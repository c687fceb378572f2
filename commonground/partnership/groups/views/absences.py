"""Reasons for absence across groups."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.documents.doors import download
from commonground.partnership.groups import papers, queries
from commonground.partnership.groups.forms.period import PeriodForm


@needs("groups.read")
def absences(request: HttpRequest) -> HttpResponse:
    """By reason and by sector, of the groups that the viewer may know of. It names nobody."""
    viewer = viewer_of(request)
    form = PeriodForm(request.GET)
    since, until = form.period(viewer.today)
    found = queries.absences(viewer, since=since, until=until)
    rest = f"?{request.GET.urlencode()}" if request.GET else ""
    return render(request, "groups/absences.html", {"found": found, "filter": form, "rest": rest})


@needs("groups.read")
def absences_file(request: HttpRequest, suffix: str) -> HttpResponse:
    viewer = viewer_of(request)
    since, until = PeriodForm(request.GET).period(viewer.today)
    found = queries.absences(viewer, since=since, until=until)
    return download(request, papers.absences_report(found, as_at=viewer.today), suffix)
