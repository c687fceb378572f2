"""Ways from one service to the next, for those who keep entries."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from commonground.foundation.design.asking import Back, ask
from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.design.forms import submit
from commonground.ground.directory import queries
from commonground.ground.directory.actions import pathways as actions
from commonground.ground.directory.forms.pathways import AddPathwayForm, ChangePathwayForm, RemovePathwayForm
from commonground.ground.directory.models import Pathway, Service

keepers = needs("directory.keep", "directory.keep-own")


@keepers
def pathways(request: HttpRequest, slug: str) -> HttpResponse:
    """Where a service leads on to, and the adding of another way."""
    service = queries.kept_service(slug, viewer=viewer_of(request))
    form, by = AddPathwayForm(request.POST or None), viewer_of(request)
    if form.is_valid() and submit(form, actions.add_pathway, service=service, by=by, **form.cleaned_data):
        messages.success(request, "The way is added.")
        return redirect("directory:pathways", slug)
    shown = {"service": service, "form": form, "ways": queries.pathways_from(service)}
    return render(request, "directory/pathways.html", shown)


@keepers
def change(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    found = queries.pathway(pathway_id, viewer=viewer_of(request))
    initial = {"step": found.step, "route": found.route, "how": found.how, "based_on": found.version}
    form, by = ChangePathwayForm(request.POST or None, initial=initial), viewer_of(request)
    if form.is_valid() and submit(form, actions.change_pathway, pathway=found, by=by, **form.cleaned_data):
        messages.success(request, "Saved.")
        return redirect("directory:pathways", found.start.slug)
    return ask(request, form, title=f"To {found.to.name}", caption=found.start.name, way=_way(found.start))


@keepers
def remove(request: HttpRequest, pathway_id: UUID) -> HttpResponse:
    found: Pathway = queries.pathway(pathway_id, viewer=viewer_of(request))
    service = found.start
    form, by = RemovePathwayForm(request.POST or None, initial={"based_on": found.version}), viewer_of(request)
    if form.is_valid() and submit(form, actions.remove_pathway, pathway=found, by=by, **form.cleaned_data):
        messages.success(request, "It leads there no more.")
        return redirect("directory:pathways", service.slug)
    title = f"It does not lead to {found.to.name} any more"
    return ask(request, form, title=title, caption=service.name, way=_way(service), button="Remove this way")


@keepers
def broken(request: HttpRequest) -> HttpResponse:
    """Ways that lead to what is not offered any more."""
    return render(request, "directory/broken_pathways.html", {"ways": queries.broken_pathways(viewer_of(request))})


def _way(service: Service) -> list[Back]:
    return [
        Back("Find help", reverse("directory:services")),
        Back(service.name, reverse("directory:service", args=[service.slug])),
        Back("Where it leads on to", reverse("directory:pathways", args=[service.slug])),
    ]
