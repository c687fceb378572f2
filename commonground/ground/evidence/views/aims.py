"""Targets of an area, and the changes that its series show."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.foundation.design.forms import submit
from commonground.ground.evidence import actions, forms, papers, queries
from commonground.ground.evidence.views.keeping import Back, form_page

if TYPE_CHECKING:
    from commonground.ground.places.models import Area


@open_to("public")
def aims(request: HttpRequest, area: str) -> HttpResponse:
    """What is aimed at in an area and what changed there, with who, when and why."""
    viewer = viewer_of(request)
    page = queries.aims_page(area, viewer=viewer)
    shown = papers.AimsShown(page, may_keep=viewer.may("evidence.aim"))
    return render(request, "evidence/aims.html", {"page": page, "shown": shown})


@needs("evidence.aim")
def set_target(request: HttpRequest, area: str) -> HttpResponseBase:
    """A new target."""
    viewer = viewer_of(request)
    page = queries.aims_page(area, viewer=viewer)
    initial = {"indicator": request.GET.get("indicator", "")}
    form = forms.NewTargetForm(request.POST or None, measured=page.measured, initial=initial)
    if form.is_valid() and submit(form, actions.set_target, area=page.area.pk, by=viewer, **form.cleaned_data):
        return redirect("evidence:aims", page.area.slug)
    intro = "A target that would be to get worse is refused: lower or higher than the newest figure on the wrong side."
    return form_page(request, form, title="Set a target", back=_back(page.area), button="Set target", intro=intro)


@needs("evidence.aim")
def change_target(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Another value, decided anew."""
    row = queries.target(pk)
    names = ("value", "decided_on", "reason")
    initial = {"based_on": row.version, **{name: getattr(row, name) for name in names}}
    form = forms.EditTargetForm(request.POST or None, initial=initial)
    if form.is_valid() and submit(form, actions.change_target, target=row, by=viewer_of(request), **form.cleaned_data):
        return redirect("evidence:aims", row.area.slug)
    return form_page(request, form, title=f"Change the {row}", back=_back(row.area))


@needs("evidence.aim")
def withdraw_target(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """No longer aimed at."""
    row = queries.target(pk)
    form = forms.WithdrawVersionForm(request.POST or None, initial={"based_on": row.version})
    viewer = viewer_of(request)
    if form.is_valid() and submit(form, actions.withdraw_target, target=row, by=viewer, **form.cleaned_data):
        return redirect("evidence:aims", row.area.slug)
    return form_page(request, form, title=f"Withdraw the {row}", back=_back(row.area), button="Withdraw")


@needs("evidence.aim")
def mark_change(request: HttpRequest, area: str) -> HttpResponseBase:
    """A day on which the way of working changed."""
    viewer = viewer_of(request)
    page = queries.aims_page(area, viewer=viewer)
    initial = {"indicator": request.GET.get("indicator", "")}
    form = forms.NewMarkerForm(request.POST or None, measured=page.measured, initial=initial)
    if form.is_valid() and submit(form, actions.mark_change, area=page.area.pk, by=viewer, **form.cleaned_data):
        return redirect("evidence:aims", page.area.slug)
    return form_page(request, form, title="Mark a change", back=_back(page.area), button="Mark change")


@needs("evidence.aim")
def edit_marker(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Mend a change marker."""
    row = queries.marker(pk)
    names = ("title", "happened_on", "reason")
    initial = {"based_on": row.version, **{name: getattr(row, name) for name in names}}
    form = forms.EditMarkerForm(request.POST or None, initial=initial)
    if form.is_valid() and submit(form, actions.edit_marker, marker=row, by=viewer_of(request), **form.cleaned_data):
        return redirect("evidence:aims", row.area.slug)
    return form_page(request, form, title=f"Change “{row}”", back=_back(row.area))


@needs("evidence.aim")
def withdraw_marker(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """No longer shown in series."""
    row = queries.marker(pk)
    form = forms.WithdrawVersionForm(request.POST or None, initial={"based_on": row.version})
    viewer = viewer_of(request)
    if form.is_valid() and submit(form, actions.withdraw_marker, marker=row, by=viewer, **form.cleaned_data):
        return redirect("evidence:aims", row.area.slug)
    return form_page(request, form, title=f"Withdraw “{row}”", back=_back(row.area), button="Withdraw")


def _back(area: "Area") -> Back:
    return Back(f"Targets and changes of {area.name}", reverse("evidence:aims", args=[area.slug]))
