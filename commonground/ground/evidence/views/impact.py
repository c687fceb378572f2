"""Impact panels: figures before and now, with what may be said of them."""

from dataclasses import fields

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.documents.doors import download
from commonground.foundation.kernel.errors import NotFound
from commonground.ground.evidence import actions, forms, papers, queries
from commonground.ground.evidence.views.keeping import Back, form_page

FACTS = [one.name for one in fields(actions.PanelFacts)]


@open_to("public")
def panels(request: HttpRequest) -> HttpResponse:
    """Every panel."""
    return render(request, "evidence/impact_panels.html", {"panels": queries.impact_panels()})


@open_to("public")
def panel(request: HttpRequest, slug: str) -> HttpResponse:
    """One panel: caveats, then baseline, now, change, periods and source."""
    page = queries.impact_page(slug)
    shown = papers.ImpactShown(page, may_keep=viewer_of(request).may("evidence.aim"))
    return render(request, "evidence/impact.html", {"page": page, "shown": shown})


@open_to("public")
def panel_file(request: HttpRequest, slug: str, suffix: str) -> HttpResponse:
    """The same as PDF, Excel or CSV."""
    return download(request, papers.impact_report(queries.impact_page(slug), by=viewer_of(request)), suffix)


@needs("evidence.aim")
def open_panel(request: HttpRequest, area: str) -> HttpResponseBase:
    """A panel for a change in an area."""
    viewer = viewer_of(request)
    page = queries.aims_page(area, viewer=viewer)
    form = forms.PanelForm(request.POST or None)
    if form.is_valid():
        facts = actions.PanelFacts(**form.cleaned_data)
        if done := submit(form, actions.open_panel, area=page.area.pk, facts=facts, by=viewer):
            return redirect("evidence:impact", done.value.slug)
    back = Back("Impact", reverse("evidence:impact-panels"))
    return form_page(request, form, title=f"Impact in {page.area.name}", back=back, button="Open panel")


@needs("evidence.aim")
def edit_panel(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What the panel says of its change."""
    row = queries.impact_page(slug).panel
    initial = {"based_on": row.version, **{name: getattr(row, name) for name in FACTS}}
    form = forms.EditPanelForm(request.POST or None, initial=initial)
    if form.is_valid():
        based_on = form.cleaned_data.pop("based_on")
        facts = actions.PanelFacts(**form.cleaned_data)
        if submit(form, actions.edit_panel, panel=row, based_on=based_on, facts=facts, by=viewer_of(request)):
            return redirect("evidence:impact", slug)
    return form_page(request, form, title="Change the panel", back=_back(slug, row.title))


@needs("evidence.aim")
def add_entered(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A measure with numbers of one's own and their source."""
    row = queries.impact_page(slug).panel
    form = forms.EnteredMeasureForm(request.POST or None, initial={"based_on": row.version})
    viewer = viewer_of(request)
    if form.is_valid() and submit(form, actions.add_entered_measure, panel=row, by=viewer, **form.values):
        return redirect("evidence:impact", slug)
    return form_page(request, form, title="Add a measure", back=_back(slug, row.title), button="Add")


@needs("evidence.aim")
def add_indicator(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Two periods of a figure of the area."""
    row = queries.impact_page(slug).panel
    viewer = viewer_of(request)
    measured = queries.aims_page(row.area.slug, viewer=viewer).measured
    form = forms.IndicatorMeasureForm(request.POST or None, measured=measured, initial={"based_on": row.version})
    if form.is_valid() and submit(form, actions.add_indicator_measure, panel=row, by=viewer, **form.cleaned_data):
        return redirect("evidence:impact", slug)
    return form_page(request, form, title="Add a figure", back=_back(slug, row.title), button="Add")


@needs("evidence.aim")
def remove(request: HttpRequest, slug: str, line: int) -> HttpResponseBase:
    """Take a measure off."""
    page = queries.impact_page(slug)
    found = next((one.line for one in page.measures if one.line.order == line), None)
    if found is None:
        raise NotFound("There is no such measure on this panel.")
    form: django_forms.Form = forms.Versioned(request.POST or None, initial={"based_on": page.panel.version})
    viewer = viewer_of(request)
    if form.is_valid() and submit(
        form, actions.remove_measure, panel=page.panel, line=found, by=viewer, **form.cleaned_data
    ):
        return redirect("evidence:impact", slug)
    title = f"Take off “{found.name}”"
    return form_page(request, form, title=title, back=_back(slug, page.panel.title), button="Take it off")


def _back(slug: str, title: str) -> Back:
    return Back(title, reverse("evidence:impact", args=[slug]))
