"""Questions of scrutiny: their log, one of them, and its steps."""

from datetime import timedelta
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.documents.doors import download
from commonground.partnership.groups import access, actions, papers, queries
from commonground.partnership.groups.forms.questions import (
    AnswerQuestionForm,
    ChangeQuestionForm,
    QuestionForm,
    QuestionsForm,
    WithdrawQuestionForm,
)
from commonground.partnership.groups.queries.questions import QuestionPage
from commonground.partnership.groups.views.asking import Back, ask, way_to
from commonground.partnership.groups.views.listing import ON_A_PAGE, without_page
from commonground.partnership.groups.views.naming import show_people

SERVES = ("groups.take-part", "groups.keep")
USUAL = timedelta(days=28)  # what the form offers; whoever asked says the day


@open_to("public")
def every(request: HttpRequest) -> HttpResponse:
    """Questions to every group that the viewer may know of, narrowed by the address."""
    viewer = viewer_of(request)
    form = QuestionsForm(request.GET, groups=queries.names_of_groups(viewer))
    found = queries.questions.narrowed(form.asked, viewer=viewer)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [queries.questions.seen(one, viewer=viewer) for one in page]
    show_people(request, [one.row.owner for one in rows if one.row.owner and one.names_owner])
    shown = {"page": page, "rows": rows, "filter": form, "rest": without_page(request)}
    return render(request, "groups/questions.html", shown)


@open_to("public")
def every_file(request: HttpRequest, suffix: str) -> HttpResponse:
    """The log as it is narrowed, as a file."""
    viewer = viewer_of(request)
    form = QuestionsForm(request.GET, groups=queries.names_of_groups(viewer))
    found = queries.questions.narrowed(form.asked, viewer=viewer)
    rows = [queries.questions.seen(one, viewer=viewer) for one in found]
    persons = {one.row.owner.pk for one in rows if one.row.owner and one.names_owner}
    return download(request, papers.questions_report(rows, on=viewer.today), suffix, persons=persons)


@open_to("public")
def question(request: HttpRequest, question_id: UUID) -> HttpResponse:
    """One question with its answer."""
    page = queries.questions.page(question_id, viewer=viewer_of(request))
    show_people(request, [page.row.owner] if page.row.owner and page.seen.names_owner else [])
    return render(request, "groups/question.html", {"page": page, "row": page.row, "seen": page.seen})


@needs(*SERVES)
def log(request: HttpRequest, slug: str) -> HttpResponse:
    """Write down what was asked of a group."""
    viewer = viewer_of(request)
    group = queries.group(slug, viewer=viewer)
    access.check_can_clerk(queries.standing_in(group, viewer=viewer))
    doers = queries.doers(group, on=viewer.today)
    askers = queries.groups(viewer).exclude(pk=group.pk).current_on(viewer.today)
    initial = {"asked_on": viewer.today, "due_on": viewer.today + USUAL}
    form = QuestionForm(request.POST or None, doers=doers, askers=askers, initial=initial)
    if form.is_valid() and (done := submit(form, actions.log_question, group=group, by=viewer, **form.values)):
        messages.success(request, "The question is logged.")
        return redirect("groups:question", done.value.pk)
    show_people(request, doers.people.values())
    return ask(request, form, title="Log a question", way=way_to(group), button="Log it", caption=group.name)


@needs(*SERVES)
def change(request: HttpRequest, question_id: UUID) -> HttpResponse:
    """Who has it and by when."""
    page = queries.questions.page(question_id, viewer=viewer_of(request))
    access.check_can_clerk(page.here)
    row, viewer = page.row, page.seen.viewer
    doers = queries.doers(row.group, on=viewer.today)
    who = {"organisation": str(row.organisation_id), "owner": str(row.owner_id or "")}
    form = ChangeQuestionForm(
        request.POST or None, doers=doers, initial={"based_on": row.version, "due_on": row.due_on, **who}
    )
    if form.is_valid() and submit(form, partial(actions.change_question, question=row), by=viewer, **form.values):
        return redirect("groups:question", row.pk)
    show_people(request, doers.people.values())
    return _ask(request, page, form, title="Change who has it", button="Save")


@needs(*SERVES)
def answer(request: HttpRequest, question_id: UUID) -> HttpResponse:
    page = queries.questions.page(question_id, viewer=viewer_of(request))
    actions.check_can_answer(page.seen.viewer, page.row)
    form = AnswerQuestionForm(request.POST or None, initial={"based_on": page.row.version})
    run = partial(actions.answer_question, question=page.row)
    if form.is_valid() and submit(form, run, by=page.seen.viewer, **form.cleaned_data):
        return redirect("groups:question", page.row.pk)
    return _ask(request, page, form, title="Answer this question", button="Publish the answer")


@needs(*SERVES)
def withdraw(request: HttpRequest, question_id: UUID) -> HttpResponse:
    page = queries.questions.page(question_id, viewer=viewer_of(request))
    if page.row.asked_by is None:
        access.check_can_clerk(page.here)
    form = WithdrawQuestionForm(request.POST or None, initial={"based_on": page.row.version})
    run = partial(actions.withdraw_question, question=page.row)
    if form.is_valid() and submit(form, run, by=page.seen.viewer, **form.cleaned_data):
        return redirect("groups:question", page.row.pk)
    return _ask(request, page, form, title="Withdraw this question", button="Withdraw it")


def _ask(request: HttpRequest, page: QuestionPage, form: Form, *, title: str, button: str) -> HttpResponse:
    way = [
        Back("Groups", reverse("groups:every")),
        Back("Questions", reverse("groups:questions")),
        Back("Question", reverse("groups:question", args=[page.row.pk])),
    ]
    return ask(request, form, title=title, way=way, button=button, caption=page.row.group.name, words=page.row.text)
