"""A published file as a page shows it: what was recognised, what is left out, what is worked out instead."""

from collections.abc import Sequence
from dataclasses import dataclass

from commonground.ground.evidence.formats.looking import Looked
from commonground.ground.evidence.formats.recognition import NotUsed, Recognised, Unknown
from commonground.ground.evidence.models import ColumnMapping, IncomingFile
from commonground.ground.evidence.papers.tables import RowOfCells, columns
from commonground.ground.evidence.queries import Candidate


@dataclass(frozen=True)
class SeenFile:
    """A file that was handed in. `wants_mapping`: somebody asks to say its columns anew."""

    incoming: IncomingFile
    seen: Looked
    candidates: Sequence[Candidate]
    chosen: Candidate
    wants_mapping: bool = False

    @property
    def recognised(self) -> Recognised | None:
        return self.seen.known if isinstance(self.seen.known, Recognised) else None

    @property
    def is_to_map(self) -> bool:
        return self.wants_mapping or isinstance(self.seen.known, Unknown)

    @property
    def sentence(self) -> str:
        known = self.seen.known
        if isinstance(known, Recognised):
            how = ", by the columns that somebody confirmed" if known.mapping else ""
            return f"We recognised it: {known.layout.title}{how}."
        if isinstance(known, NotUsed):
            return f"We know this table, but {known.why}."
        return "Its publisher has changed the columns, or it is a table that we do not know. Nothing is loaded yet."

    @property
    def missing(self) -> list[str]:
        return [problem.what for problem in self.seen.known.problems] if isinstance(self.seen.known, Unknown) else []

    @property
    def read(self) -> list[str]:
        """Indicators that will be read."""
        return [measure.indicator for measure in self.recognised.measures] if self.recognised else []

    @property
    def worked_out(self) -> list[str]:
        """Indicators whose value the file leaves out: they come from their counts."""
        if self.recognised is None:
            return []
        published = {
            measure.indicator
            for measure in self.recognised.plan.measures_of(self.recognised.layout)
            if measure.source.value
        }
        return [
            one.indicator for one in self.recognised.measures if one.indicator in published and not one.source.value
        ]

    @property
    def left_out(self) -> list[str]:
        """Indicators of the layout that cannot be read from it."""
        if self.recognised is None:
            return []
        listed = [measure.indicator for measure in self.recognised.plan.measures_of(self.recognised.layout)]
        return [slug for slug in dict.fromkeys(listed) if slug not in self.read]

    @property
    def layouts(self) -> list[tuple[str, str, bool]]:
        """Key, title and whether it is the one shown, the nearest first."""
        return [(one.key, one.title, one is self.chosen) for one in self.candidates[:8]]


@dataclass(frozen=True)
class MappingOnPage:
    """What stands for what."""

    mapping: ColumnMapping

    column_columns = columns("Column we read", "Head in the file")

    @property
    def rows(self) -> list[RowOfCells]:
        return [[column, head or "Not in the file"] for column, head in self.mapping.columns.items()]
