"""The keeper's page: every entry, and the page of every form."""

from typing import NamedTuple

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonground.foundation.design.doors import needs, viewer_of
from commonground.ground.directory import access, queries
from commonground.ground.directory.forms.keeping import EntriesForm

KEEP, KEEP_OWN = "directory.keep", "directory.keep-own"
ON_A_PAGE = 50


class Back(NamedTuple):
    """Where a form leads when it is left: also its breadcrumb."""

    label: str
    href: str


@needs(KEEP, KEEP_OWN)
def keep(request: HttpRequest) -> HttpResponse:
    """Entries that the viewer may keep."""
    viewer = viewer_of(request)
    form = EntriesForm(request.GET)
    page = Paginator(queries.entries_kept(form.asked, viewer=viewer), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "directory/keep/entries.html", {"page": page, "filter": form, **what_may(request)})


def what_may(request: HttpRequest) -> dict[str, bool]:
    """What stands in the sub-navigation of keepers."""
    viewer = viewer_of(request)
    keeps = {"keeps_all": viewer.may(KEEP), "only_imports": not access.may_keep_some(viewer)}
    return {**keeps, "imports": viewer.may("directory.import")}


def form_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    title: str,
    back: Back,
    button: str = "Save",
    caption: str = "",
    intro: str = "",
    remove: str = "",
    file: bool = False,
) -> HttpResponse:
    """The form with its title. `remove` is the address that takes away what it is about."""
    shown = {"form": form, "title": title, "back": back, "button": button, "caption": caption, "intro": intro}
    return render(request, "directory/keep/form.html", {**shown, "remove": remove, "file": file})
