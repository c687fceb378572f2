"""Needs profiles: listed, started, written, frozen, taken away."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commonground.foundation.design import drafts
from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.documents.doors import download
from commonground.ground.evidence import access, actions, forms, papers, queries
from commonground.ground.places import queries as places

ON_A_PAGE = 50


@open_to("public")
def profiles(request: HttpRequest) -> HttpResponse:
    """Every profile that the viewer may read, perhaps of one area: from when, kept by whom, whether it is overdue."""
    viewer = viewer_of(request)
    name = request.GET.get("area", "").strip()
    area = places.area_by_reference(name, on=viewer.today) if name else None
    shown = {
        "page": Paginator(queries.profiles_of(area, viewer), ON_A_PAGE).get_page(request.GET.get("page")),
        "area": area,
        "today": viewer.today,
        "may_write": viewer.may("evidence.write"),
        "may_note": viewer.may("evidence.note"),
    }
    return render(request, "evidence/profiles/list.html", shown)


@open_to("public")
def profile(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The whole profile, and what may be done with it."""
    viewer = viewer_of(request)
    page = queries.profile_page(pk, viewer=viewer)
    shown = {
        "page": page,
        "shown": papers.ProfileOnPage(page),
        "may_write": viewer.may("evidence.write") and page.profile.is_draft,
        "may_freeze": viewer.may("evidence.freeze") and page.profile.status != "withdrawn",
        "may_note": viewer.may("evidence.note"),
        "today": viewer.today,
    }
    return render(request, "evidence/profiles/profile.html", shown)


@open_to("public")
def profile_file(request: HttpRequest, pk: UUID, suffix: str) -> HttpResponse:
    """The profile as PDF, Word, Excel, or CSV of every figure."""
    viewer = viewer_of(request)
    held = queries.profile(viewer, pk)
    content = queries.content_of(held, viewer=viewer)
    return download(request, papers.profile_report(content, run=str(held.frozen_id or "")), suffix)


@needs("evidence.write")
def start(request: HttpRequest) -> HttpResponse:
    """Begin the profile of any area."""
    viewer = viewer_of(request)
    months = queries.policy().refresh_months
    start_with = {"area": request.GET.get("area", ""), "due_on": _later(viewer.today, months)}
    form = forms.StartForm(request.POST or None, initial=start_with, on=viewer.today)
    if form.is_valid() and (done := submit(form, actions.start_profile, by=viewer, **form.cleaned_data)):
        messages.success(request, "The draft is begun. Write its sections, then freeze it.")
        return redirect("evidence:profile", done.value.pk)
    return render(request, "evidence/profiles/start.html", {"form": form})


@needs("evidence.write")
def describe(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Title, keeper and due date of a draft."""
    viewer = viewer_of(request)
    held = queries.profile(viewer, pk)
    facts = {"based_on": held.version, "title": held.title, "owner": held.owner, "due_on": held.due_on}
    form = forms.DescribeForm(request.POST or None, initial=facts)
    if form.is_valid() and submit(form, actions.describe_profile, profile=held, by=viewer, **form.cleaned_data):
        return redirect("evidence:profile", held.pk)
    return render(request, "evidence/profiles/describe.html", {"form": form, "profile": held})


@needs("evidence.write")
def write_section(request: HttpRequest, pk: UUID, section: str) -> HttpResponse:
    """Write a section. What is typed is kept as a draft on the server; two who save meet a conflict with both texts."""
    viewer = viewer_of(request)
    page = queries.writing(pk, section, viewer=viewer)
    access.check_is_draft(page.profile)
    draft = drafts.load(f"evidence.profile/{pk}/{section}", by=viewer, address=request.path)
    facts = {"based_on": page.version, "text": page.text.text if page.text else ""}
    form = forms.SectionForm(request.POST) if request.method == "POST" else draft.fill(forms.SectionForm(initial=facts))
    values = {"profile": page.profile, "section": section, "by": viewer}
    if form.is_valid() and submit(form, actions.write_section, **values, **form.cleaned_data):
        drafts.discard(draft.form, by=viewer)
        messages.success(request, f"“{page.section.heading}” is saved.")
        return redirect("evidence:profile", pk)
    return render(request, "evidence/profiles/write.html", {"form": form, "page": page, "draft": draft})


@needs("evidence.freeze")
def freeze(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep everything as it is now, for everybody to read."""
    viewer = viewer_of(request)
    page = queries.profile_page(pk, viewer=viewer)
    access.check_is_draft(page.profile)
    form = forms.DecideForm(request.POST or None, initial={"based_on": page.profile.version})
    if form.is_valid() and submit(form, actions.freeze_profile, profile=page.profile, by=viewer, **form.cleaned_data):
        messages.success(request, "The profile is frozen. Everybody can read it, and nothing changes it.")
        return redirect("evidence:profile", pk)
    return render(
        request, "evidence/profiles/freeze.html", {"form": form, "page": page, "shown": papers.ProfileOnPage(page)}
    )


@needs("evidence.freeze")
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a frozen profile from the public."""
    viewer = viewer_of(request)
    held = queries.profile(viewer, pk)
    form = forms.WithdrawForm(request.POST or None, initial={"based_on": held.version})
    if form.is_valid() and submit(form, actions.withdraw_profile, profile=held, by=viewer, **form.cleaned_data):
        messages.success(request, "The profile is withdrawn.")
        return redirect("evidence:profiles")
    return render(request, "evidence/profiles/withdraw.html", {"form": form, "profile": held})


def _later(day: date, months: int) -> date:
    """So many months later, on the first of the month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)
