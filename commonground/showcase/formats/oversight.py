"""What stands in oversight.toml of a pack: issues that went up, questions, approvals, reviews, stages of development.

Days in weeks count from the opening; a day that the papers give stands as it is.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

ReadEntries = Callable[[type[Any], str, Iterable[Mapping[str, Any]]], list[Any]]
NAME = "oversight.toml"


@dataclass(frozen=True)
class IssueEntry:
    """An issue that `by` raised, and who did what with it since: each step a person, weeks and words."""

    group: str
    to: str
    by: str
    weeks: int
    title: str
    words: str
    what: str = "issue"
    accepted: Mapping[str, Any] | None = None  # by, weeks, next_step
    answered: Mapping[str, Any] | None = None  # by, weeks, answer
    noted: Mapping[str, Any] | None = None  # by, weeks, words


@dataclass(frozen=True)
class QuestionEntry:
    """A question of scrutiny. It is answered where there is an answer."""

    group: str
    text: str
    asked_on: date
    organisation: str
    asked_by: str = ""
    asked_by_words: str = ""
    weeks_to_answer: int = 4
    due_weeks: int | None = None
    answer: str = ""
    source: str = ""


@dataclass(frozen=True)
class ApprovalEntry:
    """A document that a group approved."""

    group: str
    title: str
    kind: str
    approved_on: date
    review_on: date | None = None
    valid_until: date | None = None
    note: str = ""
    source: str = ""
    is_invented: bool = False


@dataclass(frozen=True)
class AdviceEntry:
    """A recommendation with the response, an action and what shows that it is done."""

    text: str
    response: str = ""
    why: str = ""
    due_weeks: int | None = None
    action: str = ""
    organisation: str = ""
    evidence: str = ""


@dataclass(frozen=True)
class ReviewEntry:
    """A review from outside that a group follows up."""

    group: str
    kind: str
    title: str
    by_whom: str
    source: str
    looked_at: str = ""
    published_on: date | None = None
    headlines: Sequence[str] = ()
    advice: Sequence[AdviceEntry] = ()


@dataclass(frozen=True)
class StageEntry:
    """How far a group, or somebody in it, is with a stage."""

    group: str
    stage: str
    standing: str
    weeks: int
    person: str = ""
    note: str = ""


@dataclass(frozen=True)
class Oversight:
    """All of oversight.toml; empty for a place that has none."""

    issues: Sequence[IssueEntry] = ()
    questions: Sequence[QuestionEntry] = ()
    approvals: Sequence[ApprovalEntry] = ()
    reviews: Sequence[ReviewEntry] = ()
    stages: Sequence[StageEntry] = ()


def oversight_of(held: Mapping[str, Any], entries: ReadEntries) -> Oversight:
    """The tables of oversight.toml as entries; `entries` reads one kind and collects what is wrong."""
    reviews = [{**one, "advice": entries(AdviceEntry, NAME, one.get("advice", ()))} for one in held.get("review", ())]
    return Oversight(
        issues=entries(IssueEntry, NAME, held.get("issue", ())),
        questions=entries(QuestionEntry, NAME, held.get("question", ())),
        approvals=entries(ApprovalEntry, NAME, held.get("approval", ())),
        reviews=entries(ReviewEntry, NAME, reviews),
        stages=entries(StageEntry, NAME, held.get("stage", ())),
    )
