"""Processes that a viewer may know of: all of them by area, one by area and age band, what was said of its cells."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.places import queries as places
from commonground.partnership.plans.formats import read_parity
from commonground.partnership.plans.models import Milestone, Plan, Process, ProcessQuerySet, ProcessStanding
from commonground.partnership.plans.rules.parity import (
    AgeBand,
    Cell,
    Lack,
    Parity,
    Said,
    Tally,
    days_left,
    lacks,
    tally,
)
from commonground.partnership.plans.rules.programmes import MilestoneState

if TYPE_CHECKING:
    from commonground.ground.places.models import Area, FootprintLevel

SHIPPED = Path(__file__).parents[1] / "packs" / "parity.toml"
SHOWN = ("plan", "level__footprint", "organisation", "owner", "milestone__workstream__programme")
SAID = ("process_id", "area_id", "band", "kind", "differs", "why", "as_of", "by", "number", "evidence")


class AskedProcesses(NamedTuple):
    """How the list is narrowed: slugs of a plan or a programme; `state` is running or ended."""

    plan: str = ""
    programme: str = ""
    state: str = "running"


@dataclass(frozen=True)
class Row:
    """An area of a process with its cells, in the order of the bands."""

    area: "Area"
    cells: Sequence[Cell]

    @property
    def tally(self) -> Tally:
        return tally(self.cells)


@dataclass(frozen=True)
class Matrix:
    """A process as it stands on a day: its areas by the age bands that are in use."""

    process: Process
    on: date
    rows: Sequence[Row]

    @property
    def cells(self) -> list[Cell]:
        return [cell for row in self.rows for cell in row.cells]

    @cached_property
    def tally(self) -> Tally:
        return tally(self.cells)

    @property
    def lacking(self) -> list[Lack]:
        """Where parity is missing, and why."""
        return lacks(self.cells)

    @property
    def unneeded(self) -> list[Cell]:
        return [cell for cell in self.cells if not cell.is_needed]

    @property
    def left(self) -> str:
        """How far off the day is by which it has to be ready, in words."""
        return days_left(self.process.milestone.due_on, on=self.on) if self.process.milestone else ""

    def cell(self, area: str, band: str) -> Cell | None:
        """The cell of an area and a band, both by slug; None where the matrix has none."""
        row = next((one for one in self.rows if one.area.slug == area), None)
        return next((one for one in row.cells if one.band.slug == band), None) if row else None


@dataclass(frozen=True)
class Grid:
    """Processes that follow the same level of the same map."""

    level: "FootprintLevel"
    areas: Sequence["Area"]
    matrices: Sequence[Matrix]


@dataclass(frozen=True)
class GoLive:
    """A milestone, how far off its day is, and which processes are as agreed wherever they are needed by then."""

    milestone: Milestone
    left: str
    matrices: Sequence[Matrix]

    @property
    def ready(self) -> list[Matrix]:
        return [one for one in self.matrices if one.tally.is_whole]

    @property
    def unready(self) -> list[Matrix]:
        return [one for one in self.matrices if not one.tally.is_whole]


@dataclass(frozen=True)
class Overview:
    grids: Sequence[Grid]
    on: date

    @property
    def matrices(self) -> list[Matrix]:
        return [one for grid in self.grids for one in grid.matrices]

    @property
    def whole(self) -> int:
        """How many processes are as agreed wherever they are needed."""
        return sum(one.tally.is_whole for one in self.matrices)

    @property
    def milestones(self) -> list[GoLive]:
        """What the processes have to be ready for, the first due first; what has no day yet last."""
        held: dict[UUID, list[Matrix]] = {}
        milestones: dict[UUID, Milestone] = {}
        for one in self.matrices:
            wanted = one.process.milestone
            if wanted is not None and one.process.is_running:
                milestones[wanted.pk] = wanted
                held.setdefault(wanted.pk, []).append(one)
        found = [GoLive(milestones[key], ones[0].left, ones) for key, ones in held.items()]
        return sorted(found, key=lambda one: (one.milestone.due_on or date.max, one.milestone.title))


@dataclass(frozen=True)
class AreaPage:
    """The running processes of one area, each with its row."""

    area: "Area"
    rows: Sequence[tuple[Matrix, Row]]

    @property
    def tally(self) -> Tally:
        return tally(cell for _, row in self.rows for cell in row.cells)

    @property
    def lacking(self) -> list[tuple[Matrix, list[Lack]]]:
        """Processes that are not as agreed here, with what is missing."""
        found = [(matrix, lacks(row.cells)) for matrix, row in self.rows]
        return [(matrix, missing) for matrix, missing in found if missing]


def parity() -> Parity:
    """Standings and age bands as this place says them; else as this version ships them."""
    own = Path(settings.COMMONGROUND_HOME) / "packs" / "parity.toml"
    return _read(own, own.stat().st_mtime_ns) if own.is_file() else _read(SHIPPED, 0)


def processes(viewer: Viewer) -> ProcessQuerySet:
    """Processes that the viewer may know of."""
    return Process.objects.visible_to(viewer).select_related(*SHOWN)


def processes_asked(asked: AskedProcesses, *, viewer: Viewer) -> ProcessQuerySet:
    """As the list was narrowed, by name. One query."""
    found = processes(viewer).filter(ended_on__isnull=asked.state != "ended")
    if asked.plan:
        found = found.filter(plan__slug=asked.plan)
    if asked.programme:
        found = found.filter(milestone__workstream__programme__slug=asked.programme)
    return found


def process(process_id: UUID, *, viewer: Viewer) -> Process:
    """One process. Raises NotFound where there is none or the viewer may not know of it."""
    found = processes(viewer).filter(pk=process_id).first()
    if found is None:
        raise NotFound("There is no such process.")
    return found


def milestones_for(plan: Plan, *, held: Milestone | None = None) -> "QuerySet[Milestone]":
    """Open milestones of the programmes that deliver a plan, and the one that a process has already (`held`): what it
    may have to be ready for."""
    wanted = Q(status=MilestoneState.OPEN) | Q(pk=held.pk if held else None)
    rows = Milestone.objects.filter(wanted, workstream__programme__plan=plan)
    return rows.select_related("workstream__programme").order_by("workstream__programme__name", "due_on", "number")


def overview(found: Iterable[Process], *, on: date) -> Overview:
    """Processes by level, each with its matrix. Six queries, however many there are."""
    listed = list(found)
    levels = {one.level_id: one.level for one in listed}
    areas = places.areas_by_level(levels.values(), on=on)
    said = _said(listed)
    grids = []
    for key, level in levels.items():
        matrices = [_matrix(one, areas[key], said.get(one.pk, {}), on) for one in listed if one.level_id == key]
        grids.append(Grid(level, areas[key], matrices))
    return Overview(grids, on)


def matrix(of: Process, *, on: date) -> Matrix:
    """One process as it stands. Five queries."""
    return overview([of], on=on).grids[0].matrices[0]


def area_page(slug: str, *, viewer: Viewer) -> AreaPage:
    """An area with the processes that it has to have. Raises NotFound where none that the viewer may know of follows a
    map with it. Eight queries at most."""
    found = overview(processes_asked(AskedProcesses(), viewer=viewer), on=viewer.today)
    rows = [(matrix, row) for matrix in found.matrices for row in matrix.rows if row.area.slug == slug]
    if not rows:
        raise NotFound("No process follows a map with this area.")
    return AreaPage(rows[0][1].area, rows)


def history(of: Process, *, area: str = "", band: str = "") -> "QuerySet[ProcessStanding]":
    """All that was ever said of a process, perhaps of one area or band: the newest first."""
    found = of.standings.select_related("area")
    for name, value in (("area__slug", area), ("band", band)):
        if value:
            found = found.filter(**{name: value})
    return found


Spoken = Mapping[tuple[UUID, str], Said]


def _said(of: Sequence[Process]) -> Mapping[UUID, Spoken]:
    """Key of each process → what was last said of its cells. One query; none for none."""
    if not of:
        return {}
    pack = parity()
    held: dict[UUID, dict[tuple[UUID, str], Said]] = {}
    newest = ProcessStanding.objects.filter(process__in=[one.pk for one in of]).newest().order_by()
    for process_id, area, band, kind, *words in newest.values_list(*SAID):
        held.setdefault(process_id, {})[area, band] = Said(pack.kind(kind), *words)
    return held


def _matrix(of: Process, areas: Sequence["Area"], said: Spoken, on: date) -> Matrix:
    pack = parity()

    def cell(area: "Area", band: AgeBand) -> Cell:
        held = said.get((area.pk, band.slug))
        return Cell(area.name, band, held, held is not None and pack.is_stale(held.as_of, on=on))

    return Matrix(of, on, [Row(area, [cell(area, band) for band in pack.bands]) for area in areas])


@cache
def _read(path: Path, changed_at: int) -> Parity:
    return read_parity(path.read_text(encoding="utf-8"))
