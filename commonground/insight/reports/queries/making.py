"""Sections made from the record for a group, a period and the readers of a report."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from commonground.insight.reports.models import BoardReport
from commonground.insight.reports.queries.kinds import kinds
from commonground.insight.reports.queries.parts import PARTS, Asked
from commonground.insight.reports.queries.reading import content_of
from commonground.insight.reports.rules.content import facts_of, with_before
from commonground.insight.reports.rules.kinds import AskedSection


def made_from_record(report: BoardReport, keys: Iterable[str], *, now: datetime) -> dict[str, dict[str, Any]]:
    """Plain values by key of section; a section of which there is no record is left out. About nine queries."""
    asked = Asked(report.group, report.audience, report.since, report.until, report.as_at, now)
    was = facts_of(content_of(report.before)) if report.before else {}
    made = {key: PARTS[key](asked) for key in keys if key in PARTS}
    return {key: asdict(with_before(one, was)) for key, one in made.items() if one is not None}


def asked_of(report: BoardReport) -> dict[str, AskedSection]:
    """The sections of its kind, and those it has from when its kind was another; by key."""
    held = {one.key: AskedSection(one.key, one.heading) for one in report.sections.all() if one.key}
    return {**held, **{one.key: one for one in kinds().kind(report.kind).sections}}
