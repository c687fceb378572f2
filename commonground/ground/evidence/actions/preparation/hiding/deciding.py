"""From figures that may hold small numbers to those that are shown."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from commonground.foundation.analysis.suppression import State, Table, exposed, row_and_column_rule, suppress
from commonground.foundation.analysis.suppression.tables import is_small
from commonground.ground.evidence.actions.preparation.hiding.binding import Bound, Sum, add_rests, same, sums
from commonground.ground.evidence.actions.preparation.hiding.counting import Counts, Figure, Kind, Row, counts
from commonground.ground.evidence.actions.preparation.hiding.ledger import Key, Ledger
from commonground.ground.evidence.actions.preparation.hiding.tabulating import tabulate
from commonground.ground.evidence.rules.indicators import Definition
from commonground.ground.evidence.rules.suppression import Told

SECONDS = 20.0  # for the search in one table; the attack that proves it takes what it takes
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Decision:
    """`hidden` are the figures not shown; `told` says per dataset what that cost."""

    hidden: frozenset[Figure]
    ledger: Ledger
    told: Mapping[str, Told]


@dataclass(frozen=True)
class _Solved:
    """One table, and by place what is hidden by optimisation and by the plain rule."""

    table: Table
    hidden: frozenset[int]
    plain: frozenset[int]
    plain_open: tuple[int, int]
    given_away: frozenset[int]
    is_best: bool


def decide(
    rows: Iterable[Row],
    bound: Sequence[Bound],
    about: Mapping[str, Definition],
    thresholds: Mapping[str, int],
    earlier: Ledger,
    *,
    progress: Progress = lambda *_: None,
) -> Decision:
    """Which of `rows` (prepared figures of indicators in `thresholds`) are not shown. All of them are weighed together:
    every map, every level, every count that is a sum of others."""
    found = counts(rows, about, thresholds)
    added = add_rests(found, about, thresholds)
    stands = same(found, about)
    chosen = sorted(set(stands.values()))
    added = [
        Sum(stands.get(one.whole, one.whole), tuple(stands.get(part, part) for part in one.parts)) for one in added
    ]
    added += sums(found, [kind for kind in chosen if kind in found.of and kind not in found.public])
    members: dict[Kind, list[Kind]] = defaultdict(list)
    for kind in found.of:
        members[stands.get(kind, kind)].append(kind)
    solved = []
    groups = _bound_together(sorted(members), added)
    for done, group in enumerate(groups):
        progress(done, len(groups))
        threshold = max(thresholds[kind.indicator] for one in group for kind in members[one])
        of_group = [one for one in added if one.whole in group]
        solved.append(_solve(tabulate(group, found, bound, of_group, members, earlier, threshold)))
    return _decision(found, stands, solved, earlier, about, thresholds)


def _bound_together(kinds: Sequence[Kind], added: Iterable[Sum]) -> list[list[Kind]]:
    """Kinds that are sums of each other, directly or through others."""
    group_of = {kind: {kind} for kind in kinds}
    for one in added:
        together = set().union(*(group_of[kind] for kind in (one.whole, *one.parts)))
        for kind in together:
            group_of[kind] = together
    return [sorted(group) for group in {id(group): group for group in group_of.values()}.values()]


def _solve(table: Table) -> _Solved:
    pattern = suppress(table, seconds=SECONDS)
    afresh = Table(
        [
            replace(cell, state=State.FREE) if cell.state in (State.KNOWN, State.HIDDEN) else cell
            for cell in table.cells
        ],
        table.relations,
        table.threshold,
    )
    plain = row_and_column_rule(afresh)
    left = exposed(afresh, plain)
    return _Solved(
        table,
        pattern.hidden,
        plain,
        (len(left), sum(one.is_recovered for one in left)),
        pattern.open | _known_and_small(table),
        pattern.is_proven_best,
    )


def _known_and_small(table: Table) -> frozenset[int]:
    """Small counts that were shown before there was a rule, or under a lower one."""
    return frozenset(
        place
        for place, cell in enumerate(table.cells)
        if cell.state is State.KNOWN and cell.is_guarded is None and is_small(cell.value, table.threshold)
    )


def _decision(
    found: Counts,
    stands: Mapping[Kind, Kind],
    solved: Sequence[_Solved],
    earlier: Ledger,
    about: Mapping[str, Definition],
    thresholds: Mapping[str, int],
) -> Decision:
    hidden_cells, plain_cells, small_cells = set[object](), set[object](), set[object]()
    for one in solved:
        names = [cell.name for cell in one.table.cells]
        small = one.table.guarded
        hidden_cells |= {names[place] for place in (*one.hidden, *one.given_away)}
        plain_cells |= {names[place] for place in one.plain}
        small_cells |= {names[place] for place in (*small, *one.given_away)}
    hidden, plain, small_figures = set(found.unsure), set(found.unsure), set(found.unsure)
    now: dict[Key, float | None] = {}
    for figure, kinds in found.shown_by.items():
        cells = {(stands[kind], figure.area) for kind in kinds}
        for touched, of in ((hidden, hidden_cells), (plain, plain_cells), (small_figures, small_cells)):
            if cells & of:
                touched.add(figure)
    for figure, kinds in found.shown_by.items():
        for kind in kinds:
            if figure not in hidden and found.of[kind][figure.area] is not None:
                now[kind, figure.area] = found.of[kind][figure.area]
            elif (stands[kind], figure.area) in hidden_cells:
                now.setdefault((kind, figure.area), None)
    valued = {figure for figure, kinds in found.shown_by.items() if _has_number(found, figure, kinds)}
    told = {
        dataset: _told(dataset, valued, hidden, plain, small_figures, solved, about, thresholds)
        for dataset in sorted({about[figure.indicator].dataset for figure in found.shown_by})
    }
    return Decision(frozenset(hidden), earlier.extended(now), told)


def _has_number(found: Counts, figure: Figure, kinds: Iterable[Kind]) -> bool:
    return figure in found.unsure or all(found.of[kind].get(figure.area) is not None for kind in kinds)


def _told(
    dataset: str,
    valued: Iterable[Figure],
    hidden: set[Figure],
    plain: set[Figure],
    small: set[Figure],
    solved: Iterable[_Solved],
    about: Mapping[str, Definition],
    thresholds: Mapping[str, int],
) -> Told:
    figures = {figure for figure in valued if about[figure.indicator].dataset == dataset}
    mine = [one for one in solved if any(_is_of(cell.name, dataset, about) for cell in one.table.cells)]
    return Told(
        threshold=max(thresholds[figure.indicator] for figure in figures) if figures else 0,
        figures=len(figures),
        small=len(figures & small),
        hidden=len(figures & hidden),
        plain=len(figures & plain),
        plain_open=sum(one.plain_open[0] for one in mine),
        plain_recovered=sum(one.plain_open[1] for one in mine),
        given_away=sum(len(one.given_away) for one in mine),
        is_best=all(one.is_best for one in mine),
    )


def _is_of(name: object, dataset: str, about: Mapping[str, Definition]) -> bool:
    kind = name[0] if isinstance(name, tuple) else None
    return isinstance(kind, Kind) and about[kind.indicator].dataset == dataset
