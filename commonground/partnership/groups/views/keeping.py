"""The page of every form about a group: what is typed, in one column, with a way back."""

from typing import NamedTuple

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from commonground.foundation.design.doors import viewer_of
from commonground.partnership.groups import access, queries
from commonground.partnership.groups.forms.choosing import ForViewer
from commonground.partnership.groups.models import Group
from commonground.partnership.groups.views.naming import show_people


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
    warning: str = "",
) -> HttpResponse:
    """The form with its title; people whom its messages name are on record."""
    if isinstance(form, ForViewer) and form.named:
        show_people(request, form.named)
    shown = {"form": form, "title": title, "back": back, "button": button, "caption": caption, "intro": intro}
    return render(request, "groups/keep.html", {**shown, "warning": warning})


def managed(request: HttpRequest, slug: str) -> Group:
    """The group, for somebody who keeps its seats and terms. Raises NotFound, Refused."""
    viewer = viewer_of(request)
    found = queries.group(slug, viewer=viewer)
    access.check_can_manage(queries.standing_in(found, viewer=viewer))
    return found


def back_to(group: Group, tab: str = "group") -> Back:
    """The page of a group, or one of its tabs."""
    return Back(group.name, reverse(f"groups:{tab}", args=[group.slug]))
