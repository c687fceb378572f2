"""The agenda: what belongs on it, items put on, changed, moved and taken off."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.kernel.errors import Invalid
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access, actions, queries
from commonground.partnership.groups.access import Standing
from commonground.partnership.groups.forms.agenda import ItemForm
from commonground.partnership.groups.models import AgendaItem, Meeting
from commonground.partnership.groups.rules.agenda import Direction
from commonground.partnership.groups.rules.words import Purpose
from commonground.partnership.groups.views.asking import ask, way_to
from commonground.partnership.groups.views.naming import show_people

SERVING = ("groups.take-part", "groups.keep")
MINUTES = 10


@needs(*SERVING)
def suggestions(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """What belongs on the agenda: a fragment beside it, or a page. Sent back, what was chosen is put on."""
    viewer, meeting, here = _to_serve(request, slug, key)
    if request.method == "POST":
        based_on = _version(request.POST.get("based_on", ""))
        keys = request.POST.getlist("key")
        put_on = actions.accept_suggestions(meeting=meeting, based_on=based_on, keys=keys, by=viewer)
        messages.success(request, f"{'One item is' if len(put_on) == 1 else f'{len(put_on)} items are'} on the agenda.")
        return _to_agenda(slug, key)
    found = queries.suggestions(meeting, here=here, viewer=viewer)
    is_fragment = request.headers.get("HX-Request") == "true"
    template = "groups/parts/suggestions.html" if is_fragment else "groups/suggestions.html"
    return render(request, template, {"meeting": meeting, "suggestions": found})


@needs(*SERVING)
def add_item(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Put an item on by hand."""
    viewer, meeting, here = _to_serve(request, slug, key)
    initial = {"based_on": meeting.version, "purpose": Purpose.DISCUSSION, "minutes": MINUTES}
    form = _form(request, meeting, here, viewer, initial)
    if form.is_valid() and submit(form, actions.add_item, meeting=meeting, by=viewer, **form.cleaned_data):
        messages.success(request, "The item is on the agenda.")
        return _to_agenda(slug, key)
    return _ask(request, form, meeting, title="Add an item", button="Put it on the agenda")


@needs(*SERVING)
def change_item(request: HttpRequest, slug: str, key: str, item_id: UUID) -> HttpResponse:
    """Change what an item says, until it has its number."""
    viewer, meeting, here = _to_serve(request, slug, key)
    item = queries.item(meeting, item_id, here=here)
    held = ("title", "purpose", "minutes", "sponsor", "sponsor_words", "note", "is_restricted", "why_restricted")
    initial = {"based_on": item.version} | {name: getattr(item, name) for name in held}
    form = _form(request, meeting, here, viewer, initial)
    if form.is_valid() and submit(form, actions.change_item, item=item, by=viewer, **form.cleaned_data):
        messages.success(request, "The item is changed.")
        return _to_agenda(slug, key)
    return _ask(request, form, meeting, title="Change an item")


@needs(*SERVING)
@require_POST
def move_item(request: HttpRequest, slug: str, key: str, item_id: UUID) -> HttpResponse:
    """One place up or down, by a button: the keyboard is enough."""
    viewer, item, based_on = _to_change(request, slug, key, item_id)
    wanted = request.POST.get("direction", "")
    if wanted not in list(Direction):
        raise Invalid("An item moves up or down.")
    actions.move_item(item=item, based_on=based_on, direction=Direction(wanted), by=viewer)
    return _to_agenda(slug, key, f"item-{item.pk}")


@needs(*SERVING)
@require_POST
def remove_item(request: HttpRequest, slug: str, key: str, item_id: UUID) -> HttpResponse:
    """Take an item off; what came from the forward plan is back there."""
    viewer, item, based_on = _to_change(request, slug, key, item_id)
    actions.remove_item(item=item, based_on=based_on, by=viewer)
    messages.success(request, f"“{item.title}” is off the agenda.")
    return _to_agenda(slug, key)


def _to_serve(request: HttpRequest, slug: str, key: str) -> tuple[Viewer, Meeting, Standing]:
    viewer = viewer_of(request)
    meeting = queries.meeting(slug, key, viewer=viewer)
    here = queries.standing_in(meeting.group, viewer=viewer)
    access.check_can_clerk(here)
    return viewer, meeting, here


def _to_change(request: HttpRequest, slug: str, key: str, item_id: UUID) -> tuple[Viewer, AgendaItem, int]:
    viewer, meeting, here = _to_serve(request, slug, key)
    return viewer, queries.item(meeting, item_id, here=here), _version(request.POST.get("based_on", ""))


def _version(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise Invalid("This page is incomplete. Open the meeting again.")
    return int(text)


def _form(
    request: HttpRequest, meeting: Meeting, here: Standing, viewer: Viewer, initial: dict[str, object]
) -> ItemForm:
    people = queries.sponsors(meeting.group, viewer=viewer)
    return ItemForm(request.POST or None, sponsors=people, may_restrict=here.reads_restricted, initial=initial)


def _ask(request: HttpRequest, form: ItemForm, meeting: Meeting, *, title: str, button: str = "Save") -> HttpResponse:
    show_people(request, queries.sponsors(meeting.group, viewer=viewer_of(request)))
    caption = f"{meeting.group.name}, {meeting.day:%-d %B %Y}"
    return ask(request, form, title=title, button=button, caption=caption, way=way_to(meeting.group, meeting))


def _to_agenda(slug: str, key: str, at: str = "agenda") -> HttpResponse:
    return redirect(f"{reverse('groups:meeting', args=[slug, key])}#{at}")
