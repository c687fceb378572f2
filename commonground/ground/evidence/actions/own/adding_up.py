"""Good rows added up by area and period."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from commonground.foundation.analysis.symbols import NOT_APPLICABLE, strongest
from commonground.foundation.kernel.errors import Problem
from commonground.ground.evidence.formats.own import Cell
from commonground.ground.evidence.queries.own.placing import Place
from commonground.ground.evidence.rules.own import COUNT, PLACE, Counted, Reading, RowsAre, Terms

Key = tuple[str, str]


@dataclass(slots=True)
class _Sum:
    count: float = 0.0
    denominator: float = 0.0
    symbols: set[str] = field(default_factory=set)
    is_nothing: bool = False  # nothing counted out of nothing: noughts that can be added up, and no figure
    row: int | None = None
    published: str = ""


@dataclass
class Sums:
    """What was counted where. Of a file with a row for each place, the same place and period may come once."""

    terms: Terms
    by_key: dict[Key, _Sum] = field(default_factory=dict)
    _rows: dict[Key, int] = field(default_factory=dict)
    rows: int = 0

    @property
    def _reading(self) -> Reading:
        return self.terms.reading

    def repeat(self, one: Counted, place: Place) -> Problem | None:
        """Why a row cannot be taken: an earlier one is about the same place and period."""
        if self._reading.rows_are is RowsAre.EVENTS:
            return None
        said = one.place.replace(" ", "").casefold() if self._reading.is_by_point else place.keys[0]
        first = self._rows.setdefault((said, one.period), one.line.number)
        if first == one.line.number:
            return None
        what = f"row {first} is about the same place and period."
        return self.terms.problem(one.line.number, PLACE, what, "Keep one of them, or add them up.")

    def add(self, one: Counted, place: Place) -> None:
        self.rows += 1
        for area in place.keys:
            held = self.by_key.setdefault((area, one.period), _Sum())
            held.count += one.count or 0.0
            held.denominator += one.denominator or 0.0
            if one.symbol:
                held.symbols.add(one.symbol)
            if not self._reading.is_by_point and self._reading.rows_are is RowsAre.COUNTS:
                held.row, held.published = one.line.number, one.line.texts.get(COUNT, "")

    def fill(self, areas: Iterable[str], *, has_denominator: bool) -> int:
        """Nought for each of these areas in every period that the file is about. Returns how many were filled in.

        Where a figure is made of two numbers, nothing was counted out of nothing: such a place has no figure.
        """
        periods, filled = {period for _, period in self.by_key}, 0
        for area in areas:
            for period in periods:
                if (area, period) not in self.by_key:
                    self.by_key[area, period] = _Sum(is_nothing=has_denominator)
                    filled += 1
        return filled

    def cells(self, *, has_denominator: bool) -> list[Cell]:
        """In the order of areas and periods."""
        return [_cell(key, held, has_denominator=has_denominator) for key, held in sorted(self.by_key.items())]


def _cell(key: Key, held: _Sum, *, has_denominator: bool) -> Cell:
    area, period = key
    if held.is_nothing:
        return Cell(area, period, 0.0, 0.0, NOT_APPLICABLE)
    symbol = strongest(held.symbols) if held.symbols else ""
    base = held.denominator if has_denominator and not symbol else None
    return Cell(area, period, None if symbol else held.count, base, symbol, held.row, held.published)
