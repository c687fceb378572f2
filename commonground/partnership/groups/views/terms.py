"""Terms of reference: read, printed, drafted, agreed; and the templates that groups start from."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from commonground.foundation.design import drafts
from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.documents.doors import download
from commonground.foundation.kernel.errors import NotFound
from commonground.partnership.groups import access, actions, papers, queries
from commonground.partnership.groups.forms.seats import DeliverForm
from commonground.partnership.groups.forms.terms import AgreeForm, DraftForm, TemplateForm, TermsForm, initial_of
from commonground.partnership.groups.models import Group, TermsOfReference
from commonground.partnership.groups.rules.states import TermsState
from commonground.partnership.groups.views.groups import SERVES
from commonground.partnership.groups.views.keeping import back_to, form_page, managed


@open_to("public")
def terms(request: HttpRequest, slug: str) -> HttpResponse:
    """The terms in force, else the newest version the viewer may read."""
    viewer = viewer_of(request)
    found = queries.group(slug, viewer=viewer)
    here = queries.standing_in(found, viewer=viewer)
    versions = [one for one in queries.terms_of(found) if _may_read(one, here)]
    current = next((one for one in versions if one.status == TermsState.AGREED), versions[0] if versions else None)
    return _page(request, found, here, versions, current)


@open_to("public")
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One version of the terms."""
    viewer = viewer_of(request)
    found = queries.group(slug, viewer=viewer)
    here = queries.standing_in(found, viewer=viewer)
    versions = [one for one in queries.terms_of(found) if _may_read(one, here)]
    current = next((one for one in versions if one.number == number), None)
    if current is None:
        raise NotFound("There is no such version of the terms.")
    return _page(request, found, here, versions, current)


def _may_read(terms: TermsOfReference, here: access.Standing) -> bool:
    return terms.status != TermsState.DRAFT or here.is_inside or here.keeps


def _page(
    request: HttpRequest,
    group: Group,
    here: access.Standing,
    versions: list[TermsOfReference],
    current: TermsOfReference | None,
) -> HttpResponse:
    viewer = viewer_of(request)
    read = queries.terms(group, current.number, viewer=viewer) if current else None
    shown = {
        "group": group,
        "here": here,
        "tab": "terms",
        "versions": versions,
        "read": read,
        "standing": papers.standing_in_words(read) if read else "",
        "owed": queries.duties(group, viewer=viewer),
        "draft": next((one for one in versions if one.status == TermsState.DRAFT), None),
        "today": viewer.today,
        "leads": here.chairs or here.keeps,
    }
    return render(request, "groups/terms.html", shown)


@open_to("public")
def file(request: HttpRequest, slug: str, number: int, suffix: str) -> HttpResponse:
    """One version on paper. It names posts, not people."""
    viewer = viewer_of(request)
    found = queries.group(slug, viewer=viewer)
    read = queries.terms(found, number, viewer=viewer)
    seating = queries.table_of(found, viewer=viewer)
    return download(request, papers.terms_report(read, found, seating=seating, as_at=viewer.today), suffix)


