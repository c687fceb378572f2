"""The register of information governance: what lapsed, agreements, controllers, records of processing."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.documents.doors import download
from commonground.ground.partners import access, actions, forms, papers, queries, rules

READ = ("partners.read-agreements", "partners.keep-agreements", "partners.sign-own")
KEEP = "partners.keep-agreements"
FILES = [("pdf", "PDF"), ("xlsx", "Excel"), ("csv", "CSV")]


@needs(*READ)
def governance(request: HttpRequest) -> HttpResponse:
    """What has lapsed or soon will, then the register."""
    viewer = viewer_of(request)
    lapses = [
        {"lapse": one, "may_answer": one.answered_at is None and access.may_act_for(viewer, one.owner.name)}
        for one in queries.open_lapses(viewer)
    ]
    shown = {
        "lapses": lapses,
        "agreements": queries.agreements(viewer),
        "controllers": queries.controllers(viewer),
        "records": queries.processing_records(viewer),
        "may_keep": access.may_keep_register(viewer),
        "today": viewer.today,
        "files": FILES,
    }
    return render(request, "partners/governance/register.html", shown)


@needs(KEEP)
def raise_lapses(request: HttpRequest) -> HttpResponse:
    """Look now for what has lapsed, instead of waiting for the night."""
    if request.method == "POST":
        raised = actions.raise_lapses(by=viewer_of(request))
        messages.success(request, f"{len(raised)} new. What holds again is off the list.")
    return redirect("partners:governance")


@needs(*READ)
def answer(request: HttpRequest, lapse_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    lapse = queries.lapse(viewer, lapse_id)
    access.check_can_answer(viewer, lapse)
    form = forms.AnswerForm(request.POST or None)
    if form.is_valid() and submit(form, actions.answer_lapse, lapse=lapse, by=viewer, **form.cleaned_data):
        return redirect("partners:governance")
    return render(request, "partners/governance/answer.html", {"lapse": lapse, "form": form})


@needs(*READ)
def agreements_file(request: HttpRequest, suffix: str) -> HttpResponse:
    """The register of agreements to take away: PDF, Excel or CSV."""
    viewer = viewer_of(request)
    held = queries.agreements(viewer)
    report = papers.register_report(held, partnership=queries.look().name, as_at=viewer.today)
    return download(request, report, suffix)


@needs(*READ)
def agreements(request: HttpRequest) -> HttpResponse:
    """Agreements, narrowed by how they stand and by organisation."""
    viewer = viewer_of(request)
    chosen = {name: request.GET.get(name, "") for name in ("standing", "organisation")}
    shown = {
        "agreements": queries.agreements(viewer, standing=chosen["standing"], organisation=chosen["organisation"]),
        "standings": list(rules.Standing),
        "organisations": queries.bodies(),
        "chosen": chosen,
        "may_keep": access.may_keep_register(viewer),
    }
    return render(request, "partners/governance/agreements.html", shown)


@needs(*READ)
def agreement(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    held = queries.agreement(viewer, slug)
    parties = [
        {"party": one, "may_sign": one.signed_on is None and access.may_act_for(viewer, one.organisation.name)}
        for one in held.parties
    ]
    shown = {"held": held, "parties": parties, "may_keep": access.may_keep_register(viewer)}
    return render(request, "partners/governance/agreement.html", shown)


@needs(KEEP)
def draw_up(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    form = forms.DrawUpForm(request.POST or None)
    if form.is_valid() and (done := submit(form, actions.draw_up_agreement, by=viewer, **form.agreed)):
        return redirect("partners:agreement", slug=done.value.slug)
    return render(request, "partners/governance/draw_up.html", {"form": form})


@needs(KEEP)
def change_agreement(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = queries.agreement(viewer, slug).agreement
    names = ("purpose", "basis", "special_basis", "details", "keeper", "assessed_on")
    initial = {"based_on": row.version, **{name: getattr(row, name) for name in names}}
    form = forms.ChangeAgreementForm(request.POST or None, initial=initial)
    if form.is_valid() and submit(form, actions.change_agreement, agreement=row, by=viewer, **form.cleaned_data):
        return redirect("partners:agreement", slug=slug)
    return render(request, "partners/governance/change.html", {"form": form, "agreement": row})


@needs(*READ)
def sign(request: HttpRequest, party_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    party = queries.party(viewer, party_id)
    access.check_can_sign(viewer, party)
    form = forms.SignForm(request.POST or None, initial={"signed_on": viewer.today})
    if form.is_valid() and submit(form, actions.sign_agreement, party=party, by=viewer, **form.cleaned_data):
        return redirect("partners:agreement", slug=party.agreement.slug)
    return render(request, "partners/governance/sign.html", {"form": form, "party": party})


@needs(KEEP)
def start_term(request: HttpRequest, slug: str) -> HttpResponse:
    """Put in force, or renew: a renewal begins where the last term ends."""
    viewer = viewer_of(request)
    held = queries.agreement(viewer, slug)
    last = max((term.expires_on for term in held.terms), default=viewer.today)
    initial = {"based_on": held.agreement.version, "starts_on": max(last, viewer.today) if not held.until else last}
    form = forms.TermForm(request.POST or None, initial=initial)
    if form.is_valid() and submit(form, actions.start_term, agreement=held.agreement, by=viewer, **form.cleaned_data):
        return redirect("partners:agreement", slug=slug)
    return render(request, "partners/governance/term.html", {"form": form, "held": held})


@needs(KEEP)
def end_agreement(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = queries.agreement(viewer, slug).agreement
    form = forms.EndAgreementForm(request.POST or None, initial={"based_on": row.version, "ended_on": viewer.today})
    if form.is_valid() and submit(form, actions.end_agreement, agreement=row, by=viewer, **form.cleaned_data):
        return redirect("partners:agreement", slug=slug)
    return render(request, "partners/governance/end.html", {"form": form, "agreement": row})
