"""Which published table a file is: told by its columns and what they hold, never by its name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from commonground.foundation.kernel.errors import Problem
from commonground.ground.evidence.rules.layouts import Layout, Measure, Plan, Rows
from commonground.ground.evidence.rules.mapping import How, Remembered, propose, readable, says_of, signature

MAP = "commonground evidence map, or the page Load a published file."
ENOUGH = 0.5  # share of a layout's columns that makes a file look like it


@dataclass(frozen=True)
class Recognised:
    """A table and its layout; `mapping` where its publisher has changed its columns."""

    plan: Plan
    layout: Layout
    mapping: Remembered | None = None

    @property
    def measures(self) -> list[Measure]:
        """What can be read from it."""
        measures = self.plan.measures_of(self.layout)
        return readable(measures, self.mapping.left_out) if self.mapping else list(measures)

    @property
    def heads(self) -> dict[str, str]:
        """Head of the file → column of the layout, where they differ."""
        columns = self.mapping.columns if self.mapping else {}
        return {head: column for column, head in columns.items() if head and head != column}

    @property
    def title(self) -> str:
        """The layout in words; read in another way it is another."""
        return (
            f"{self.layout.title} (columns as confirmed, {self.mapping.digest})" if self.mapping else self.layout.title
        )


@dataclass(frozen=True)
class NotUsed:
    """A table of a family we know that no indicator is read from."""

    why: str


@dataclass(frozen=True)
class Unknown:
    problems: tuple[Problem, ...]


def recognise(
    name: str,
    columns: Sequence[str],
    first_row: Mapping[str, str],
    plans: Sequence[Plan],
    remembered: Sequence[Remembered] = (),
) -> Recognised | NotUsed | Unknown:
    """What a file is, by its header and its first row; what is missing where it is nearly something.

    `remembered` are mappings that somebody has confirmed; other names of columns that a pack knows are taken as they
    are.
    """
    says = says_of(columns, first_row, plans)
    found = by_mapping(columns, says, plans, remembered)
    known = found or _recognise(name, columns, first_row, plans)
    if isinstance(known, Unknown):
        return by_other_names(columns, says, first_row, plans) or known
    return known


def by_mapping(
    columns: Sequence[str], says: str, plans: Sequence[Plan], remembered: Sequence[Remembered]
) -> Recognised | None:
    """The layout that somebody has confirmed for a file with these heads."""
    wanted = signature(columns, says)
    for mapping in remembered:
        if mapping.signature == wanted:
            for candidate in (Recognised(plan, layout) for plan in plans for layout in plan.layouts):
                if (candidate.plan.dataset, candidate.layout.slug) == (mapping.dataset, mapping.layout):
                    return Recognised(candidate.plan, as_mapped(candidate.layout, mapping), mapping)
    return None


def as_mapped(layout: Layout, mapping: Remembered) -> Layout:
    """The layout as the changed file says it: what its table says it is, where it says so at all."""
    if not layout.also_column:
        return layout
    if not mapping.columns.get(layout.also_column):
        return replace(layout, also_column="", also_value="")
    return replace(layout, also_value=mapping.says or layout.also_value)


def by_other_names(
    columns: Sequence[str], says: str, first_row: Mapping[str, str], plans: Sequence[Plan]
) -> Recognised | None:
    """A layout each of whose columns is there under its own or another known name."""
    for plan in plans:
        for layout in plan.layouts:
            if not layout.also_called:
                continue
            listed = propose(layout, plan.columns_of(layout), columns)
            is_known = all(one.how in (How.SAME, How.KNOWN) for one in listed)
            heads = {one.column: one.head for one in listed}
            told = first_row.get(heads.get(layout.also_column, ""), "").strip().casefold()
            if is_known and (not layout.also_column or told == layout.also_value.casefold()):
                return Recognised(plan, layout, Remembered(signature(columns, says), plan.dataset, layout.slug, heads))
    return None


def _recognise(
    name: str, columns: Sequence[str], first_row: Mapping[str, str], plans: Sequence[Plan]
) -> Recognised | NotUsed | Unknown:
    candidates = [Recognised(plan, layout) for plan in plans for layout in plan.layouts]
    is_dfe = {"time_period", "geographic_level", "country_code"} <= set(columns)
    if is_dfe and not {"region_code", "new_la_code", "la_name"} & set(columns):
        return NotUsed("it is about England only")
    matching = [candidate for candidate in candidates if _is(candidate.layout, columns, first_row)]
    if matching:  # the one that explains most of the columns: single years of age before their sums
        best = max(matching, key=lambda candidate: len(set(candidate.plan.columns_of(candidate.layout)) & set(columns)))
        missing = missing_columns(name, columns, best.plan.columns_of(best.layout))
        return Unknown(tuple(missing)) if missing else best
    nearest = max(candidates, key=lambda candidate: _likeness(candidate, columns), default=None)
    if is_dfe and _says_what_it_is(columns, first_row, candidates):
        return NotUsed("no indicator is read from this table")
    if nearest and _likeness(nearest, columns) >= ENOUGH:
        problems = missing_columns(name, columns, nearest.plan.columns_of(nearest.layout))
        return Unknown(tuple(problems) or (_other_content(name, nearest.layout, first_row),))
    known = "; ".join(candidate.layout.title for candidate in candidates)
    what = "is not a table that this command reads."
    return Unknown((Problem(what, do=f"It reads: {known}. If it is one of them, changed: {MAP}", where=name),))


def missing_columns(name: str, columns: Sequence[str], wanted: Iterable[str]) -> list[Problem]:
    """A problem for each column that is not there, with the nearest name that is."""
    spare = [column for column in columns if column not in set(wanted)]
    problems = []
    for column in wanted:
        if column not in columns:
            near = next((other for other in spare if other.casefold() == column.casefold()), None)
            near = near or next(iter(get_close_matches(column, spare, n=1, cutoff=0.75)), None)
            do = (
                f"The file has ‘{near}’: if that is it, say so: {MAP}"
                if near
                else f"If its publisher changed it: {MAP}"
            )
            problems.append(
                Problem(f"column {column} is missing.", do=do, where=f"{name}, row 1", row=1, column=column)
            )
    return problems


def _is(layout: Layout, columns: Sequence[str], first_row: Mapping[str, str]) -> bool:
    if layout.also_column:
        return first_row.get(layout.also_column, "").strip().casefold() == layout.also_value.casefold()
    return bool(layout.recognised_by) and set(layout.recognised_by) <= set(columns)


def _says_what_it_is(columns: Sequence[str], first_row: Mapping[str, str], candidates: Sequence[Recognised]) -> bool:
    """A DfE table that names its content (or none at all, as the headline table), none of which is ours."""
    also = {candidate.layout.also_column for candidate in candidates if candidate.layout.rows == Rows.DFE} - {""}
    return bool(also & set(columns)) or not any(_likeness(candidate, columns) >= ENOUGH for candidate in candidates)


def _likeness(candidate: Recognised, columns: Sequence[str]) -> float:
    measured = {column for measure in candidate.plan.measures_of(candidate.layout) for column in measure.source.columns}
    wanted = measured | set(candidate.layout.recognised_by)
    return len(wanted & set(columns)) / len(wanted) if wanted else 0.0


def _other_content(name: str, layout: Layout, first_row: Mapping[str, str]) -> Problem:
    found = first_row.get(layout.also_column, "")
    what = f"‘{found}’ stands where {layout.title} has ‘{layout.also_value}’."
    return Problem(
        what, do=f"If its publisher changed it: {MAP}", where=f"{name}, row 2, column {layout.also_column}", row=2
    )
