"""The page of every form of the register: what is typed, in one column, with a way back."""

from typing import Any, NamedTuple

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from commonground.foundation.design.doors import viewer_of
from commonground.ground.partners import queries
from commonground.ground.partners.models import Practitioner
from commonground.ground.partners.views.naming import show_practitioners
from commonground.ground.places import queries as places


class Back(NamedTuple):
    """Where a form leads when it is left: also its breadcrumb."""

    label: str
    href: str


def form_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    title: str,
    back: Back,
    button: str = "Save",
    caption: str = "",
    intro: str = "",
    about: Practitioner | None = None,
) -> HttpResponse:
    """The form with its title. `about` is the person whom the page names."""
    if about is not None:
        show_practitioners(request, [about])
    shown = {"form": form, "title": title, "back": back, "button": button, "caption": caption, "intro": intro}
    return render(request, "partners/keep.html", shown)


def address_without_page(data: QueryDict) -> str:
    """The rest of the address, for links to files of the same list."""
    rest = data.copy()
    rest.pop("page", None)
    return f"?{rest.urlencode()}" if rest else ""


def choices_of_places(request: HttpRequest) -> list[Any]:
    """The areas that lists can be narrowed to; none on a site that serves no place yet."""
    held = queries.partnership()
    return places.choosable(held.area, on=viewer_of(request).today) if held else []
