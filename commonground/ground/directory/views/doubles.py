"""Entries that may be one service: the list, two beside each other, and what was decided."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.design.forms import submit
from commonground.ground.directory import queries
from commonground.ground.directory.actions import doubles as actions
from commonground.ground.directory.forms.doubles import DoubleForm
from commonground.ground.directory.models import Double
from commonground.ground.directory.rules.doubles import Standing
from commonground.ground.directory.views.keeping import what_may

ON_A_PAGE = 25
APART, UNDO = "apart", "undo"
keepers = needs("directory.keep")


@keepers
def every(request: HttpRequest) -> HttpResponse:
    """By `?standing=`: to be looked at, made one, two services."""
    asked = request.GET.get("standing", "")
    standing = Standing(asked) if asked in list(Standing) else Standing.OPEN
    page = Paginator(queries.doubles(viewer_of(request), standing=standing), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    listed = [(one, queries.why_of(one)) for one in page]
    shown = {"page": page, "listed": listed, "standing": standing, "standings": list(Standing)}
    return render(request, "directory/doubles.html", {**shown, **what_may(request)})


@keepers
def look(request: HttpRequest) -> HttpResponse:
    """Look for them now; at night it is done anyway."""
    if request.method == "POST":
        found = actions.find_doubles(by=viewer_of(request))
        messages.success(request, f"{found['open']} to be looked at, {found['new']} of them new.")
    return redirect("directory:doubles")


@keepers
def double(request: HttpRequest, double_id: UUID) -> HttpResponse:
    """Two entries part by part; the form, or the way back from what was decided."""
    found = queries.double(double_id, viewer=viewer_of(request))
    form = DoubleForm(request.POST or None, double=found)
    if form.is_valid() and _decide(request, form, found):
        return redirect("directory:doubles")
    return render(request, "directory/double.html", {"beside": queries.beside(found), "double": found, "form": form})


def _decide(request: HttpRequest, form: DoubleForm, found: Double) -> bool:
    given = form.cleaned_data
    same = {"double": found, "based_on": given["based_on"], "words": given["words"], "by": viewer_of(request)}
    what = request.POST.get("what", "")
    if what == APART:
        done, said = submit(form, actions.keep_apart, **same), "They stay two entries, and are not listed again."
    elif what == UNDO:
        done, said = submit(form, actions.undo, **same), "They are two entries again, each at its own address."
    else:
        kept = found.first if given["kept"] == str(found.first_id) else found.second
        done = submit(form, actions.merge, kept=kept, **same)
        said = f"{kept.name} stays. The address of the other leads there."
    if done:
        messages.success(request, said)
    return done is not None
