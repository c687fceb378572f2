"""Rows that add up the others: compared with what they add up, then left out."""

from collections import defaultdict
from dataclasses import dataclass, field

from commonground.foundation.kernel.errors import Problem
from commonground.ground.evidence.rules.own.lines import Line, Terms, number_of
from commonground.ground.evidence.rules.own.words import COUNT, DENOMINATOR, PERIOD, words

EVERY = ""  # the period of a total that names none


@dataclass
class Totals:
    """Goes through all rows of a sheet; `seen` is asked of each, `problems` at the end."""

    terms: Terms
    found: list[Line] = field(default_factory=list)
    _sums: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    _unknown: set[tuple[str, str]] = field(default_factory=set)

    def is_total(self, line: Line) -> bool:
        """Whether the row adds up others; it is kept for the end."""
        if not words().is_total(line.texts.get("place", "")):
            return False
        self.found.append(line)
        return True

    def add(self, line: Line) -> None:
        """Take any other row into the sums, also one that is faulty in another cell."""
        period = line.texts.get(PERIOD, "")
        for name in (COUNT, DENOMINATOR):
            number = number_of(line.texts.get(name, ""))
            for key in {(name, period), (name, EVERY)}:
                if number is None:
                    self._unknown.add(key)
                else:
                    self._sums[key] += number

    def problems(self) -> list[Problem]:
        """A total unequal to its parts. One that cannot be compared, for a part without a number, is no problem."""
        return [wrong for line in self.found for name in (COUNT, DENOMINATOR) if (wrong := self._unequal(line, name))]

    def _unequal(self, line: Line, name: str) -> Problem | None:
        key = (name, line.texts.get(PERIOD, ""))
        said = number_of(line.texts.get(name, ""))
        if name not in self.terms.reading.columns or said is None or key in self._unknown or said == self._sums[key]:
            return None
        what = f"the total says {said:,.10g}, its rows add up to {self._sums[key]:,.10g}."
        return self.terms.problem(line.number, name, what, "Mend the rows or the total, or take the total out.")
