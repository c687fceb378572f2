"""Processes of a plan of an example place, and how they came to stand where they do."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import queries as partners
from commonground.ground.places import queries as places
from commonground.partnership.plans.actions import processes
from commonground.partnership.plans.queries import processes as queries
from commonground.partnership.plans.rules.parity import Saying
from commonground.showcase.formats.processes import Day, ProcessEntry, SaidEntry

if TYPE_CHECKING:
    from commonground.ground.partners.models import Practitioner
    from commonground.partnership.plans.models import Milestone, Plan, Process

ToDay = Callable[[Day], date]
ToViewer = Callable[[date], Viewer]


def follow_processes(
    plan: "Plan",
    entries: Iterable[ProcessEntry],
    *,
    day: ToDay,
    on: ToViewer,
    person: "Callable[[str], Practitioner | None]",
    by: Viewer,
) -> int:
    """Add the processes that the plan has not got, with what was said of them, in the order of the pack. Gives how many
    are new. `day` and `on` tell a day and somebody at the keyboard on it."""
    held = {one.title for one in queries.processes(by).filter(plan=plan)}
    new = [one for one in entries if one.title not in held]
    for entry in new:
        made = processes.add_process(
            plan=plan,
            title=entry.title,
            purpose=entry.purpose,
            agreed_way=entry.agreed_way,
            level=places.finest_level(places.footprint(entry.map)),
            milestone=_milestone(plan, entry.milestone),
            organisation=partners.organisation(entry.organisation),
            owner=person(entry.owner),
            started_on=day(entry.started),
            source=entry.source,
            is_invented=entry.is_invented,
            by=by,
        )
        for one in entry.said:
            _say(made, one, as_of=day(one.on), by=on(day(one.on)))
    return len(new)


def _say(of: "Process", entry: SaidEntry, *, as_of: date, by: Viewer) -> None:
    held = queries.matrix(of, on=by.today)
    keys = [(area, band) for area in entry.areas for band in entry.bands]
    cells = {key: held.cell(*key) for key in keys}
    seen = {key: one.said.number for key, one in cells.items() if one is not None and one.said is not None}
    saying = Saying(entry.kind, as_of, entry.differs, entry.why, entry.evidence)
    processes.say_standings(process=of, cells=keys, saying=saying, seen=seen, by=by)


def _milestone(plan: "Plan", title: str) -> "Milestone | None":
    if not title:
        return None
    found = queries.milestones_for(plan).filter(title=title).first()
    if found is None:
        raise NotFound(f"programmes.toml has no milestone {title!r} for a process to be ready for.")
    return found