@needs(*SERVES)
def draft(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin new terms."""
    viewer = viewer_of(request)
    found = managed(request, slug)
    form = DraftForm(request.POST if request.method == "POST" else None, viewer=viewer)
    if form.is_valid() and submit(form, actions.draft_terms, group=found, by=viewer, **form.cleaned_data):
        return redirect("groups:write-terms", slug=slug)
    words = "New terms start from those in force. Where there are none, they start from a template."
    back = back_to(found, "terms")
    return form_page(
        request, form, title="Draft new terms", caption=found.name, back=back, intro=words, button="Start the draft"
    )


@needs(*SERVES)
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """Write the draft."""
    found = managed(request, slug)
    held = found.terms.filter(status=TermsState.DRAFT).first()
    if held is None:
        raise NotFound("No terms of this group are being drafted.")
    answer = _write(
        request, held, key=f"groups.terms/{held.pk}", back=reverse("groups:terms", args=[slug]), group=found
    )
    return answer or redirect("groups:version", slug=slug, number=held.number)


def _write(
    request: HttpRequest, held: TermsOfReference, *, key: str, back: str, group: Group | None
) -> HttpResponse | None:
    """The page of the long form, or None once it was saved."""
    viewer = viewer_of(request)
    kept = drafts.load(key, by=viewer, address=request.path)
    form = TermsForm(request.POST or None, viewer=viewer, terms=held, initial=initial_of(held))
    if request.method != "POST":
        form = kept.fill(form)
    if form.is_valid() and submit(
        form,
        actions.write_terms,
        terms=held,
        wording=form.wording,
        based_on=form.cleaned_data["based_on"] or held.version,
        by=viewer,
    ):
        drafts.discard(key, by=viewer)
        return None
    shown = {"form": form, "draft": kept, "group": group, "back": back, "held": held}
    return render(request, "groups/write_terms.html", shown)


@needs(*SERVES)
def agree(request: HttpRequest, slug: str) -> HttpResponse:
    """The group agreed its terms."""
    viewer = viewer_of(request)
    found = queries.group(slug, viewer=viewer)
    access.check_can_lead(queries.standing_in(found, viewer=viewer))
    held = found.terms.filter(status=TermsState.DRAFT).first()
    if held is None:
        raise NotFound("No terms of this group are being drafted.")
    form = AgreeForm(request.POST or None, initial={"based_on": held.version, "on": viewer.today})
    if form.is_valid() and submit(form, actions.agree_terms, terms=held, by=viewer, **form.cleaned_data):
        return redirect("groups:terms", slug=slug)
    return form_page(
        request,
        form,
        title="The terms are agreed",
        caption=found.name,
        back=back_to(found, "terms"),
        button="They are agreed",
        warning="From then on they stand as they are: to change them, draft new ones.",
    )


@needs(*SERVES)
def review(request: HttpRequest, slug: str) -> HttpResponse:
    """The group looked at its terms and kept them."""
    viewer = viewer_of(request)
    found = queries.group(slug, viewer=viewer)
    access.check_can_lead(queries.standing_in(found, viewer=viewer))
    held = queries.agreed_terms(found)
    if held is None:
        raise NotFound("This group has agreed no terms.")
    form = AgreeForm(request.POST or None, initial={"based_on": held.version, "on": viewer.today})
    form.fields["on"].label = "Looked at on"
    if form.is_valid() and submit(form, actions.reviewed, terms=held, by=viewer, **form.cleaned_data):
        return redirect("groups:terms", slug=slug)
    words = "The group looked at its terms and keeps them. To change them, draft new ones."
    back = back_to(found, "terms")
    return form_page(
        request,
        form,
        title="The terms were reviewed",
        caption=found.name,
        back=back,
        intro=words,
        button="They are kept",
    )


@needs(*SERVES)
def report_made(request: HttpRequest, slug: str) -> HttpResponse:
    """A report that is owed was made: `?title=&due=` say which."""
    viewer = viewer_of(request)
    title, due = request.GET.get("title", ""), request.GET.get("due", "")
    found = managed(request, slug)
    days = [(one.title, day) for one in queries.duties(found, viewer=viewer) for day in (*one.late, one.due_on)]
    asked = next((key for key in days if key[0] == title and f"{key[1]:%Y-%m-%d}" == due), None)
    if asked is None:
        raise NotFound("No such report is owed.")
    form = DeliverForm(request.POST or None, initial={"on": viewer.today})
    form.fields["on"].label = "When it was made"
    if form.is_valid() and submit(
        form,
        actions.record_report,
        group=found,
        title=title,
        due_on=asked[1],
        made_on=form.cleaned_data["on"],
        note=form.cleaned_data["note"],
        by=viewer,
    ):
        return redirect("groups:terms", slug=slug)
    words = f"{title}, due on {asked[1]:%-d %B %Y}."
    back = back_to(found, "terms")
    return form_page(
        request, form, title="A report was made", caption=found.name, back=back, intro=words, button="Record it"
    )


@needs("groups.read")
def templates(request: HttpRequest) -> HttpResponse:
    """What groups start from."""
    viewer = viewer_of(request)
    shown = {"templates": queries.templates(viewer), "keeps": viewer.may("groups.keep")}
    return render(request, "groups/templates.html", shown)


@needs("groups.read")
def template(request: HttpRequest, template_id: UUID) -> HttpResponse:
    """One template, and the groups whose terms come from it."""
    viewer = viewer_of(request)
    read = queries.template(viewer, template_id)
    shown = {"read": read, "used_by": queries.used_by(read.terms, viewer=viewer), "keeps": viewer.may("groups.keep")}
    return render(request, "groups/template.html", shown)


@needs("groups.keep")
def add_template(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    form = TemplateForm(request.POST or None, viewer=viewer)
    if form.is_valid() and (
        done := submit(form, actions.write_template, name=form.cleaned_data["name"], wording=form.wording, by=viewer)
    ):
        return redirect("groups:template", template_id=done.value.pk)
    shown = {"form": form, "group": None, "back": reverse("groups:templates"), "held": None}
    return render(request, "groups/write_terms.html", shown)


@needs("groups.keep")
def change_template(request: HttpRequest, template_id: UUID) -> HttpResponse:
    read = queries.template(viewer_of(request), template_id)
    back = reverse("groups:template", args=[template_id])
    answer = _write(request, read.terms, key=f"groups.template/{template_id}", back=back, group=None)
    return answer or redirect("groups:template", template_id=template_id)
