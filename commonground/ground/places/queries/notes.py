"""What stands beside a school on the drawing board: phase, district, what its head says; and what a filter hides."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.places.formats import POINTS
from commonground.ground.places.models import Area, HeadsComment
from commonground.ground.places.queries.board import Board
from commonground.ground.places.queries.comments import comments_on
from commonground.ground.places.queries.schools import as_listed, phase_name, schools_of


@dataclass(frozen=True)
class PartNote:
    """A school in a line, and what was said for it, the newest first."""

    about: str
    comments: tuple[HeadsComment, ...] = ()


@dataclass(frozen=True)
class BoardNotes:
    """Notes by key of the part; `hidden` parts are of another phase than the one looked at.

    `phases` are those there are: (slug, name, how many schools). `districts` are those that the schools stand in,
    `answered` says of each comment that was not withdrawn whether it is answered.
    """

    of: Mapping[str, PartNote] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    phases: tuple[tuple[str, str, int], ...] = ()
    phase: str = ""
    districts: tuple[Area, ...] = ()
    answered: tuple[bool, ...] = ()

    @property
    def accounts(self) -> list[UUID]:
        """Everybody whose comment is shown."""
        return [one.said_by_account for note in self.of.values() for one in note.comments if one.said_by_account]


NO_NOTES = BoardNotes()


def notes_for(board: Board, viewer: Viewer, *, phase: str = "") -> BoardNotes:
    """Notes for a board whose parts are schools; none for any other. Two queries."""
    if not any(part.type_id in POINTS for part in board.parts):
        return NO_NOTES
    schools = schools_of(board.parts)
    listed = as_listed(schools.values(), version=None)
    districts = {one.district.pk: one.district for one in listed if one.district is not None}
    stand = [comment for comment in comments_on(board.version, viewer) if comment.withdrawn_at is None]
    said: dict[UUID, list[HeadsComment]] = {}
    for comment in stand:
        said.setdefault(comment.school_id, []).append(comment)
    counts: dict[str, int] = {}
    for school in schools.values():
        counts[school.phase] = counts.get(school.phase, 0) + 1
    chosen = phase if phase in counts else ""
    return BoardNotes(
        of={
            one.school.area.key: PartNote(
                ", ".join(part for part in (one.phase, one.district.name if one.district else "") if part),
                tuple(said.get(one.school.area_id, ())),
            )
            for one in listed
        },
        hidden=frozenset(key for key, school in schools.items() if chosen and school.phase != chosen),
        phases=tuple((slug, phase_name(slug), count) for slug, count in sorted(counts.items())),
        phase=chosen,
        districts=tuple(sorted(districts.values(), key=lambda area: area.name)),
        answered=tuple(comment.answered_at is not None for comment in stand),
    )
