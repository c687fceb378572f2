"""Keepers' forms for what hangs on a service or a place: one for each kind, added, changed, taken away."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.kernel.errors import NotFound
from commonground.ground.directory import actions, queries
from commonground.ground.directory.actions.parts import KINDS, PartKind
from commonground.ground.directory.forms.parts import FORMS
from commonground.ground.directory.models import Location, Service, ServiceAtLocation
from commonground.ground.directory.views.keeping import KEEP, KEEP_OWN, Back, form_page
from commonground.ground.directory.views.services import version_of


@needs(KEEP, KEEP_OWN)
def add_piece(request: HttpRequest, kind: str, owner_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    known = _known(kind)
    owner = queries.owner(known.column, owner_id, viewer=viewer)
    form = FORMS[kind](request.POST or None, viewer=viewer)
    if form.is_valid() and submit(form, actions.add_part, kind=kind, owner=owner, values=form.values, by=viewer):
        return redirect(_back(owner).href)
    return form_page(request, form, title=f"Add {known.what}", caption=_name(owner), back=_back(owner), button="Add it")


@needs(KEEP, KEEP_OWN)
def change_piece(request: HttpRequest, kind: str, part_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    known = _known(kind)
    part = queries.piece(known.model, known.column, part_id, viewer=viewer)
    owner = getattr(part, known.column)
    form = FORMS[kind](request.POST or None, viewer=viewer, initial=FORMS[kind].begin(part))
    if form.is_valid() and submit(
        form,
        actions.change_part,
        kind=kind,
        part=part,
        based_on=form.cleaned_data["based_on"] or 0,
        values=form.values,
        by=viewer,
    ):
        return redirect(_back(owner).href)
    remove = reverse("directory:remove-piece", args=[kind, part_id])
    title = f"Change {known.what}"
    return form_page(request, form, title=title, caption=_name(owner), back=_back(owner), remove=remove)


@needs(KEEP, KEEP_OWN)
@require_POST
def remove_piece(request: HttpRequest, kind: str, part_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    known = _known(kind)
    part = queries.piece(known.model, known.column, part_id, viewer=viewer)
    owner = getattr(part, known.column)
    actions.remove_part(kind=kind, part=part, based_on=version_of(request), by=viewer)
    return redirect(_back(owner).href)


def _known(kind: str) -> PartKind:
    if kind not in KINDS:
        raise NotFound
    return KINDS[kind]


def _name(owner: Any) -> str:
    """The viewer may know of it: the query saw to that."""
    if isinstance(owner, ServiceAtLocation):
        return f"{owner.service.name}, {owner.location.name or owner.location.postcode}"
    return str(owner.name or owner.postcode) if isinstance(owner, Location) else str(owner)


def _back(owner: Any) -> Back:
    if isinstance(owner, Location):
        return Back(_name(owner), reverse("directory:keep-place", args=[owner.slug]))
    service = owner if isinstance(owner, Service) else owner.service
    return Back(service.name, reverse("directory:keep-service", args=[service.slug]))
