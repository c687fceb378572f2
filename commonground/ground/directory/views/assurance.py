"""What is vouched for, what is due and what is stale, and the vouching."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from commonground.foundation.design.doors import needs, viewer_of
from commonground.ground.directory import queries
from commonground.ground.directory.actions import assuring as actions
from commonground.ground.directory.forms.assurance import AssuranceForm, VouchForm
from commonground.ground.directory.rules.assurance import Word
from commonground.ground.directory.views.keeping import what_may

ON_A_PAGE = 25
TONES = {Word.NEVER: "red", Word.STALE: "red", Word.DUE: "yellow", Word.GOOD: "green"}
keepers = needs("directory.keep", "directory.keep-own")


@keepers
def assurance(request: HttpRequest) -> HttpResponse:
    """Entries to vouch for, and how many of each owner stand how."""
    viewer = viewer_of(request)
    owners = queries.counts_by_owner(viewer)
    form = AssuranceForm(request.GET, owners=owners)
    word, owner = form.asked
    rows = queries.to_vouch_for(viewer, word=word, owner=owner)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    listed = [(one, found := queries.word_of(one, today=viewer.today), TONES[found]) for one in page]
    here = urlencode({"word": word or "", "owner": owner, "page": page.number})
    shown = {"page": page, "listed": listed, "owners": owners, "filter": form, "here": here}
    shown |= {"policy": queries.assurance_policy(), **what_may(request)}
    return render(request, "directory/assurance.html", shown)


@keepers
def vouch(request: HttpRequest, slug: str) -> HttpResponse:
    """Then back to the list as it was narrowed, or to the card where it was pressed there."""
    viewer = viewer_of(request)
    service = queries.kept_service(slug, viewer=viewer)
    form = VouchForm(request.POST or None)
    if form.is_valid():
        actions.vouch(service=service, based_on=form.cleaned_data["based_on"], by=viewer)
        messages.success(request, f"You vouched for {service.name}.")
        if form.cleaned_data["back"]:
            return redirect(f"{reverse('directory:assurance')}?{form.cleaned_data['back']}")
    return redirect("directory:service", slug)
