"""The page of a group, and starting, changing, linking and closing it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.foundation.design.forms import submit
from commonground.partnership.groups import access, actions, queries
from commonground.partnership.groups.forms.groups import (
    ChangeGroupForm,
    CloseGroupForm,
    EndForm,
    GroupAreasForm,
    LinkForm,
    StartGroupForm,
)
from commonground.partnership.groups.rules.words import Openness
from commonground.partnership.groups.views.keeping import Back, back_to, form_page, managed
from commonground.partnership.groups.views.naming import show_table

SERVES = ("groups.take-part", "groups.keep")


@open_to("public")
def group(request: HttpRequest, slug: str) -> HttpResponse:
    """What it is for, who chairs, who is missing, what comes next."""
    page = queries.group_page(slug, viewer=viewer_of(request))
    show_table(request, page.table)
    return render(request, "groups/group.html", {"page": page, "group": page.group, "here": page.here, "tab": "group"})


@open_to("public")
def links(request: HttpRequest, slug: str) -> HttpResponse:
    """To whom it reports and who reports to it, now, before and to come."""
    viewer = viewer_of(request)
    found = queries.group(slug, viewer=viewer)
    shown = {"links": queries.links_of(found, viewer=viewer), "here": queries.standing_in(found, viewer=viewer)}
    return render(request, "groups/links.html", {**shown, "group": found, "tab": "links", "today": viewer.today})


@needs("groups.keep")
def start(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    form = StartGroupForm(
        request.POST or None, viewer=viewer, initial={"openness": Openness.PARTNERS, "starts_on": viewer.today}
    )
    if form.is_valid() and (done := submit(form, actions.start_group, by=viewer, **form.cleaned_data)):
        if queries.groups(viewer).filter(pk=done.value.pk).exists():
            return redirect("groups:group", slug=done.value.slug)
        messages.success(request, "The group has been started. Its clerk adds the members; you see it no more.")
        return redirect("groups:every")
    back = Back("Groups", reverse("groups:every"))
    return form_page(request, form, title="Start a group", back=back, button="Start it")


@needs(*SERVES)
def change(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    found = managed(request, slug)
    names = ("name", "about", "openness", "also", "seats_chairs", "ends_on")
    initial = {name: getattr(found, name) for name in names}
    initial |= {"based_on": found.version, "type": found.type_id, "host": found.host_id}
    form = ChangeGroupForm(request.POST or None, viewer=viewer, initial=initial)
    if form.is_valid() and submit(form, actions.change_group, group=found, by=viewer, **form.cleaned_data):
        return redirect("groups:group", slug=found.slug)
    return form_page(request, form, title="Change this group", caption=found.name, back=back_to(found))


@needs(*SERVES)
def close(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.group(slug, viewer=viewer)
    access.check_can_lead(queries.standing_in(found, viewer=viewer))
    form = CloseGroupForm(request.POST or None, initial={"based_on": found.version, "on": viewer.today})
    if form.is_valid() and submit(form, actions.close_group, group=found, by=viewer, **form.cleaned_data):
        if queries.groups(viewer).filter(pk=found.pk).exists():
            return redirect("groups:group", slug=found.slug)
        return redirect("groups:every")
    return form_page(
        request,
        form,
        title="Close this group",
        caption=found.name,
        back=back_to(found),
        button="Close it",
        warning="Its seats, offices and links end on this day. What it decided stays.",
    )


@needs(*SERVES)
def set_areas(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    found = managed(request, slug)
    running = found.areas.filter(ends_on=None).select_related("area")
    initial = {"areas": "\n".join(row.area.key for row in running), "on": viewer.today}
    form = GroupAreasForm(request.POST or None, viewer=viewer, initial=initial)
    if form.is_valid() and submit(form, actions.set_areas, group=found, by=viewer, **form.cleaned_data):
        return redirect("groups:group", slug=found.slug)
    return form_page(request, form, title="Areas it works for", caption=found.name, back=back_to(found))


@needs(*SERVES)
def add_link(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    found = managed(request, slug)
    form = LinkForm(request.POST or None, group=found, viewer=viewer, initial={"starts_on": viewer.today})
    if form.is_valid() and submit(form, actions.link_groups, group=found, by=viewer, **form.cleaned_data):
        return redirect("groups:links", slug=found.slug)
    return form_page(
        request,
        form,
        title="Say to whom it reports",
        caption=found.name,
        back=back_to(found, "links"),
        button="Link them",
    )


@needs(*SERVES)
def end_link(request: HttpRequest, slug: str, link_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = managed(request, slug)
    link = queries.link(found, link_id, viewer=viewer)
    form = EndForm(request.POST or None, initial={"based_on": link.version, "on": viewer.today})
    if form.is_valid() and submit(form, actions.end_link, link=link, by=viewer, **form.cleaned_data):
        return redirect("groups:links", slug=found.slug)
    words = f"{link.get_kind_display()} {link.to.name}, since {link.starts_on:%-d %B %Y}."
    back = back_to(found, "links")
    return form_page(request, form, title="End this link", caption=found.name, back=back, intro=words, button="End it")
