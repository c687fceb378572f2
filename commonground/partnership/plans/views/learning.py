"""Milestones of a workstream, what waits for what; progress, tests, reviews after a change, pilots."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from commonground.foundation.design.asking import Back
from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.plans import access
from commonground.partnership.plans.actions import learning, milestones, pilots
from commonground.partnership.plans.actions.milestones import check_can_steer
from commonground.partnership.plans.forms import milestones as forms
from commonground.partnership.plans.forms.choosing import OwnerField
from commonground.partnership.plans.models import Milestone, Workstream
from commonground.partnership.plans.queries import workstreams as queries
from commonground.partnership.plans.rules.programmes import check_running
from commonground.partnership.plans.views.steps import show_people, step, way_to


@needs("plans.read")
def add_milestone(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    viewer, found = _steered(request, slug, number)
    form = forms.MilestoneForm(request.POST or None, viewer=viewer)
    do = partial(milestones.add_milestone, workstream=found)
    return step(request, form, do, title="Set a milestone", way=way_to(found.programme, found), button="Set it")


@needs("plans.read")
def change_milestone(request: HttpRequest, slug: str, milestone_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.milestone(slug, milestone_id, viewer=viewer)
    check_can_steer(viewer, found.workstream)
    facts = {name: getattr(found, name) for name in ("title", "starts_on", "due_on")}
    owner = OwnerField(label="").as_written(found.owner) if found.owner else ""
    first = {**facts, "owner": owner, "based_on": found.version}
    form = forms.ChangeMilestoneForm(request.POST or None, viewer=viewer, initial=first)
    show_people(request, [found.owner])
    do = partial(milestones.change_milestone, milestone=found)
    return step(request, form, do, title="Change this milestone", way=_way(found), caption=found.title)


@needs("plans.read")
def reach(request: HttpRequest, slug: str, milestone_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.milestone(slug, milestone_id, viewer=viewer)
    workstream = found.workstream
    access.check_can_report(viewer, workstream.programme.plan, found.owner, workstream.lead)
    check_running(workstream.status, workstream.name)
    form = forms.ReachForm(request.POST or None, initial={"based_on": found.version, "done_on": viewer.today})
    do = partial(milestones.reach_milestone, milestone=found)
    return step(request, form, do, title="It is reached", way=_way(found), caption=found.title)


@needs("plans.read")
def drop(request: HttpRequest, slug: str, milestone_id: UUID) -> HttpResponse:
    found = _kept(request, slug, milestone_id)
    form = forms.WhyForm(request.POST or None, initial={"based_on": found.version})
    do = partial(milestones.drop_milestone, milestone=found)
    return step(request, form, do, title="Drop this milestone", way=_way(found), button="Drop it", caption=found.title)


@needs("plans.read")
def reopen(request: HttpRequest, slug: str, milestone_id: UUID) -> HttpResponse:
    found = _kept(request, slug, milestone_id)
    form = forms.WhyForm(request.POST or None, initial={"based_on": found.version})
    do = partial(milestones.reopen_milestone, milestone=found)
    return step(request, form, do, title="Open it again", way=_way(found), button="Open it", caption=found.title)


@needs("plans.read")
def wait(request: HttpRequest, slug: str, milestone_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.milestone(slug, milestone_id, viewer=viewer)
    check_can_steer(viewer, found.workstream)
    form = forms.WaitForm(request.POST or None, among=queries.candidates(found))
    do = partial(milestones.wait_for, later=found)
    words = "It can then not be due before the other one. Milestones of other workstreams may be chosen too."
    return step(request, form, do, title="Let it wait for another", way=_way(found), caption=found.title, words=words)


@needs("plans.read")
def wait_no_more(request: HttpRequest, slug: str, dependency_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.dependency(slug, dependency_id, viewer=viewer)
    check_can_steer(viewer, found.later.workstream)
    form = forms.NothingForm(request.POST if request.method == "POST" else None)
    do = partial(milestones.wait_no_more, dependency=found)
    words = f"“{found.later.title}” waits for “{found.earlier.title}”."
    way = _way(found.later)
    return step(request, form, do, title="It waits no more", way=way, button="It waits no more", words=words)


@needs("plans.read")
def progress(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    _, found = _steered(request, slug, number)
    do = partial(learning.note_progress, workstream=found)
    form = forms.ProgressForm(request.POST or None)
    return step(request, form, do, title="Note progress", way=way_to(found.programme, found), button="Note it")


@needs("plans.read")
def test(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    _, found = _steered(request, slug, number)
    do = partial(learning.record_trial, workstream=found)
    form = forms.TrialForm(request.POST or None)
    return step(request, form, do, title="Record a test", way=way_to(found.programme, found), button="Record it")


@needs("plans.read")
def result(request: HttpRequest, slug: str, trial_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.trial(slug, trial_id, viewer=viewer)
    check_can_steer(viewer, found.workstream)
    facts = {name: getattr(found, name) for name in ("result", "found_on", "guidance")}
    form = forms.ResultForm(request.POST or None, initial={**facts, "based_on": found.version})
    way = way_to(found.workstream.programme, found.workstream)
    do = partial(learning.record_result, trial=found)
    return step(request, form, do, title="What the test showed", way=way, caption=found.title)


@needs("plans.read")
def reviews(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    _, found = _steered(request, slug, number)
    do = partial(learning.plan_reviews, workstream=found)
    form = forms.ReviewsForm(request.POST or None)
    way = way_to(found.programme, found)
    return step(request, form, do, title="Plan reviews after a change", way=way, button="Plan them")


@needs("plans.read")
def hold_review(request: HttpRequest, slug: str, review_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.review(slug, review_id, viewer=viewer)
    check_can_steer(viewer, found.workstream)
    first = {"based_on": found.version, "done_on": found.done_on or viewer.today, "found": found.found}
    form = forms.HoldReviewForm(request.POST or None, initial=first)
    way = way_to(found.workstream.programme, found.workstream)
    do = partial(learning.hold_review, review=found)
    return step(request, form, do, title="What the review found", way=way, caption=str(found))


@needs("plans.read")
def pilot(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    _, found = _steered(request, slug, number)
    form = forms.PilotForm(request.POST or None, plan=found.programme.plan)
    do = partial(pilots.start_pilot, workstream=found)
    return step(request, form, do, title="Start a pilot", way=way_to(found.programme, found), button="Start it")


@needs("plans.read")
def read_pilot(request: HttpRequest, slug: str, pilot_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.pilot(slug, pilot_id, viewer=viewer)
    check_can_steer(viewer, found.workstream)
    form = forms.PilotReadingForm(request.POST or None, initial={"on": viewer.today})
    way = way_to(found.workstream.programme, found.workstream)
    words = f"Measured: {found.measured_by}. Success: {found.success}."
    do = partial(pilots.read_pilot, pilot=found)
    return step(request, form, do, title="Write down what was measured", way=way, caption=found.name, words=words)


@needs("plans.read")
def decide_pilot(request: HttpRequest, slug: str, pilot_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.pilot(slug, pilot_id, viewer=viewer)
    check_can_steer(viewer, found.workstream)
    facts = {name: getattr(found, name) for name in ("decision", "why", "decided_on", "decided_by")}
    form = forms.DecideForm(request.POST or None, initial={**facts, "based_on": found.version})
    way = way_to(found.workstream.programme, found.workstream)
    do = partial(pilots.decide_pilot, pilot=found)
    words = f"Success: {found.success}."
    return step(request, form, do, title="Decide on the pilot", way=way, caption=found.name, words=words)


def _steered(request: HttpRequest, slug: str, number: int) -> tuple[Viewer, Workstream]:
    viewer = viewer_of(request)
    found = queries.workstream(slug, number, viewer=viewer)
    check_can_steer(viewer, found)
    return viewer, found


def _kept(request: HttpRequest, slug: str, milestone_id: UUID) -> Milestone:
    viewer = viewer_of(request)
    found = queries.milestone(slug, milestone_id, viewer=viewer)
    access.check_can_keep(viewer, found.workstream.programme.plan)
    check_running(found.workstream.status, found.workstream.name)
    return found


def _way(of: Milestone) -> list[Back]:
    return way_to(of.workstream.programme, of.workstream)
