"""Processes across areas and ages: added, changed, ended; where each of them stands, of several cells at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Conflict, Invalid, Problem, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.plans import access
from commonground.partnership.plans.models import Milestone, Plan, Process, ProcessStanding
from commonground.partnership.plans.queries.processes import Matrix, matrix, parity
from commonground.partnership.plans.rules import parity as rules
from commonground.partnership.plans.rules.parity import Cell, Said, Saying

if TYPE_CHECKING:
    from commonground.ground.partners.models import Organisation, Practitioner
    from commonground.ground.places.models import Area, FootprintLevel

Key = tuple[str, str]  # a cell: its area and its age band, by slug


@dataclass(frozen=True)
class Spoken:
    """A cell of which something is said anew: what stands there and what will."""

    area: "Area"
    cell: Cell
    kind: rules.StandingKind

    @property
    def key(self) -> Key:
        return self.area.slug, self.cell.band.slug

    @property
    def name(self) -> str:
        return f"{self.cell.area}, {self.cell.band.name}"


@audit.atomic()
def add_process(
    *,
    plan: Plan,
    title: str,
    purpose: str,
    agreed_way: str,
    level: "FootprintLevel",
    organisation: "Organisation",
    started_on: date,
    milestone: Milestone | None = None,
    owner: "Practitioner | None" = None,
    source: str = "",
    is_invented: bool = False,
    by: Viewer,
) -> Process:
    """Write down a process that is to be the same in every area of a level. By whoever keeps the plan. Raises Refused;
    Invalid for a name that the plan has, a day to come, a milestone of another plan or that is open no more."""
    access.check_can_keep(by, plan)
    words = {"title": title.strip(), "purpose": purpose.strip(), "agreed_way": agreed_way.strip()}
    problems = _of_words(words) + _of_milestone(plan, milestone)
    if started_on > by.today:
        problems.append(Problem("This day has not come yet.", column="started_on"))
    if plan.processes.filter(ended_on=None, title__iexact=words["title"]).exists():
        problems.append(Problem("The plan has a process with this name.", column="title"))
    if problems:
        raise Invalid("The process was not saved.", problems)
    facts: dict[str, Any] = {"level": level, "milestone": milestone, "organisation": organisation, "owner": owner}
    facts |= {"started_on": started_on, "source": source.strip(), "is_invented": is_invented}
    made = Process.objects.create(plan=plan, **words, **facts)
    audit.record("process added", by=by, about=made, persons=[owner.pk] if owner else [])
    return made


@audit.atomic()
def change_process(
    *,
    process: Process,
    based_on: int,
    title: str,
    purpose: str,
    agreed_way: str,
    milestone: Milestone | None,
    organisation: "Organisation",
    owner: "Practitioner | None",
    source: str,
    by: Viewer,
) -> None:
    """Other words, milestone or owner; its areas and its first day stay. Raises Refused, Invalid, Conflict."""
    access.check_can_keep(by, process.plan)
    _check_running(process)
    words = {"title": title.strip(), "purpose": purpose.strip(), "agreed_way": agreed_way.strip()}
    problems = _of_words(words)
    if milestone is None or milestone.pk != process.milestone_id:
        problems += _of_milestone(process.plan, milestone)
    others = process.plan.processes.filter(ended_on=None, title__iexact=words["title"]).exclude(pk=process.pk)
    if others.exists():
        problems.append(Problem("The plan has a process with this name.", column="title"))
    if problems:
        raise Invalid("The process was not saved.", problems)
    facts: dict[str, Any] = {"milestone": milestone, "organisation": organisation, "owner": owner}
    change(process, based_on=based_on, **words, **facts, source=source.strip())
    audit.record("process changed", by=by, about=process, persons=[owner.pk] if owner else [])


@audit.atomic()
def end_process(*, process: Process, based_on: int, ended_on: date, why: str, by: Viewer) -> None:
    """It is followed no more; what was said of it stays. Raises Refused, Conflict; Invalid without a reason while what
    it has to be ready for is open."""
    access.check_can_keep(by, process.plan)
    _check_running(process)
    waiting = process.milestone.title if process.milestone and process.milestone.is_open else ""
    days = {"ended_on": ended_on, "started_on": process.started_on, "today": by.today}
    rules.check_closing(**days, why=why, waiting=waiting)
    change(process, based_on=based_on, ended_on=ended_on, why_ended=why.strip())
    audit.record("process ended", by=by, about=process)


def check_standings(*, process: Process, cells: Sequence[Key], saying: Saying, by: Viewer) -> list[Spoken]:
    """What would change if this were said of these cells, in the order of the matrix. Raises Refused for whoever may
    not, Invalid for what cannot be said."""
    access.check_can_report(by, process.plan, process.owner)
    _check_running(process)
    pack = parity()
    rules.check_saying(saying, pack.kinds, today=by.today, since=process.started_on)
    held = matrix(process, on=by.today)
    areas, bands = [row.area.slug for row in held.rows], [band.slug for band in pack.bands]
    rules.check_cells(cells, areas=areas, bands=bands)
    found = _spoken(held, cells, saying)
    _check_not_before(found, saying)
    return found


@audit.atomic()
def say_standings(
    *, process: Process, cells: Sequence[Key], saying: Saying, seen: Mapping[Key, int], by: Viewer
) -> None:
    """Say how a process stands in these cells. `seen`: the number of what stood in each cell when the form was opened,
    0 or nothing where nobody had said anything. What was said before stays on record. By whoever keeps the plan or
    looks after the process. Raises Refused, Invalid; Conflict where somebody said something of a cell meanwhile."""
    found = check_standings(process=process, cells=cells, saying=saying, by=by)
    if any(_number(one.cell.said) != seen.get(one.key, 0) for one in found):
        raise _conflict(process, found, seen)
    words = {"differs": saying.differs.strip(), "why": saying.why.strip(), "evidence": saying.evidence.strip()}
    said = {**words, "kind": saying.kind, "as_of": saying.as_of, "by": by.label, "at": by.now}
    made = [
        ProcessStanding(
            process=process, area=one.area, band=one.cell.band.slug, number=_number(one.cell.said) + 1, **said
        )
        for one in found
    ]
    try:
        with audit.atomic():
            ProcessStanding.objects.bulk_create(made)
    except IntegrityError as error:  # somebody said something of one of them at this very moment
        raise _conflict(process, _spoken(matrix(process, on=by.today), cells, saying), seen) from error
    details = {"standing": saying.kind, "cells": [one.name for one in found], "why": said["why"]}
    audit.record("standing of a process said", by=by, about=process, details=details)


def _spoken(held: Matrix, cells: Sequence[Key], saying: Saying) -> list[Spoken]:
    kind, wanted = parity().kind(saying.kind), set(cells)
    return [
        Spoken(row.area, cell, kind)
        for row in held.rows
        for cell in row.cells
        if (row.area.slug, cell.band.slug) in wanted
    ]


def _check_not_before(found: Sequence[Spoken], saying: Saying) -> None:
    """What is said later is said of a later day: the history of a cell goes forward."""
    problems = [
        Problem(
            f"{one.name}: what stands there was said as at {one.cell.said.as_of:%-d %B %Y}.",
            "Choose that day or a later one.",
            column="as_of",
        )
        for one in found
        if one.cell.said is not None and saying.as_of < one.cell.said.as_of
    ]
    if problems:
        raise Invalid(rules.NOT_SAVED, problems)


def _conflict(process: Process, found: Sequence[Spoken], seen: Mapping[Key, int]) -> Conflict:
    moved = [one for one in found if _number(one.cell.said) != seen.get(one.key, 0)]
    return Conflict(
        f"Somebody else said how “{process}” stands while you were writing. Nothing of yours was saved.",
        theirs={one.name: _words(one.cell.said) for one in moved},
        yours={one.name: one.kind.name for one in moved},
    )


def _words(said: Said | None) -> str:
    return f"{said.kind.name}, said by {said.by}" if said else rules.UNSAID


def _number(said: Said | None) -> int:
    return said.number if said else 0


def _of_words(words: Mapping[str, str]) -> list[Problem]:
    asked = {
        "title": "Give it a name.",
        "purpose": "Say what it is for.",
        "agreed_way": "Say where the agreed way of working stands.",
    }
    return [Problem(asked[name], column=name) for name, text in words.items() if not text]


def _of_milestone(plan: Plan, milestone: Milestone | None) -> list[Problem]:
    if milestone is None:
        return []
    if milestone.workstream.programme.plan_id != plan.pk:
        return [Problem("Choose a milestone of a programme that delivers this plan.", column="milestone")]
    if not milestone.is_open:
        return [Problem(f"“{milestone.title}” is {milestone.status} already.", "Choose another.", column="milestone")]
    return []


def _check_running(process: Process) -> None:
    if process.ended_on is not None:
        raise Refused(f"{process.title} ended on {process.ended_on:%-d %B %Y} and changes no more.")
