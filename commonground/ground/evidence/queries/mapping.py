"""Which layout a changed file is nearest to, and what its columns may be."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import access
from commonground.ground.evidence.formats.looking import Looked, look
from commonground.ground.evidence.models import ColumnMapping, IncomingFile
from commonground.ground.evidence.queries.catalogue import reading_plans, remembered
from commonground.ground.evidence.queries.files import local_path
from commonground.ground.evidence.rules.mapping import How, Proposal, propose


@dataclass(frozen=True)
class Candidate:
    """A layout with a proposal for each of its columns."""

    dataset: str
    layout: str
    title: str
    proposals: Sequence[Proposal]

    @property
    def key(self) -> str:
        return f"{self.dataset}/{self.layout}"

    @property
    def likeness(self) -> float:
        """The share of its own columns that something in the file may be."""
        own = [one for one in self.proposals if not one.is_needed]
        return sum(WEIGHTS[one.how] for one in own) / len(own) if own else 0.0


WEIGHTS = {How.SAME: 1.0, How.KNOWN: 1.0, How.ALIKE: 0.9, How.CLOSE: 0.5, How.NONE: 0.0}


def candidates(kind: str, heads: Sequence[str]) -> list[Candidate]:
    """Every layout of a kind, the nearest first. Two queries."""
    found = [
        Candidate(plan.dataset, layout.slug, layout.title, propose(layout, plan.columns_of(layout), heads))
        for plan in reading_plans(kind)
        for layout in plan.layouts
    ]
    return sorted(found, key=lambda one: -one.likeness)


def incoming(pk: UUID, *, viewer: Viewer) -> IncomingFile:
    """A file that somebody handed in. Raises Refused, NotFound once it is loaded or discarded."""
    access.check_can_import(viewer)
    found = IncomingFile.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound("There is no such file.")
    return found


def incoming_files(viewer: Viewer) -> list[IncomingFile]:
    """The newest files that were handed in. One query. Raises Refused."""
    access.check_can_import(viewer)
    return list(IncomingFile.objects.select_related("account")[:20])


def looked_at(held: IncomingFile) -> Looked:
    """What a file that was handed in is, by its head. Three queries. Raises Invalid where it is no table."""
    plans = reading_plans(held.kind)
    return look(local_path(held.file), plans, remembered(held.kind), name=held.filename)


def mapping(pk: UUID) -> ColumnMapping:
    """How files of some heads are read. Raises NotFound."""
    found = ColumnMapping.objects.select_related("dataset").filter(pk=pk).first()
    if found is None:
        raise NotFound("There is no such reading of columns.")
    return found
