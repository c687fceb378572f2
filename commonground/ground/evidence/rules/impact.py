"""Before and now: what may be said of a difference, and what may not.

Source of the reading: a report may quote figures of April and May as the impact of a change that was made in July. The
difference is computed; that it came of the change is claimed only where the change lies between the two periods.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from commonground.foundation.analysis.definitions import Polarity
from commonground.foundation.analysis.rates import impact, rounded
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.ground.evidence.rules.indicators import number

REFUSED = "The measure was not added."


class Window(StrEnum):
    """Where the change lies."""

    BETWEEN = "between"
    AFTER = "after"  # both figures are older than the change
    BEFORE = "before"  # the baseline is not of the time before it
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Span:
    """What a figure is about: its days, half open, and how people call them."""

    starts_on: date
    until: date
    label: str


@dataclass(frozen=True)
class Measure:
    """One measure before and now, as entered or as two figures of an indicator."""

    name: str
    unit: str
    polarity: Polarity
    before: Decimal
    now: Decimal
    baseline: Span
    latest: Span
    source: str

    @property
    def change(self) -> Decimal | None:
        """As a percentage to one decimal; None where there was nothing before."""
        return impact(float(self.before), float(self.now))

    @property
    def change_text(self) -> str:
        if self.change is None:
            return "from nought"
        sign = "+" if self.change > 0 else "\N{MINUS SIGN}" if self.change < 0 else ""
        return f"{sign}{abs(self.change)}%"

    @property
    def judgement(self) -> str:
        """Better or worse by polarity; lower or higher where neither is good."""
        if self.now == self.before:
            return "the same"
        is_lower = self.now < self.before
        if self.polarity is Polarity.CONTEXT:
            return "lower" if is_lower else "higher"
        return "better" if is_lower is (self.polarity is Polarity.LOW) else "worse"


def text_of(value: Decimal) -> str:
    """As it was entered, with commas: 2,142; 21.3."""
    decimals = max(0, -int(value.normalize().as_tuple().exponent))
    return f"{rounded(value, decimals):,}" if decimals else number(float(value))


def window(measure: Measure, changed_on: date | None) -> Window:
    """Where the day of the change lies beside the two periods of a measure."""
    if changed_on is None:
        return Window.UNKNOWN
    if changed_on >= measure.latest.until:
        return Window.AFTER
    return Window.BETWEEN if changed_on >= measure.baseline.until else Window.BEFORE


def caveats(measures: list[Measure], *, change: str, changed_on: date | None, when: str, stage: str) -> list[str]:
    """What has to be read beside the panel; each sentence once, over all measures."""
    found = {window(measure, changed_on) for measure in measures}
    during = f", {stage}" if stage else ""
    day = when or (f"{changed_on:%-d %B %Y}" if changed_on else "")
    said = {
        Window.AFTER: f"Measured before launch{during}: “{change}” is dated {day}, after the last figure. "
        "A before and after claim needs the day of the change inside its window.",
        Window.BEFORE: f"“{change}” is dated {day}, before the first figures ended: their baseline is not of the time "
        "before it.",
        Window.UNKNOWN: f"The day of “{change}” is not given, so nothing can be said of before and after it.",
        Window.BETWEEN: f"“{change}” ({day}) lies between the two periods. The difference may have come of it, and of "
        "anything else that changed.",
    }
    mixed = len(found) > 1
    listed = []
    for kind, sentence in said.items():
        if kind in found:
            names = [one.name for one in measures if window(one, changed_on) is kind]
            listed.append(f"{sentence} This holds for: {', '.join(names)}." if mixed else sentence)
    return listed


def check_entered(*, before: Decimal, now: Decimal, baseline: Span, latest: Span, source: str) -> None:
    """Whether an entered measure can be. Raises Invalid naming the field."""
    problems = [
        Problem("A number cannot be below nought here.", "Check it.", column=name)
        for name, value in (("baseline", before), ("now", now))
        if value < 0
    ]
    if not source.strip():
        problems.append(
            Problem("Say where the numbers stand.", "Name the paper and its page or line.", column="source")
        )
    problems += span_problems(baseline, latest)
    if problems:
        raise Invalid(REFUSED, problems)


def span_problems(baseline: Span, latest: Span) -> list[Problem]:
    found = []
    for name, span in (("baseline_until", baseline), ("now_until", latest)):
        if span.until <= span.starts_on:
            found.append(Problem("The last day lies before the first.", "Check both days.", column=name))
    if latest.starts_on < baseline.until:
        found.append(
            Problem("The later period must begin after the earlier has ended.", "Check the days.", column="now_from")
        )
    return found
