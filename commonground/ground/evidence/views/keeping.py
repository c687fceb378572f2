"""The page of every form of this room: what is typed, in one column, with a way back."""

from typing import NamedTuple

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class Back(NamedTuple):
    """Where a form leads when it is left: also its breadcrumb."""

    label: str
    href: str


def form_page(
    request: HttpRequest, form: forms.Form, *, title: str, back: Back, button: str = "Save", intro: str = ""
) -> HttpResponse:
    shown = {"form": form, "title": title, "back": back, "button": button, "intro": intro}
    return render(request, "evidence/keep.html", shown)
