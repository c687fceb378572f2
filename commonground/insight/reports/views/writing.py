"""Beginning a report and writing its sections."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commonground.foundation.design import drafts
from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.design.forms import submit
from commonground.insight.reports import access, actions, forms, queries
from commonground.insight.reports.rules.audience import audiences_of
from commonground.insight.reports.views.asking import Opened, ask, opened, way_to
from commonground.partnership.groups import queries as groups


@needs(*access.WRITERS)
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Which kind, which period, who reads it, and which duty it meets."""
    viewer = viewer_of(request)
    group = groups.group(slug, viewer=viewer)
    access.check_can_write(groups.standing_in(group, viewer=viewer))
    page = queries.due_of(group, viewer=viewer)
    since, last_day = forms.last_year(viewer.today)
    form = forms.BeginForm(
        request.POST or None,
        kinds=queries.kinds().choices,
        readers=audiences_of(group.openness),
        owed=[one for one in (*page.late, *page.coming) if one.report is None],
        initial={"since": since, "last_day": last_day, "contact": f"{group.host}, clerk of the group"},
    )
    if form.is_valid() and (
        done := submit(form, actions.start_report, group=group, by=viewer, **form.cleaned_data)
    ):  # fmt: skip
        messages.success(request, "The report is begun. Write beside what the record says.")
        return redirect("reports:report", done.value.pk)
    words = "What the record says of the period is put together for you. You write what it means."
    return ask(
        request, form, title="Begin a report", way=way_to(group), caption=group.name, button="Begin the report",
        words=words,
    )  # fmt: skip


def _draft(request: HttpRequest, pk: UUID) -> Opened:
    """A draft, for whoever writes it. Raises NotFound, Refused."""
    found = opened(request, pk)
    access.check_can_write(found.here)
    access.check_is_draft(found.report)
    return found


@needs(*access.WRITERS)
def write(request: HttpRequest, pk: UUID, section: UUID) -> HttpResponse:
    """What people say in one section, beside what the record says."""
    viewer, report, _ = _draft(request, pk)
    held = queries.section(section, report=report)
    kind = forms.OwnWordsForm if held.is_own else forms.WordsForm
    draft = drafts.load(f"reports.section/{held.pk}", by=viewer, address=request.path)
    initial = {"based_on": held.version, "words": held.words, "heading": held.heading}
    form = kind(request.POST) if request.method == "POST" else draft.fill(kind(initial=initial))
    if form.is_valid() and submit(form, actions.write_section, section=held, by=viewer, **form.cleaned_data):
        drafts.discard(draft.form, by=viewer)
        messages.success(request, f"“{held.heading}” is saved.")
        return redirect("reports:report", pk)
    asked = next((one for one in queries.kinds().kind(report.kind).sections if one.key == held.key), None)
    shown = {
        "report": report,
        "section": held,
        "form": form,
        "draft": draft,
        "generated": queries.generated_of(held),
        "help": asked.help if asked else "",
    }
    return render(request, "reports/section.html", shown)


@needs(*access.WRITERS)
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A section of their own, at the end."""
    viewer, report, _ = _draft(request, pk)
    form = forms.NewSectionForm(request.POST or None)
    if form.is_valid() and submit(form, actions.add_section, report=report, by=viewer, **form.cleaned_data):
        messages.success(request, "The section is added.")
        return redirect("reports:report", pk)
    way = way_to(report.group, report)
    return ask(request, form, title="Add a section", way=way, caption=report.title, button="Add the section")


@needs(*access.WRITERS)
def remove(request: HttpRequest, pk: UUID, section: UUID) -> HttpResponse:
    """Take an own section out."""
    viewer, report, _ = _draft(request, pk)
    held = queries.section(section, report=report)
    form = forms.StepForm(request.POST or None, initial={"based_on": held.version})
    if form.is_valid():
        actions.remove_section(section=held, by=viewer, **form.cleaned_data)
        messages.success(request, f"“{held.heading}” is taken out.")
        return redirect("reports:report", pk)
    title = f"Take out “{held.heading}”"
    way, lost = way_to(report.group, report), "Its words are lost."
    return ask(request, form, title=title, way=way, caption=report.title, button="Take it out", warning=lost)
