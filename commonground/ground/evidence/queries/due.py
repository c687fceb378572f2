"""What is overdue and due: releases to load, reviews to hold, chapters to bring up to date (E2)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence.models import Care
from commonground.ground.evidence.queries.standing import DatasetStanding, all_cares, standings
from commonground.ground.evidence.rules.freshness import State

SOON = timedelta(days=60)


class What(StrEnum):
    """What somebody must do."""

    LOAD = "load the next release"
    REVIEW = "review"
    RENEW = "bring up to date"


@dataclass(frozen=True)
class Task:
    """One thing that somebody must do by a day. `standing` is of the dataset to load, `care` of who answers."""

    what: What
    name: str
    due_on: date
    state: State
    care: Care | None
    standing: DatasetStanding | None = None


@dataclass(frozen=True)
class Due:
    """What is late, the longest first; what falls due in the next weeks; and datasets that nobody answers for."""

    late: Sequence[Task]
    soon: Sequence[Task]
    nobodys: Sequence[DatasetStanding]
    chapters: Sequence[Care]


def due(viewer: Viewer) -> Due:
    """Three queries."""
    held, cares = standings(viewer), all_cares()
    tasks = sorted([*_loads(held), *_reviews(cares, viewer.today)], key=lambda task: (task.due_on, task.name))
    return Due(
        late=[task for task in tasks if task.state is not State.UP_TO_DATE],
        soon=[task for task in tasks if task.state is State.UP_TO_DATE and task.due_on <= viewer.today + SOON],
        nobodys=[one for one in held if one.care is None and one.measured],
        chapters=[care for care in cares if care.chapter],
    )


def _loads(held: Iterable[DatasetStanding]) -> Iterator[Task]:
    for one in held:
        if one.freshness.due_on is not None:
            yield Task(What.LOAD, one.dataset.name, one.freshness.due_on, one.freshness.state, one.care, one)


def _reviews(cares: Iterable[Care], today: date) -> Iterator[Task]:
    for care in cares:
        if care.review_on is not None:
            what = What.RENEW if care.chapter else What.REVIEW
            state = State.OVERDUE if care.review_on < today else State.UP_TO_DATE
            yield Task(what, str(care), care.review_on, State.DUE if care.review_on == today else state, care)
