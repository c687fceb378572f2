"""The page of a form of this room: what is asked, in one column, with a way back."""

from typing import NamedTuple

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from commonground.partnership.groups.forms.choosing import ForViewer
from commonground.partnership.groups.models import Group, Meeting
from commonground.partnership.groups.views.naming import show_people


class Back(NamedTuple):
    """A step of the way here: what it is called and where it is."""

    label: str
    href: str


def way_to(group: Group, meeting: Meeting | None = None) -> list[Back]:
    """From the register to a group, or to one of its meetings."""
    way = [Back("Groups", reverse("groups:every")), Back(group.name, reverse("groups:group", args=[group.slug]))]
    if meeting is not None:
        way.append(Back(f"{meeting.day:%-d %B %Y}", reverse("groups:meeting", args=[group.slug, meeting.key])))
    return way


def ask(
    request: HttpRequest,
    form: forms.Form,
    *,
    title: str,
    way: list[Back],
    button: str = "Save",
    caption: str = "",
    words: str = "",
    warning: str = "",
) -> HttpResponse:
    """The form with its title; `way` are the pages above it, the last of which it leads back to. People whom the form's
    messages name are on record."""
    if isinstance(form, ForViewer) and form.named:
        show_people(request, form.named)
    shown = {"form": form, "title": title, "way": way, "back": way[-1].href, "button": button}
    return render(request, "groups/ask.html", {**shown, "caption": caption, "words": words, "warning": warning})
