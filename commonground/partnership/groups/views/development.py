"""Stages of leadership development, of every group and of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.design.forms import submit
from commonground.partnership.groups import access, actions, queries
from commonground.partnership.groups.forms.development import StageForm
from commonground.partnership.groups.views.asking import ask, way_to
from commonground.partnership.groups.views.naming import show_people


@needs("groups.read")
def every(request: HttpRequest) -> HttpResponse:
    """How far each group is."""
    return render(request, "groups/development.html", {"tables": queries.development.of_groups(viewer_of(request))})


@needs("groups.read")
def of_group(request: HttpRequest, slug: str) -> HttpResponse:
    """How far one group and the people in it are."""
    page = queries.development.of_group(slug, viewer=viewer_of(request))
    show_people(request, page.named, group=page.group)
    return render(request, "groups/group_development.html", {"page": page, "group": page.group, "here": page.here})


@needs("groups.take-part", "groups.keep")
def note(request: HttpRequest, slug: str) -> HttpResponse:
    """Note how far somebody is."""
    viewer = viewer_of(request)
    page = queries.development.of_group(slug, viewer=viewer)
    access.check_can_manage(page.here)
    form = StageForm(request.POST or None, page=page, initial={"on": viewer.today})
    if form.is_valid() and submit(form, actions.note_stage, group=page.group, by=viewer, **form.values):
        return redirect("groups:group-development", slug)
    show_people(request, page.named, group=page.group)
    way = way_to(page.group)
    return ask(request, form, title="Note a stage", way=way, button="Note it", caption=page.group.name)
