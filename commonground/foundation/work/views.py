"""Pages of background work."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from commonground.foundation.design.doors import open_to, viewer_of
from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.work import access, actions, queries
from commonground.foundation.work.models import Job
from commonground.foundation.work.rules import TONES, State

JOBS_A_PAGE = 50


@open_to("signed in")
def jobs(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    state = next((one for one in State if one == request.GET.get("state")), None)
    page = Paginator(queries.jobs(viewer, state=state), JOBS_A_PAGE).get_page(request.GET.get("page"))
    rows = [_shown(job, viewer) for job in page]
    return render(
        request, "work/jobs.html", {"page": page, "rows": rows, "all": state is None, "states": _states(state)}
    )


@open_to("signed in")
def job(request: HttpRequest, job_id: UUID) -> HttpResponse:
    return _page(request, "work/job.html", job_id)


@open_to("signed in")
def progress(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """The fragment that asks for itself again until the work has ended."""
    return _page(request, "work/progress.html", job_id)


@open_to("signed in")
@require_POST
def cancel(request: HttpRequest, job_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.job(viewer, job_id)
    actions.cancel(job=found, by=viewer)
    messages.success(request, "It will stop at its next step." if found.is_open else "It was cancelled.")
    return redirect("work:job", job_id=job_id)


@open_to("signed in")
@require_POST
def again(request: HttpRequest, job_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    new = actions.start_again(job=queries.job(viewer, job_id), by=viewer)
    return redirect("work:job", job_id=new.pk)


def _states(chosen: State | None) -> list[dict[str, object]]:
    href = reverse("work:jobs")
    return [{"label": one.capitalize(), "href": f"{href}?state={one}", "current": one == chosen} for one in State]


def _page(request: HttpRequest, template: str, job_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    return render(request, template, _shown(queries.job(viewer, job_id), viewer))


def _shown(job: Job, viewer: Viewer) -> dict[str, object]:
    """A job as pages show it: one whose process is gone is shown as interrupted before anybody has marked it."""
    state = State.INTERRUPTED if queries.is_lost(job, viewer=viewer) else State(job.state)
    steers = access.may_steer(viewer, job)
    return {
        "job": job,
        "state": state,
        "tone": TONES[state],
        "is_going_on": state in (State.QUEUED, State.RUNNING),
        "may_cancel": steers and job.cancel_asked_at is None and state in (State.QUEUED, State.RUNNING),
        "may_start_again": steers and state != State.RUNNING and (job.may_be_started_again or _lost_here(job, state)),
    }


def _lost_here(job: Job, state: State) -> bool:
    return state == State.INTERRUPTED and job.task_id is not None
