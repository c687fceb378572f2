"""Codes of areas in a file: known ones, of one time."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import narwhals as nw
import pyarrow as pa

from commonground.foundation.analysis import engine
from commonground.foundation.kernel.errors import Problem
from commonground.foundation.kernel.periods import Period
from commonground.ground.evidence.queries import definitions
from commonground.ground.places import queries as places

if TYPE_CHECKING:
    from commonground.ground.places.models import Area

INSIDE_LONDON = {"E13000001": "E12000007", "E13000002": "E12000007"}  # inner and outer London lie in one region
MOST = 100


def check_codes(observations: Mapping[str, Path]) -> list[Problem]:
    """A problem for each code that is of no kind we know, that was no more when the period began, or that is of another
    set of small areas than the rest of its file. Each once, with the first row that has it."""
    ended, sets = places.ended_areas(), _sets_by_code()
    problems: list[Problem] = []
    for path in observations.values():
        listed = _worth_a_look(path, {*ended, *sets})
        problems += _unknown(listed) + _ended(listed, ended) + _mixed(listed, sets)
    return sorted(problems, key=lambda one: (one.where, one.row or 0))[:MOST]


def _worth_a_look(path: Path, codes: Collection[str]) -> list[dict[str, Any]]:
    """Of each file and area its first row and newest period; of the many areas only those that are among `codes` or of
    no kind we know: the first three signs tell the kind. The rest of a million rows is not put together."""
    with engine.connect(folders=[path.parent], spill=path.parent) as connection:
        rows = engine.scan(connection, [path])
        kind = nw.col("area").str.slice(0, 3)
        kinds = [row["kind"] for row in engine.rows(engine.distinct(rows.select(kind=kind), "kind"))]
        strange = [one for one in kinds if not _is_known(one)]
        named = engine.table(connection, {"area": pa.array(sorted(codes), pa.string())})
        looked_at = nw.concat([rows.join(named, on="area", how="semi"), rows.filter(kind.is_in(strange))])
        return engine.rows(
            looked_at.group_by("file", "area").agg(
                nw.col("row").min(), nw.col("period").max(), nw.col("indicator").min()
            )
        )


def _is_known(code: str) -> bool:
    return code in INSIDE_LONDON or places.kind_of_code(code) is not None


def _sets_by_code() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for area_set, key in places.set_table():
        found.setdefault(key, set()).add(area_set)
    return found


def _unknown(listed: Sequence[Mapping[str, object]]) -> list[Problem]:
    return [
        _problem(one, f"{one['area']} is no code of an area that we know.", "Check the code with the publisher.")
        for one in listed
        if not _is_known(str(one["area"]))
    ]


def _ended(listed: Sequence[Mapping[str, object]], ended: Mapping[str, "Area"]) -> list[Problem]:
    """An authority that was no more when the newest period of its rows began."""
    if not ended:
        return []
    about = definitions()
    problems = []
    for one in listed:
        area = ended.get(str(one["area"]))
        if area is None or area.valid_until is None:
            continue
        period = Period.parse(str(one["period"]), about[str(one["indicator"])].period_kind)
        if period.starts_on >= area.valid_until:
            what = (
                f"{area.name} ({area.code}) was no more from {area.valid_until:%-d %B %Y}, before {period.label} began."
            )
            problems.append(_problem(one, what, "Use the code of the authority that took its place."))
    return problems


def _mixed(listed: Sequence[Mapping[str, object]], sets: Mapping[str, set[str]]) -> list[Problem]:
    """Small areas of two sets in one file: those of 2011 that were redrawn, and what they became."""
    return [problem for file in {str(one["file"]) for one in listed} for problem in _of_two_sets(file, listed, sets)]


def _of_two_sets(file: str, listed: Iterable[Mapping[str, object]], by_code: Mapping[str, set[str]]) -> list[Problem]:
    own = [one for one in listed if one["file"] == file and str(one["area"]) in by_code]
    only: dict[str, list[Mapping[str, object]]] = {}
    for one in own:
        sets = by_code[str(one["area"])]
        if len(sets) == 1 and "-" in (name := next(iter(sets))):
            only.setdefault(name, []).append(one)
    kinds: dict[str, list[str]] = {}
    for name in only:
        kinds.setdefault(name.rsplit("-", 1)[0], []).append(name)
    problems = []
    for names in kinds.values():
        if len(names) > 1:
            rest = sorted(names, key=lambda name: -len(only[name]))[1:]
            what = f"is of {' and '.join(rest)}, but the file is of {max(names, key=lambda name: len(only[name]))}."
            problems += [_problem(one, f"{one['area']} {what}", "Keep areas of one year.") for one in only[rest[0]]]
    return problems


def _problem(one: Mapping[str, object], what: str, do: str) -> Problem:
    row = int(str(one["row"]))
    return Problem(what, do=do, where=f"{one['file']}, row {row}", row=row)
