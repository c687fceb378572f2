"""The page of a short form of this room, and a report as its writers open it."""

from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonground.foundation.design.doors import viewer_of
from commonground.foundation.kernel.viewer import Viewer
from commonground.insight.reports import queries
from commonground.insight.reports.models import BoardReport
from commonground.partnership.groups import queries as groups

if TYPE_CHECKING:
    from commonground.partnership.groups.models import Group


class Opened(NamedTuple):
    """A report, who opens it, and what they are to its group."""

    viewer: Viewer
    report: BoardReport
    here: groups.Standing


def opened(request: HttpRequest, pk: UUID) -> Opened:
    """Raises NotFound for whom there is no such report."""
    viewer = viewer_of(request)
    report = queries.report(pk, viewer=viewer)
    return Opened(viewer, report, groups.standing_in(report.group, viewer=viewer))


def ask(
    request: HttpRequest,
    form: forms.Form,
    *,
    title: str,
    button: str,
    group: "Group | None" = None,
    report: BoardReport | None = None,
    words: str = "",
    warning: str = "",
    tone: str = "",
) -> HttpResponse:
    """The form with its title, below a report or a group."""
    shown = {"form": form, "title": title, "button": button, "words": words, "warning": warning, "tone": tone}
    return render(request, "reports/ask.html", {**shown, "report": report, "group": report.group if report else group})
