"""Addresses of reports, and who may open them: of a group that anybody, partners, or nobody outside knows of."""

from collections.abc import Callable, Mapping
from datetime import date
from itertools import count

from django.utils import timezone

from commonground.foundation.kernel.viewer import Viewer, operator
from commonground.insight.reports import actions
from commonground.insight.reports.models import BoardReport
from commonground.insight.reports.tests.bodies import group
from commonground.partnership.groups.rules.words import Openness
from tests.security.routes import HIDDEN, PUBLIC, REFUSED, Arguments, Route
from tests.world import World

READS = frozenset(
    {
        *("group-member", "group-chair", "clerk", "councillor", "locality-manager", "head-teacher"),
        *("lead-practitioner", "front-door-worker", "practice-supervisor", "analyst", "board-member"),
        "organisation-administrator",
    }
)
KEEPS = frozenset({"locality-manager"})
NOBODY: frozenset[str] = frozenset()
EITHER = REFUSED | HIDDEN
TELLS = ("Canary",)
SINCE, UNTIL = date(2025, 4, 1), date(2026, 4, 1)
NUMBER = count(1)
CLOSED = Openness.CLOSED


def by() -> Viewer:
    return operator(timezone.now(), permissions=frozenset({"groups.read", "groups.keep"}), label="The harness")


def a_report(openness: Openness, audience: str, step: str = "frozen") -> BoardReport:
    """Of a group of its own, in which nobody sits, as far as a step."""
    number = next(NUMBER)
    of = group(f"Canary reports {number}", Openness.PARTNERS, slug=f"reports-of-the-harness-{number}")
    if audience == "public":
        of.openness = Openness.PUBLIC
        of.save()
    report = actions.start_report(
        group=of, kind="annual", since=SINCE, until=UNTIL, audience=audience, contact="Canary", by=by()
    )
    actions.add_section(report=report, heading="Canary heading", words="Canary words", by=by())
    if step != "draft":
        actions.submit_report(report=report, based_on=report.version, by=by())
    if step == "frozen":
        actions.freeze_report(report=report, based_on=report.version, by=by())
    of.openness = openness
    of.save()
    return report


def of_report(openness: Openness = Openness.PARTNERS, audience: str = "partners", step: str = "frozen") -> Arguments:
    return lambda world: {"pk": a_report(openness, audience, step).pk}


def of_file(openness: Openness = Openness.PARTNERS, audience: str = "partners", step: str = "frozen") -> Arguments:
    return lambda world: {"pk": a_report(openness, audience, step).pk, "suffix": "docx"}


def of_section(openness: Openness = Openness.PARTNERS) -> Arguments:
    def arguments(world: World) -> Mapping[str, object]:
        report = a_report(openness, "partners", "draft")
        return {"pk": report.pk, "section": report.sections.get(key="").pk}

    return arguments


def of_group(openness: Openness = Openness.PARTNERS, **more: object) -> Arguments:
    return lambda world: {"slug": a_report(openness, "partners").group.slug, **more}


def kept(name: str, arguments: Callable[[Openness], Arguments]) -> list[Route]:
    """A page for who serves the group: a manager opens it, others do not, nobody knows a closed one."""
    return [
        Route(name, KEEPS, arguments(Openness.PARTNERS), otherwise=EITHER, tells=TELLS),
        Route(name, NOBODY, arguments(CLOSED), otherwise=EITHER, tells=TELLS, note="of a closed group"),
    ]


def step(state: str) -> Callable[[Openness], Arguments]:
    return lambda openness: of_report(openness, step=state)


def sent(openness: Openness) -> Arguments:
    """To a board that anybody knows of."""

    def arguments(world: World) -> Mapping[str, object]:
        report = a_report(openness, "partners")
        board = group("Board of the harness", Openness.PUBLIC, slug=f"board-{report.group.slug}")
        BoardReport.objects.filter(pk=report.pk).update(sent_to_group=board, sent_on=UNTIL)
        return {"pk": report.pk}

    return arguments


ROUTES = [
    Route("reports:every", PUBLIC),
    Route("reports:due", PUBLIC),
    Route("reports:due-file", PUBLIC, lambda world: {"suffix": "csv"}),
    Route("reports:of-group", READS, of_group(), otherwise=HIDDEN, tells=TELLS),
    Route("reports:of-group", NOBODY, of_group(CLOSED), otherwise=HIDDEN, tells=TELLS, note="of a closed group"),
    Route("reports:of-group-file", READS, of_group(suffix="csv"), otherwise=HIDDEN, tells=TELLS),
    Route("reports:of-group-file", NOBODY, of_group(CLOSED, suffix="csv"), otherwise=HIDDEN, note="of a closed group"),
    Route("reports:report", PUBLIC, of_report(Openness.PUBLIC, "public")),
    Route("reports:report", READS, of_report(), otherwise=HIDDEN, tells=TELLS, note="for partners"),
    Route("reports:report", KEEPS, of_report(audience="group"), otherwise=HIDDEN, tells=TELLS, note="for the group"),
    Route("reports:report", KEEPS, of_report(step="draft"), otherwise=HIDDEN, tells=TELLS, note="draft"),
    Route("reports:report", KEEPS, of_report(step="submitted"), otherwise=HIDDEN, tells=TELLS, note="with the chair"),
    Route(
        "reports:report", NOBODY, of_report(CLOSED, "group"), otherwise=HIDDEN, tells=TELLS, note="of a closed group"
    ),
    Route("reports:report-file", READS, of_file(), otherwise=HIDDEN, tells=TELLS),
    Route("reports:report-file", KEEPS, of_file(step="draft"), otherwise=HIDDEN, tells=TELLS, note="draft"),
    Route("reports:report-file", NOBODY, of_file(CLOSED, "group"), otherwise=HIDDEN, tells=TELLS, note="closed"),
    *kept("reports:begin", of_group),
    *kept("reports:section", of_section),
    *kept("reports:remove-section", of_section),
    *kept("reports:add-section", step("draft")),
    *kept("reports:make-again", step("draft")),
    *kept("reports:submit", step("draft")),
    *kept("reports:send-back", step("submitted")),
    *kept("reports:freeze", step("submitted")),
    *kept("reports:send", step("frozen")),
    *kept("reports:withdraw", step("frozen")),
    *kept("reports:bring", sent),
]
