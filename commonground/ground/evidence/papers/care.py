"""How fresh figures are and who answers for them, in words and as rows of tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from commonground.foundation.design.drawing import Cell
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence.models import Care, ColumnMapping, Release, Review
from commonground.ground.evidence.papers.tables import RowOfCells, columns
from commonground.ground.evidence.queries import Answering, DatasetStanding, Due, Task
from commonground.ground.evidence.queries.due import What
from commonground.ground.evidence.rules.freshness import Freshness, State
from commonground.ground.evidence.rules.indicators import number

TONES = {State.UP_TO_DATE: "green", State.DUE: "yellow", State.OVERDUE: "red"}
LOOK_AFTER, IMPORT = "evidence.look-after", "evidence.import"


@dataclass(frozen=True)
class Badge:
    """A state in a word and a colour, and a sentence that says the day."""

    freshness: Freshness

    @property
    def word(self) -> str:
        return self.freshness.state.value.capitalize()

    @property
    def tone(self) -> str:
        return TONES.get(self.freshness.state, "grey")

    @property
    def sentence(self) -> str:
        """Next figures due by 31 October 2026. · They were due by …"""
        due_on = self.freshness.due_on
        match self.freshness.state:
            case State.UP_TO_DATE if due_on:
                return f"The next figures are due by {day(due_on)}."
            case State.DUE | State.OVERDUE if due_on:
                return f"The next figures were due by {day(due_on)} and are not loaded here yet."
            case State.NOT_LOADED:
                return "No figures have been loaded yet."
            case State.RETIRED:
                return "Nobody publishes it any more."
        return "No further figures are promised."


def day(on: date) -> str:
    return f"{on:%-d %B %Y}"


def who(care: Care | None, viewer: Viewer) -> str:
    """The team that answers for it, and for those who look after figures the person who does it."""
    if care is None:
        return "Nobody yet"
    name, is_active = (care.person.name, care.person.is_active) if care.person else (None, None)
    found = Answering(care.review_on, care.team.name, care.team.organisation.name, name, is_active)
    return who_answers(found, viewer)


def who_answers(found: Answering | None, viewer: Viewer) -> str:
    """The same where only names were asked for."""
    if found is None:
        return "Nobody yet"
    team = f"{found.team}, {found.organisation}"
    if found.person is None or not viewer.may(LOOK_AFTER):
        return team
    return f"{found.person} for {team}" if found.is_active else f"{team} ({found.person} has left)"


def address_of_care(care: Care) -> str:
    """The page on which a thing in care stands."""
    if care.dataset_id:
        return reverse("evidence:dataset", args=[care.dataset_id])
    if care.indicator_id:
        return reverse("evidence:indicator", args=[care.indicator_id])
    return reverse("evidence:chapter", args=[care.pk])


@dataclass(frozen=True)
class CareOnPage:
    """Who answers for something, when it is looked at next, what reviews found."""

    care: Care | None
    reviews: Sequence[Review]
    viewer: Viewer

    @property
    def may(self) -> bool:
        return self.viewer.may(LOOK_AFTER)

    @property
    def who(self) -> str:
        return who(self.care, self.viewer)

    @property
    def review(self) -> str:
        """The next review in words."""
        care = self.care
        if care is None or care.review_on is None:
            return "No review is planned"
        every = f", then every {care.review_months} months" if care.review_months else ""
        late = " (overdue)" if care.review_on < self.viewer.today else ""
        return f"{day(care.review_on)}{late}{every}"


@dataclass(frozen=True)
class DatasetsOnPage:
    """Every dataset as a row."""

    standings: Sequence[DatasetStanding]
    viewer: Viewer

    @property
    def rows(self) -> list[tuple[DatasetStanding, Badge, str]]:
        return [(one, Badge(one.freshness), who(one.care, self.viewer)) for one in self.standings]


@dataclass(frozen=True)
class DatasetOnPage:
    """One dataset."""

    standing: DatasetStanding
    releases: Sequence[Release]
    reviews: Sequence[Review]
    mappings: Sequence[ColumnMapping]
    viewer: Viewer

    @property
    def badge(self) -> Badge:
        return Badge(self.standing.freshness)

    @property
    def care(self) -> CareOnPage:
        return CareOnPage(self.standing.care, self.reviews, self.viewer)

    @property
    def may_load(self) -> bool:
        return self.viewer.may(IMPORT)

    @property
    def expected(self) -> str:
        """When the next release is expected here, where somebody has set another day than the promise."""
        care = self.standing.care
        if care is None or care.expected_on is None or care.expected_on != self.standing.freshness.due_on:
            return ""
        return f"{day(care.expected_on)}: {care.expected_why}"

    measure_columns = columns("Indicator", "Newest figures", "Freshness")

    @property
    def measure_rows(self) -> list[RowOfCells]:
        return [
            [
                Cell(one.about.short_name, reverse("evidence:indicator", args=[one.about.slug])),
                one.period_label or "None",
                Badge(one.freshness).word,
            ]
            for one in self.standing.entries
        ]


@dataclass(frozen=True)
class DueOnPage:
    """Who must do what: late, soon, and what nobody answers for."""

    due: Due
    viewer: Viewer

    @property
    def may(self) -> bool:
        return self.viewer.may(LOOK_AFTER)

    @property
    def chapters(self) -> list[Care]:
        return list(self.due.chapters)

    @property
    def late_rows(self) -> list[tuple[Task, str, str, str, str]]:
        return [self._row(task) for task in self.due.late]

    @property
    def soon_rows(self) -> list[tuple[Task, str, str, str, str]]:
        return [self._row(task) for task in self.due.soon]

    @property
    def sentence(self) -> str:
        """Three things are late; two more fall due in the next 60 days."""
        late, soon = len(self.due.late), len(self.due.soon)
        if not late and not soon:
            return "Nothing is late, and nothing falls due in the next 60 days."
        first = "Nothing is late" if not late else f"{number(late)} thing{'s are' if late > 1 else ' is'} late"
        then = "nothing more falls" if not soon else f"{number(soon)} more fall{'' if soon > 1 else 's'}"
        return f"{first}; {then} due in the next 60 days."

    def _row(self, task: Task) -> tuple[Task, str, str, str, str]:
        """The task, where it leads, who, by when, and what to do in words."""
        if task.standing is not None:
            href = reverse("evidence:dataset", args=[task.standing.dataset.pk])
        else:
            href = address_of_care(task.care) if task.care else ""
        return task, href, who(task.care, self.viewer), day(task.due_on), _what_to_do(task)


def _what_to_do(task: Task) -> str:
    if task.what is What.REVIEW:
        return "Look at the figures and write what you find."
    if task.what is What.RENEW or task.standing is None:
        return "Bring the chapter up to date, then say so."
    kind, late = task.standing.dataset.kind, len(task.standing.late)
    own = any(entry.newest and entry.newest.said_due_on for entry in task.standing.entries)
    some = f"{number(late)} of its figures are late. " if own and late else ""
    if not kind:
        return f"{some}Ask the publisher for the next release."
    return f"{some}Load the next release, here or with: commonground import {kind}"
