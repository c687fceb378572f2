"""Manchester’s programme as the report of July 2019 tells it, and an invented one that runs today; Plymouth’s processes
across six localities and from 0 to 19."""

from datetime import date

from django.utils import timezone

from commonground.foundation.kernel.viewer import operator
from commonground.partnership.plans.models import Milestone, Pilot, Programme, ReviewPoint, Workstream
from commonground.partnership.plans.queries import processes
from commonground.partnership.plans.queries import programmes as queries
from commonground.partnership.plans.queries.coming import coming
from commonground.partnership.plans.queries.outcomes import outcomes_by_whom
from commonground.partnership.plans.rules.status import Status
from commonground.showcase import actions, formats

BY = operator(timezone.now(), permissions=actions.PERMISSIONS)


def test_the_programme_has_six_workstreams_three_across_them_and_one_that_was_added(manchester: list[str]) -> None:
    told, pack = manchester, formats.read_pack("manchester")
    for _ in range(2):
        actions.deliver_plan(pack=pack, by=BY, tell=told.append)
    assert told[-2].endswith("2 programmes, 2 of them new")
    assert told[-1].endswith("2 programmes, 0 of them new")
    _as_the_report_tells_it()
    _as_it_runs_today()


def _as_the_report_tells_it() -> None:
    of = Programme.objects.get(slug="childrens-locality-programme")
    assert of.workstreams.filter(is_cross_cutting=False).count() == 6
    assert of.workstreams.filter(is_cross_cutting=True).count() == 3
    whole = queries.whole(of, on=queries.stands_on(of, viewer=BY))
    assert whole.on == date(2019, 7, 17)
    assert [one.title for one in whole.drift.added if one.kind == "workstream"] == ["Youth justice"]
    assert list(Pilot.objects.filter(workstream__programme=of).values_list("name", "decision")) == [
        ("Bridging the Gap", ""),
        ("WellComm", ""),
    ]
    due = ReviewPoint.objects.filter(workstream__programme=of).values_list("due_on", flat=True)
    assert list(due) == [date(2019, 6, 1), date(2019, 9, 1)]
    assert Milestone.objects.get(title="Launch the new front door").due_on == date(2019, 7, 31)
    assert {one.kind for one in whole.risks} == {"partnerships", "leadership", "estates", "ict", "communications"}
    assert [len(texts) for _, texts in outcomes_by_whom(of.plan)] == [4, 3, 4, 4]
    assert coming(whole)[0].title.startswith("3 months after")


def _as_it_runs_today() -> None:
    of = Programme.objects.get(is_invented=True)
    whole = queries.whole(of, on=queries.stands_on(of, viewer=BY))
    assert whole.shown.status is Status.AT_RISK
    closed = Workstream.objects.get(programme=of, status="closed")
    assert [(one.title, one.done_on) for one in closed.residuals.all()] == [("Write down how it works", None)]
    assert [now.title for _, now in whole.drift.moved] == ["Move into one building"]
    assert list(of.workstreams.filter(pilots__decision="scale").values_list("name", flat=True)) == [
        "Speech and language in nurseries"
    ]


def test_plymouths_processes_stand_in_six_localities_and_one_is_ready_for_the_form(plymouth: list[str]) -> None:
    told, pack = plymouth, formats.read_pack("plymouth")
    for _ in range(2):
        actions.deliver_plan(pack=pack, by=BY, tell=told.append)
    assert told[-3].endswith("5 processes, 5 of them new")
    assert told[-1].endswith("5 processes, 0 of them new")
    page = processes.overview(processes.processes(BY), on=BY.today)
    [grid] = page.grids
    assert (len(grid.areas), {len(one.cells) for one in grid.matrices}) == (6, {18})
    [live] = page.milestones
    assert [one.process.title for one in live.ready] == ["One agreement to share information"]
    teams = next(one for one in page.matrices if one.process.title == "Team meetings of several services")
    primary = {
        row.area.name for row in teams.rows for cell in row.cells if cell.band.slug == "primary" and cell.is_agreed
    }
    assert primary == {"North West", "South West", "South East", "Plympton", "Plymstock"}  # as 003:27 has it
    assert all(one.process.is_invented for one in page.matrices)
