"""How an area compares, and how all areas of a level lie."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from commonground.foundation.audit import actions as audit
from commonground.foundation.design.doors import open_to, viewer_of
from commonground.foundation.design.drawing import Drawing
from commonground.foundation.documents.doors import download
from commonground.ground.evidence import forms, papers, queries


@open_to("public")
def compare(request: HttpRequest, area: str) -> HttpResponseBase:
    """The measures of an area beside England, what it lies in, its statistical neighbours, its level or its targets."""
    page = _compared(request, area)
    if page.area.slug != area:
        return redirect("evidence:compare", page.area.slug)
    return render(request, "evidence/compare.html", {"page": page, "shown": papers.ComparisonShown(page)})


@open_to("public")
def compare_file(request: HttpRequest, area: str, name: str, suffix: str) -> HttpResponse:
    """The comparison on paper, or its spine chart as CSV or PNG."""
    page = _compared(request, area)
    if suffix == "png":
        return picture(request, papers.comparison_drawing(page, name), f"{name}-{page.area.slug}")
    return download(request, papers.comparison_report(page, name, by=viewer_of(request)), suffix)


@open_to("public")
def funnel(request: HttpRequest, slug: str, period: str) -> HttpResponse:
    """All areas of a level for one period: who lies beyond chance, ranks, fifths and ties."""
    page = _funnel(request, slug, period)
    return render(request, "evidence/funnel.html", {"page": page, "shown": papers.FunnelShown(page)})


@open_to("public")
def funnel_file(request: HttpRequest, slug: str, period: str, name: str, suffix: str) -> HttpResponse:
    """The same on paper, or the funnel plot as CSV or PNG."""
    page = _funnel(request, slug, period)
    if suffix == "png":
        return picture(request, papers.funnel_drawing(page, name), f"{name}-{slug}-{period}")
    return download(request, papers.funnel_report(page, name, by=viewer_of(request)), suffix)


@open_to("public")
def control(request: HttpRequest, slug: str, area: str) -> HttpResponse:
    """A monthly series: limits, the rules that find a sign in it, and the changes that are marked."""
    page = _control(request, slug, area)
    return render(request, "evidence/control.html", {"page": page, "shown": papers.ControlShown(page)})


@open_to("public")
def control_file(request: HttpRequest, slug: str, area: str, suffix: str) -> HttpResponse:
    """The same on paper, as a table or as PNG."""
    page = _control(request, slug, area)
    if suffix == "png":
        return picture(request, papers.ControlShown(page).chart, f"control-{slug}-{area}")
    return download(request, papers.control_report(page, by=viewer_of(request)), suffix)


def picture(request: HttpRequest, drawing: Drawing, name: str) -> HttpResponse:
    """A drawing as PNG, whose leaving is on record."""
    content = drawing.png()
    audit.export(request, what=f"{drawing.title} as PNG")
    file = content_disposition_header(as_attachment=True, filename=f"{name}.png") or "attachment"
    return HttpResponse(content, "image/png", headers={"Content-Disposition": file})


def _compared(request: HttpRequest, area: str) -> queries.ComparePage:
    asked = forms.asked(forms.CompareForm, request.GET)
    return queries.compare_page(area, viewer=viewer_of(request), **asked)


def _funnel(request: HttpRequest, slug: str, period: str) -> queries.FunnelPage:
    return queries.funnel_page(slug, period, **forms.asked(forms.FunnelForm, request.GET))


def _control(request: HttpRequest, slug: str, area: str) -> queries.ControlPage:
    return queries.control_page(slug, area, viewer=viewer_of(request), **forms.asked(forms.ControlForm, request.GET))
