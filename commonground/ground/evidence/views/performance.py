"""Performance reports: lists of measures, the report on one for a period, explanations, freezing."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.documents.doors import download
from commonground.ground.evidence import access, actions, forms, papers, queries


@open_to("public")
def measure_lists(request: HttpRequest) -> HttpResponse:
    """Every list of measures."""
    may_write = viewer_of(request).may("evidence.write")
    shown = {"lists": list(queries.measure_lists()), "may_write": may_write}
    return render(request, "evidence/performance/lists.html", shown)


@open_to("public")
def measure_list(request: HttpRequest, slug: str) -> HttpResponse:
    """One list: its measures, its reports, and a new report for a chosen period."""
    viewer = viewer_of(request)
    page = queries.list_page(slug, viewer=viewer)
    form = None
    if viewer.may("evidence.write"):
        form = forms.PeriodForm(request.POST or None, periods=page.periods)
        if request.method == "POST" and form.is_valid():
            frequency, until = form.cleaned_data["period"]
            values = {"of": page.held, "until": until, "frequency": frequency, "by": viewer}
            if done := submit(form, actions.start_report, **values):
                return redirect("evidence:report", done.value.pk)
    return render(request, "evidence/performance/list.html", {"page": page, "form": form})


@needs("evidence.write")
def keep(request: HttpRequest) -> HttpResponse:
    """Begin a list of measures."""
    viewer = viewer_of(request)
    form = forms.NewMeasuresForm(request.POST or None, indicators=queries.indicators(), on=viewer.today)
    if form.is_valid():
        values = dict(form.cleaned_data)
        rows = [actions.MeasureRow(indicator=slug) for slug in values.pop("indicators")]
        if done := submit(form, actions.keep_measures, measures=rows, by=viewer, **values):
            return redirect("evidence:measure-list", done.value.slug)
    return render(request, "evidence/performance/keep.html", {"form": form})


@needs("evidence.write")
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a list. What a source states stays in it."""
    viewer = viewer_of(request)
    held = queries.measure_list(slug)
    measures = queries.measures_of(held)
    facts = {name: getattr(held, name) for name in ("name", "audience", "frequency", "owner", "about")}
    chosen = [one.indicator_id for one in measures if one.indicator_id]
    initial = {"based_on": held.version, "indicators": chosen, **facts}
    form = forms.ChangeMeasuresForm(request.POST or None, initial=initial, indicators=queries.indicators())
    if form.is_valid():
        values = dict(form.cleaned_data)
        rows = [actions.MeasureRow(indicator=slug) for slug in values.pop("indicators")]
        rows += [actions.MeasureRow(name=one.name, stated_side=one.stated_side) for one in measures if one.stated_side]
        if submit(form, actions.change_measures, measure_list=held, measures=rows, by=viewer, **values):
            return redirect("evidence:measure-list", held.slug)
    return render(request, "evidence/performance/change.html", {"form": form, "held": held})


@open_to("public")
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole report, and what may be done with it."""
    viewer = viewer_of(request)
    page = queries.report_page(pk, viewer=viewer)
    shown = {
        "page": page,
        "shown": papers.ReportOnPage(page),
        "may_write": viewer.may("evidence.write") and page.report.is_draft,
        "may_freeze": viewer.may("evidence.freeze") and page.report.status != "withdrawn",
    }
    return render(request, "evidence/performance/report.html", shown)


@open_to("public")
def report_file(request: HttpRequest, pk: UUID, suffix: str) -> HttpResponse:
    """The report as PDF, Word, Excel, or CSV of every measure."""
    viewer = viewer_of(request)
    held = queries.performance_report(viewer, pk)
    content = queries.report_content(held, viewer=viewer)
    return download(request, papers.performance_paper(content, run=str(held.frozen_id or "")), suffix)


@needs("evidence.write")
def explain(request: HttpRequest, pk: UUID, measure: UUID) -> HttpResponse:
    """Say why a measure stands as it does."""
    viewer = viewer_of(request)
    page = queries.report_page(pk, viewer=viewer)
    access.check_is_draft(page.report)
    found = queries.measure_of(page.report.of, measure)
    told = page.explanations.get(measure)
    facts = {"based_on": told.version if told else 0, "text": told.text if told else ""}
    form = forms.ExplainForm(request.POST or None, initial=facts)
    values = {"report": page.report, "measure": found, "by": viewer}
    if form.is_valid() and submit(form, actions.explain_measure, **values, **form.cleaned_data):
        messages.success(request, f"“{found.name}” is explained.")
        return redirect("evidence:report", pk)
    line = next(one for one in page.content.lines if one.measure == str(measure))
    return render(request, "evidence/performance/explain.html", {"form": form, "page": page, "line": line})


@needs("evidence.freeze")
def freeze(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep the report as it is now, for everybody to read."""
    viewer = viewer_of(request)
    page = queries.report_page(pk, viewer=viewer)
    access.check_is_draft(page.report)
    form = forms.DecideForm(request.POST or None, initial={"based_on": page.report.version})
    if form.is_valid() and submit(form, actions.freeze_report, report=page.report, by=viewer, **form.cleaned_data):
        messages.success(request, "The report is frozen. Everybody can read it, and nothing changes it.")
        return redirect("evidence:report", pk)
    shown = {"form": form, "page": page, "shown": papers.ReportOnPage(page)}
    return render(request, "evidence/performance/freeze.html", shown)


@needs("evidence.freeze")
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a frozen report from the public."""
    viewer = viewer_of(request)
    held = queries.performance_report(viewer, pk)
    form = forms.WithdrawForm(request.POST or None, initial={"based_on": held.version})
    values = {"report": held, "by": viewer}
    if form.is_valid() and submit(form, actions.withdraw_performance_report, **values, **form.cleaned_data):
        messages.success(request, "The report is withdrawn.")
        return redirect("evidence:measure-list", held.of.slug)
    return render(request, "evidence/performance/withdraw.html", {"form": form, "report": held})
