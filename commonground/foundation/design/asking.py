"""The page of a form: what is asked, in one column, with a way back."""

from typing import NamedTuple

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonground.foundation.audit import actions as audit
from commonground.foundation.design.forms import ForViewer


class Back(NamedTuple):
    """A step of the way here: what it is called and where it is."""

    label: str
    href: str


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
        audit.shown(request, form.named)
    shown = {"form": form, "title": title, "way": way, "back": way[-1].href, "button": button}
    return render(request, "design/ask.html", {**shown, "caption": caption, "words": words, "warning": warning})
