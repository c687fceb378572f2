"""Counts and what binds them as one table, in which every number fits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from commonground.foundation.analysis.suppression import Cell, Relation, State, Table
from commonground.foundation.analysis.suppression.fitting import fit
from commonground.ground.evidence.actions.preparation.hiding.binding import LEAST, Bound, Sum, binding
from commonground.ground.evidence.actions.preparation.hiding.counting import REST, Counts, Kind
from commonground.ground.evidence.actions.preparation.hiding.ledger import Ledger

Term = tuple[int, float]


@dataclass
class _Sheet:
    """Cells as they are met, and relations before their numbers fit."""

    names: list[tuple[Kind, str]] = field(default_factory=list)
    values: list[float | None] = field(default_factory=list)
    place: dict[tuple[Kind, str], int] = field(default_factory=dict)
    rows: list[tuple[Term, ...]] = field(default_factory=list)
    leaves_people: list[bool] = field(default_factory=list)

    def add(self, kind: Kind, area: str, value: float | None) -> int:
        name = (kind, area)
        if name not in self.place:
            self.place[name] = len(self.names)
            self.names.append(name)
            self.values.append(value)
        return self.place[name]

    def bind(self, terms: Iterable[Term], *, leaves_people: bool = False) -> None:
        self.rows.append(tuple(terms))
        self.leaves_people.append(leaves_people)


def tabulate(
    kinds: Sequence[Kind],
    counts: Counts,
    bound: Sequence[Bound],
    added: Sequence[Sum],
    members: Mapping[Kind, Sequence[Kind]],
    ledger: Ledger,
    threshold: int,
) -> Table:
    """One table of counts that are bound to each other. `members`: kind → all that count the same people.

    What a whole has beyond its parts are people whom no part holds: a cell that is shown nowhere. Where a whole was
    published as less than its parts, everybody knows by how much.
    """
    sheet = _Sheet()
    for kind in kinds:
        for area, count in counts.of[kind].items():
            sheet.add(kind, area, count)
        if kind.role != REST and kind not in counts.public:  # what binds those follows from the others
            for one in binding(bound, counts.of[kind], counts.observed[kind]):
                _bind_areas(sheet, kind, counts.of[kind], one)
    for found in added:
        for area in counts.of[found.whole]:
            places = [sheet.place.get((kind, area)) for kind in (found.whole, *found.parts)]
            if None not in places:
                whole, *parts = [place for place in places if place is not None]
                sheet.bind([(whole, 1.0), *((part, -1.0) for part in parts)])
    return _fitted(sheet, counts, members, ledger, threshold)


def _bind_areas(sheet: _Sheet, kind: Kind, known: Mapping[str, float | None], bound: Bound) -> None:
    parts = [(sheet.add(kind, area, None), -share) for area, share in bound.parts.items()]
    is_sum = bound.is_of_whole_areas and known[bound.whole] is not None
    sheet.bind([(sheet.place[kind, bound.whole], 1.0), *parts], leaves_people=is_sum)


def _fitted(
    sheet: _Sheet, counts: Counts, members: Mapping[Kind, Sequence[Kind]], ledger: Ledger, threshold: int
) -> Table:
    fitted, over = fit(sheet.values, sheet.rows)
    cells = [
        _cell(name, was, value, counts, members, ledger)
        for name, was, value in zip(sheet.names, sheet.values, fitted, strict=True)
    ]
    relations = []
    for terms, leaves_people, left in zip(sheet.rows, sheet.leaves_people, over, strict=True):
        rounded = sum(factor != round(factor) for _, factor in terms)
        if rounded and abs(left) <= rounded:
            cells.append(_rounding(left, rounded))
            relations.append(Relation((*terms, (len(cells) - 1, -1.0)), -float(rounded)))
        elif leaves_people and left > LEAST:
            cells.append(Cell(("not placed", terms), left, State.LATENT))
            relations.append(Relation((*terms, (len(cells) - 1, -1.0))))
        else:
            relations.append(Relation(terms, left))
    return Table(cells, relations, threshold)


def _rounding(left: float, pieces: int) -> Cell:
    """Each piece of a redrawn area was rounded to whole people: by less than one, up or down, and nobody knows by how
    much. Counted from the least that it can be, so that it is nought or more."""
    return Cell("rounding", left + pieces, State.LATENT, is_guarded=False, most=2.0 * pieces)


def _cell(
    name: tuple[Kind, str],
    count: float | None,
    value: float,
    counts: Counts,
    members: Mapping[Kind, Sequence[Kind]],
    ledger: Ledger,
) -> Cell:
    kind, area = name
    if kind in counts.public:
        return Cell(name, value, State.KNOWN if count is not None else State.LATENT, is_guarded=False)
    if count is None:
        hid = any((one, area) in counts.by_source for one in members[kind])
        return Cell(name, value, State.LATENT, is_guarded=hid)
    if kind.role == REST:
        return Cell(name, value, State.LATENT)
    return Cell(name, value, ledger.state(members[kind], area, count))
