"""Writes and edits of this room that the harness does by many at once and kills in the middle."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from commonground.foundation.kernel.viewer import Viewer, operator
from commonground.insight.reports import actions
from commonground.insight.reports.models import BoardReport, ReportSection
from commonground.insight.reports.tests.bodies import group
from commonground.partnership.groups.models import Group
from tests.security.writes import Edit, Write

NAME = "Reported by many"
SINCE, UNTIL = date(2025, 4, 1), date(2026, 4, 1)


def keeper() -> Viewer:
    return operator(timezone.now(), permissions=frozenset({"groups.read", "groups.keep"}))


def make_group() -> None:
    group(NAME)


def make_report() -> None:
    make_group()
    actions.start_report(
        group=Group.objects.get(name=NAME), kind="annual", since=SINCE, until=UNTIL, audience="partners",
        contact="The clerk", by=keeper(),
    )  # fmt: skip


def write(token: str) -> None:
    section = ReportSection.objects.get(key="actions")
    actions.write_section(section=section, words=token, based_on=1, by=keeper())


def words() -> str:
    return ReportSection.objects.get(key="actions").words


def add(token: str) -> None:
    actions.add_section(report=BoardReport.objects.get(), heading=token, words=token, by=keeper())


def added() -> Iterable[str]:
    return ReportSection.objects.filter(key="").values_list("heading", flat=True)


def withdraw(token: str) -> None:
    actions.withdraw_report(report=BoardReport.objects.get(), based_on=1, why=token, by=keeper())


def why() -> str:
    return BoardReport.objects.get().why_withdrawn


WRITES = [Write("reports.add_section", add, added, make_report)]
EDITS = [
    Edit("reports.write_section", make_report, write, words),
    Edit("reports.withdraw_report", make_report, withdraw, why),
]
