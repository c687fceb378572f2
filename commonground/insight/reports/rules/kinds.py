"""Kinds of report, the sections each is made of, and which period one may be about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.partnership.groups.rules.terms import months_after

NOT_BEGUN = "The report was not begun."
LONGEST = 24  # months: more is no report on a year any more


@dataclass(frozen=True)
class AskedSection:
    """A section that is made from the record. `help` says what people may add beside the figures."""

    key: str
    heading: str
    help: str = ""


@dataclass(frozen=True)
class Kind:
    """An annual, six-monthly or progress report. `months` is how long its period mostly is."""

    slug: str
    name: str
    months: int
    sections: tuple[AskedSection, ...]


@dataclass(frozen=True)
class Kinds:
    """Every kind, by slug, in the order of the pack."""

    by_slug: Mapping[str, Kind]

    def kind(self, slug: str) -> Kind:
        """Raises Invalid for one that the pack does not have."""
        if slug not in self.by_slug:
            raise Invalid(NOT_BEGUN, [Problem("There is no such kind of report.", "Choose one.", column="kind")])
        return self.by_slug[slug]

    @property
    def choices(self) -> Sequence[tuple[str, str]]:
        return [(one.slug, one.name) for one in self.by_slug.values()]


def check_period(since: date, until: date, *, today: date) -> None:
    """From a day until, not including, another: begun, and no longer than two years. Raises Invalid by field."""
    if until <= since:
        raise _wrong("The last day must come after the first.", "Enter a later day.", "last_day")
    if since > today:
        raise _wrong("This period has not begun.", "Enter a day that has come.", "since")
    if until > months_after(since, LONGEST):
        raise _wrong("A report is about two years at most.", "Enter an earlier last day.", "last_day")


def check_over(until: date, *, today: date) -> None:
    """What is frozen changes no more, so its period must be over. Raises Invalid."""
    if until > today:
        last = until - timedelta(days=1)
        raise Invalid(f"The report is about a time until {last:%-d %B %Y}. Freeze it after that day.")


def figures_as_at(until: date, *, today: date) -> date:
    """The day that figures stand for: the last of the period, or today where that is yet to come."""
    return min(until - timedelta(days=1), today)


def period_words(since: date, until: date) -> str:
    """“1 April 2025 to 31 March 2026”."""
    return f"{since:%-d %B %Y} to {until - timedelta(days=1):%-d %B %Y}"


def _wrong(what: str, do: str, column: str) -> Invalid:
    return Invalid(NOT_BEGUN, [Problem(what, do, column=column)])
