"""What is new in the directory since one last looked."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from commonground.foundation.design.doors import open_to, viewer_of
from commonground.foundation.kernel.errors import Problem
from commonground.ground.directory import queries
from commonground.ground.directory.actions import looking as actions
from commonground.ground.directory.forms.looking import NewForm

if TYPE_CHECKING:
    from commonground.ground.places.models import Area


@open_to("signed in")
def new(request: HttpRequest) -> HttpResponse:
    """By area. Looking changes nothing; saying “I have looked” does."""
    viewer = viewer_of(request)
    form = NewForm(request.POST or request.GET)
    area = _area(request, form)
    if request.method == "POST" and form.is_valid():
        actions.note_looked(area=area, by=viewer)
        messages.success(request, "From now on only what comes after this is new to you.")
        return redirect(f"{reverse('directory:new')}?{urlencode({'where': form.cleaned_data['where']})}")
    shown = {"form": form, "area": area, "news": queries.news(viewer, area=area)}
    return render(request, "directory/new.html", shown)


def _area(request: HttpRequest, form: NewForm) -> "Area | None":
    typed = form.cleaned_data.get("where", "") if form.is_valid() else ""
    if not typed:
        return None
    found = queries.whence(typed, on=viewer_of(request).today)
    if isinstance(found, Problem):
        form.add_error("where", f"{found.what} {found.do}".strip())
        return None
    return found.area
