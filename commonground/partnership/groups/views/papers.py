"""Papers being worked on: listed, written, signed, said to be ready, put under items."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from commonground.foundation.audit import actions as audit
from commonground.foundation.design import drafts
from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.kernel.errors import Invalid
from commonground.partnership.groups import access, actions, papers, queries
from commonground.partnership.groups.forms import papers as forms
from commonground.partnership.groups.models import Paper

ON_A_PAGE = 50
ITEMS_ON_A_PAGE = 30
INSIDE = ("groups.take-part", "groups.keep")


@needs(*INSIDE)
def papers_of(request: HttpRequest, slug: str) -> HttpResponse:
    """Papers of a group that the viewer may see being worked on."""
    viewer = viewer_of(request)
    group = queries.group(slug, viewer=viewer)
    here = queries.standing_in(group, viewer=viewer)
    found = queries.papers_of(group, viewer=viewer).order_by("due_on", "title", "id")
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    _names(request, list(page))
    may_write = bool(here.sits or here.serves or here.offices)
    return render(request, "groups/papers.html", {"group": group, "page": page, "may_write": may_write})


@needs(*INSIDE)
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    group = queries.group(slug, viewer=viewer)
    access.check_can_write_paper(queries.standing_in(group, viewer=viewer))
    form = forms.BeginForm(request.POST or None)
    if form.is_valid() and (done := submit(form, actions.write_paper, group=group, by=viewer, **form.cleaned_data)):
        messages.success(request, "The paper is begun. Write its sections.")
        return redirect("groups:write", done.value.pk)
    return render(request, "groups/begin_paper.html", {"form": form, "group": group})


@needs(*INSIDE)
def paper(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """What the paper says so far, and what is still to do as a list of tasks."""
    viewer = viewer_of(request)
    found = paper_called(request, paper_id)
    here = queries.standing_in(found.group, viewer=viewer)
    page = papers.paper_on_page(found, queries.missing_of(found), viewer=viewer, here=here)
    return render(request, "groups/paper.html", {**about_paper(found), "shown": page, "form": _decide(found)})


@needs(*INSIDE)
def write(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """The long form. What is typed is kept as a draft on the server; two who change one section see both texts."""
    viewer = viewer_of(request)
    found = _paper_to_edit(request, paper_id)
    draft = drafts.load(f"groups.paper/{paper_id}", by=viewer, address=request.path)
    form = forms.TextsForm(request.POST or None, paper=found, pack=queries.pack_of(found))
    form = form if form.is_bound else draft.fill(form)
    if form.is_valid() and submit(form, actions.write_texts, paper=found, by=viewer, **form.asked):
        drafts.discard(draft.form, by=viewer)
        messages.success(request, "The paper is saved.")
        return redirect("groups:paper", paper_id)
    return render(
        request,
        "groups/write_paper.html",
        {**about_paper(found), "form": form, "draft": draft, "marks": forms.MARKS},
    )


@needs(*INSIDE)
def recommendations(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = _paper_to_edit(request, paper_id)
    form = forms.RecommendationsForm(request.POST or None, paper=found)
    if form.is_valid():
        asked = {"texts": form.texts, "based_on": form.cleaned_data["based_on"]}
        if submit(form, actions.recommend, paper=found, by=viewer, **asked):
            messages.success(request, "The recommendations are saved.")
            return redirect("groups:paper", paper_id)
    return render(request, "groups/recommendations.html", {**about_paper(found), "form": form})


@needs(*INSIDE)
def background(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """What the paper rests on, and its files."""
    viewer = viewer_of(request)
    found = _paper_to_edit(request, paper_id)
    form = forms.BackgroundForm(request.POST or None, paper=found)
    if form.is_valid() and submit(form, actions.add_background, paper=found, by=viewer, **form.cleaned_data):
        messages.success(request, "The background paper is named.")
        return redirect("groups:background", paper_id)
    return render(request, "groups/background.html", {**about_paper(found), "form": form})


@needs(*INSIDE)
@require_POST
def remove_background(request: HttpRequest, paper_id: UUID, background_id: UUID) -> HttpResponse:
    found = paper_called(request, paper_id)
    actions.remove_background(paper=found, background_id=background_id, by=viewer_of(request))
    messages.success(request, "The background paper is taken off.")
    return redirect("groups:background", paper_id)


@needs(*INSIDE)
def areas(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = _paper_to_edit(request, paper_id)
    lines = "\n".join(one.area.name for one in found.areas.all())
    form = forms.AreasForm(request.POST or None, on=viewer.today, initial={"based_on": found.version, "areas": lines})
    if form.is_valid() and submit(form, actions.say_areas, paper=found, by=viewer, **form.cleaned_data):
        messages.success(request, "The areas are saved.")
        return redirect("groups:paper", paper_id)
    return render(request, "groups/paper_areas.html", {**about_paper(found), "form": form})


@needs(*INSIDE)
def sign(request: HttpRequest, paper_id: UUID, key: str) -> HttpResponse:
    """Read the paper, comment on it and sign for the comment."""
    viewer = viewer_of(request)
    found = paper_called(request, paper_id)
    wanted = queries.sign_off(found, key)
    here = queries.standing_in(found.group, viewer=viewer)
    access.check_can_sign(viewer, here, found)
    facts = {"based_on": wanted.version, "comment": wanted.comment, "of_text": queries.digest_of(found)}
    form = forms.SignForm(request.POST or None, initial={**facts, "name": viewer.label})
    if form.is_valid() and submit(form, actions.sign, paper=found, sign_off=wanted, by=viewer, **form.cleaned_data):
        messages.success(request, f"“{wanted.heading}” is signed.")
        return redirect("groups:paper", paper_id)
    shown = papers.paper_on_page(found, queries.missing_of(found), viewer=viewer, here=here)
    return render(
        request,
        "groups/sign_paper.html",
        {**about_paper(found), "form": form, "wanted": wanted, "shown": shown},
    )


@needs(*INSIDE)
@require_POST
def ready(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    found = paper_called(request, paper_id)
    actions.make_ready(paper=found, based_on=_based_on(request), by=viewer_of(request))
    messages.success(request, "The paper is ready. The clerk can publish it.")
    return redirect("groups:paper", paper_id)


@needs(*INSIDE)
@require_POST
def take_back(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    found = paper_called(request, paper_id)
    actions.take_back(paper=found, based_on=_based_on(request), by=viewer_of(request))
    messages.success(request, "The paper is a draft again.")
    return redirect("groups:paper", paper_id)


@needs(*INSIDE)
def withdraw(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = paper_called(request, paper_id)
    form = forms.WhyForm(request.POST or None, initial={"based_on": found.version})
    if form.is_valid() and submit(form, actions.withdraw_paper, paper=found, by=viewer, **form.cleaned_data):
        messages.success(request, "The paper is withdrawn.")
        return redirect("groups:paper", paper_id)
    return render(request, "groups/withdraw_paper.html", {**about_paper(found), "form": form})


@needs(*INSIDE)
def table(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """Put the paper under an item of a coming meeting, of this group or another that the viewer serves."""
    viewer = viewer_of(request)
    found = paper_called(request, paper_id, whole=False)
    items = queries.items_to_table_under(found, viewer=viewer)
    narrowed = forms.TableInForm(request.GET, groups=queries.groups_to_table_in(viewer), own=found.group.slug)
    there = items.filter(meeting__group__slug=narrowed.asked) if narrowed.asked else items
    page = Paginator(there, ITEMS_ON_A_PAGE).get_page(request.GET.get("page"))
    form = forms.TableForm(request.POST or None, items=items, offered=page)
    if form.is_valid():
        item = form.cleaned_data["item"]
        if done := submit(form, actions.table_paper, paper=found, item=item, by=viewer):
            messages.success(request, f"The paper is under “{item}”.")
            if done.value.warning:
                messages.warning(request, done.value.warning)
            return redirect("groups:paper", paper_id)
    shown = {**about_paper(found), "form": form, "page": page, "filter": narrowed}
    return render(request, "groups/table_paper.html", shown)


def paper_called(request: HttpRequest, paper_id: UUID, *, whole: bool = True) -> Paper:
    found = queries.paper(paper_id, viewer=viewer_of(request), whole=whole)
    _names(request, [found])
    return found


def _paper_to_edit(request: HttpRequest, paper_id: UUID) -> Paper:
    """Raises Refused before a form is shown that could not be sent."""
    viewer, found = viewer_of(request), paper_called(request, paper_id)
    access.check_can_edit_paper(viewer, queries.standing_in(found.group, viewer=viewer), found)
    return found


def _names(request: HttpRequest, shown: list[Paper]) -> None:
    """The page names these authors: recorded, and asked again just before it is sent."""
    viewer, ids = viewer_of(request), [one.pk for one in shown]
    persons = {one.author_id for one in shown if one.author_id}

    def still_there() -> None:
        for one in ids:
            queries.check_paper_visible(one, viewer=viewer)

    if persons:
        audit.shown(request, persons, recheck=still_there if len(ids) == 1 else None, what="papers")


def about_paper(found: Paper) -> dict[str, object]:
    """The paper, and its group where the viewer may know of it, as was read with the paper: one may come from a closed
    group."""
    return {"paper": found, "group": found.group if getattr(found, "is_group_known", False) else None}


def _decide(found: Paper) -> forms.DecideForm:
    return forms.DecideForm(initial={"based_on": found.version})


def _based_on(request: HttpRequest) -> int:
    form = forms.DecideForm(request.POST)
    if not form.is_valid():
        raise Invalid("This page is too old. Go back to the paper and try again.")
    return int(form.cleaned_data["based_on"])
