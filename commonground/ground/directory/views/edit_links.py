"""A provider's own way to change an entry: the link, made by whoever keeps it, and the page that it opens."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.design.pace import count, machine_of
from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory import queries
from commonground.ground.directory.actions import edit_links as actions
from commonground.ground.directory.forms.entries import EntryForm
from commonground.ground.directory.forms.proposals import MakeLinkForm
from commonground.ground.directory.models import EditLink

keepers = needs("directory.keep", "directory.keep-own")


@keepers
@never_cache
def links(request: HttpRequest, slug: str) -> HttpResponse:
    """The links of an entry, and the making of one. Its address is shown once, on the answer: it is kept nowhere."""
    viewer = viewer_of(request)
    service = queries.kept_service(slug, viewer=viewer)
    form = MakeLinkForm(request.POST or None, initial={"email": service.email or service.provider.email})
    if form.is_valid() and (done := submit(form, actions.make_link, service=service, by=viewer, **form.cleaned_data)):
        address = request.build_absolute_uri(reverse("directory:change", args=[done.value.token]))
        if done.value.link.sent_to:
            actions.tell_link(linked=done.value, address=address, by=viewer)
        return render(request, "directory/link_made.html", {"link": done.value.link, "address": address})
    shown = {"service": service, "form": form, "links": queries.links(service), "now": viewer.now}
    return render(request, "directory/links.html", shown | {"days": queries.assurance_policy().link_days})


@keepers
def withdraw(request: HttpRequest, link_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    link = queries.open_link(link_id, viewer=viewer)
    if request.method == "POST":
        actions.withdraw_link(link=link, by=viewer)
        messages.success(request, "The link is withdrawn. It opens nothing any more.")
    return redirect("directory:links", link.service.slug)


@open_to("public")
@never_cache
def change(request: HttpRequest, token: str) -> HttpResponse:
    """The entry as its provider may change it. Opening it uses nothing up: mail programs open links too."""
    viewer = viewer_of(request)
    link = _link(request, token, viewer)
    form = EntryForm(request.POST or None, entry=queries.entry(link.service), labels=queries.labels(link.service))
    if form.is_valid():
        said = {"shown": form.entry, "said": form.said, "remark": form.cleaned_data["remark"]}
        if submit(form, actions.propose, token=token, by=viewer, **said):
            return redirect("directory:change-sent")
    answer = render(request, "directory/change.html", {"form": form, "link": link, "service": link.service})
    answer["Referrer-Policy"] = "strict-origin"  # no page that is opened from here learns the address with the token
    answer["X-Robots-Tag"] = "noindex"
    return answer


@open_to("public")
def change_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "directory/change_sent.html")


def _link(request: HttpRequest, token: str, viewer: Viewer) -> EditLink:
    """The open link of a token. Raises NotFound, and TooOften where one machine tries many that never were."""
    machine, most = f"edit-link-{machine_of(request)}", queries.assurance_policy().wrong_links_a_minute
    count(machine, most, viewer.now, add=0)
    found = queries.link_of_token(token)
    if found is None:
        count(machine, most, viewer.now)
        raise NotFound("There is no such link. Look whether the whole of it was copied.")
    queries.check_link_is_open(found, now=viewer.now)
    return found
