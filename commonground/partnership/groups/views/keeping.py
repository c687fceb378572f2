"""The page of every form about a group: what is typed, in one column, with a way back."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from commonground.foundation.audit.versions import VersionedRow
from commonground.foundation.design.doors import viewer_of
from commonground.foundation.design.forms import submit
from commonground.partnership.groups import access, queries
from commonground.partnership.groups.forms.groups import EndForm
from commonground.partnership.groups.models import Group
from commonground.partnership.groups.views.asking import Back, ask
from commonground.partnership.groups.views.naming import show_people

if TYPE_CHECKING:
    from commonground.ground.partners.models import Practitioner

__all__ = ["Back", "back_to", "end_it", "form_page", "managed", "take"]


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
    """The form with its title, below the register and, where the caption names a group, below its page."""
    register = Back("Groups", reverse("groups:every"))
    way = [register, back] if back.href != register.href else [register]
    return ask(request, form, title=title, way=way, button=button, caption=caption, words=intro, warning=warning)


def managed(request: HttpRequest, slug: str) -> Group:
    """The group, for somebody who keeps its seats and terms. Raises NotFound, Refused."""
    viewer = viewer_of(request)
    found = queries.group(slug, viewer=viewer)
    access.check_can_manage(queries.standing_in(found, viewer=viewer))
    return found


def back_to(group: Group, tab: str = "group") -> Back:
    """The page of a group, or one of its tabs."""
    return Back(group.name, reverse(f"groups:{tab}", args=[group.slug]))


def take(
    request: HttpRequest,
    form: forms.Form,
    action: Callable[..., Any],
    *,
    group: Group,
    tab: str,
    title: str,
    button: str = "Save",
    intro: str = "",
    people: "Iterable[Practitioner]" = (),
) -> HttpResponse:
    """Ask on a page of its own, do it, and lead back to the tab of the group where it is seen. `people` are those whom
    the page names, which is put on record."""
    if form.is_valid() and submit(form, action, by=viewer_of(request), **form.cleaned_data):
        return redirect(f"groups:{tab}", slug=group.slug)
    if named := list(people):
        show_people(request, named, group=group)
    back = back_to(group, tab)
    return form_page(request, form, title=title, caption=group.name, back=back, button=button, intro=intro)


def end_it(request: HttpRequest, row: VersionedRow, action: Callable[..., Any], **asked: Any) -> HttpResponse:
    """Ask for the first day on which a row of a group is no more; what is `asked` is as `take` has it."""
    form = EndForm(request.POST or None, initial={"based_on": row.version, "on": viewer_of(request).today})
    return take(request, form, action, **asked)
