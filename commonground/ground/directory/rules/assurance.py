"""Whether somebody's word for an entry still holds (S13): never given, stale, due, or good. No Django, no clock."""

import tomllib
from dataclasses import dataclass, fields
from datetime import date, timedelta

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.states import Labelled


class Word(Labelled):
    """How the word that somebody gave for an entry stands."""

    NEVER = "never", "Never"
    STALE = "stale", "Too long ago"
    DUE = "due", "Due soon"
    GOOD = "good", "Vouched for"


@dataclass(frozen=True)
class Policy:
    """What packs/assurance.toml says."""

    assured_for_days: int
    due_days: int
    link_days: int
    wrong_links_a_minute: int
    feedback_an_hour: int
    new_days: int

    def stale_before(self, today: date) -> date:
        """An entry that was vouched for before this day is stale."""
        return today - timedelta(days=self.assured_for_days)

    def due_before(self, today: date) -> date:
        """One that was vouched for before this day is due, where it is not stale."""
        return self.stale_before(today) + timedelta(days=self.due_days)


def read_policy(text: str) -> Policy:
    """Raises Invalid naming each line that is missing, unknown or not a whole number above 0."""
    given, known = tomllib.loads(text), {one.name for one in fields(Policy)}
    problems = [Problem("is not known", where=name) for name in given if name not in known]
    problems += [
        Problem("must be a whole number above 0", where=name)
        for name in sorted(known)
        if type(given.get(name)) is not int or given[name] < 1
    ]
    if problems:
        raise Invalid("packs/assurance.toml cannot be used.", problems)
    return Policy(**given)


def word_of(assured_on: date | None, *, policy: Policy, today: date) -> Word:
    if assured_on is None:
        return Word.NEVER
    if assured_on < policy.stale_before(today):
        return Word.STALE
    return Word.DUE if assured_on < policy.due_before(today) else Word.GOOD
