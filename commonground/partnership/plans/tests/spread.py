"""Processes for the tests: a map with three areas, a programme with a form that goes live, and what somebody says of a
process in some cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from commonground.foundation.kernel.viewer import Viewer, operator
from commonground.ground.places import actions as places
from commonground.ground.places import queries as place_queries
from commonground.ground.places.actions import AreaRow, LevelRow
from commonground.ground.places.models import Footprint, FootprintLevel
from commonground.ground.places.rules import Placing
from commonground.partnership.plans.actions import processes
from commonground.partnership.plans.models import Milestone, Plan, Process
from commonground.partnership.plans.queries import processes as queries
from commonground.partnership.plans.rules.parity import Saying
from commonground.partnership.plans.tests.cast import TODAY, manager, organisation
from commonground.partnership.plans.tests.works import BEGAN, Made, made, milestone

DRAWS = operator(
    datetime(2026, 1, 2, tzinfo=UTC), permissions=frozenset({"places.register", "places.draft", "places.publish"})
)
NORTH, SOUTH, EAST = "north", "south", "east"
UNDER_5, TO_10, TO_19 = "early-years", "primary", "secondary"
ALL = [(area, band) for area in (NORTH, SOUTH, EAST) for band in (UNDER_5, TO_10, TO_19)]


def level(names: Sequence[str] = ("North", "South", "East"), *, name: str = "Localities") -> FootprintLevel:
    """The level of a map that is in force since January, with one area of each name. Made once."""
    slug = name.lower()
    held = Footprint.objects.filter(slug=slug).first()
    if held is None:
        codes = [f"E0700{9000 + at}" for at in range(len(names))]
        rows = [AreaRow(name="Kingdom", type="country", code="E92000009")]
        rows.append(AreaRow(name="Old Shire", type="county", code="E10000999", within=("E92000009",)))
        parts = zip(codes, names, strict=True)
        rows += [
            AreaRow(name=f"District {one}", type="district", code=code, within=("E10000999",)) for code, one in parts
        ]
        places.register_areas(rows=rows, by=DRAWS)
        root = place_queries.area_by_reference("E10000999")
        held = places.create_footprint(
            slug=slug, name=name, root=root, levels=[LevelRow("Locality", "Localities")], by=DRAWS
        )
        version = places.draft_version(footprint=held, label="First", base="district", by=DRAWS)
        placings = [Placing(code, one) for code, one in zip(codes, names, strict=True)]
        version = places.save_draft(version=version, based_on=version.version, placings=placings, by=DRAWS)
        places.publish_version(version=version, valid_from=date(2026, 1, 1), based_on=version.version, by=DRAWS)
    return held.levels.get()


@dataclass
class Spread:
    """A process of a plan, to be ready for a form that goes live in 70 days."""

    held: Made
    process: Process
    live: Milestone

    @property
    def plan(self) -> Plan:
        return self.held.plan

    def cell(self, area: str, band: str) -> Any:
        return queries.matrix(self.process, on=TODAY).cell(area, band)

    @property
    def tally(self) -> Any:
        return queries.matrix(self.process, on=TODAY).tally


def process(plan: Plan, title: str = "Team meetings", **more: Any) -> Process:
    values: dict[str, Any] = {
        "purpose": "Services plan one offer of help.",
        "agreed_way": "Protocol of May",
        "level": level(),
        "organisation": organisation(),
        "started_on": BEGAN,
        "by": manager(),
        **more,
    }
    return processes.add_process(plan=plan, title=title, **values)


def spread(**more: Any) -> Spread:
    held = made()
    live = milestone(held.door, "The form goes live", 70)
    return Spread(held, process(held.plan, milestone=live, **more), live)


def say(
    of: Process,
    cells: Sequence[tuple[str, str]],
    kind: str = "as-agreed",
    *,
    as_of: date = TODAY,
    by: Viewer | None = None,
    seen: dict[tuple[str, str], int] | None = None,
    **words: str,
) -> None:
    """Say it, having seen what stands there now (or `seen`)."""
    held = queries.matrix(of, on=TODAY)
    now = {key: one.said.number for key in cells if (one := held.cell(*key)) and one.said}
    saying = Saying(kind, as_of, **words)
    seen = now if seen is None else seen
    processes.say_standings(process=of, cells=cells, saying=saying, seen=seen, by=by or manager())
