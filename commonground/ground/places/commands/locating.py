"""`commonground locate`: where a postcode lies on a day, or a whole list of them."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from itertools import islice
from pathlib import Path

import click
from django.utils import timezone
from rich.console import Console
from rich.progress import track

from commonground.foundation.documents.render import to_csv
from commonground.foundation.documents.report import Table
from commonground.foundation.kernel.errors import Invalid
from commonground.foundation.kernel.viewer import public
from commonground.ground.places import formats, papers, queries
from commonground.ground.places.formats import Given
from commonground.ground.places.queries import AreaOfSet, InFootprint, LevelTally, Located, Official, Tally
from commonground.ground.places.rules import Trouble

# Beside the exit codes that every command has (config/commands.py): 1 what was given is wrong, 2 not found.
EXITS = {
    Trouble.MALFORMED: 1,
    Trouble.UNKNOWN: 2,
    Trouble.OUT_OF_AREA: 5,
    Trouble.OTHER_COUNTRY: 6,
    Trouble.NO_GROUND: 7,
}
AT_ONCE = 10_000
SHOWN = 10


@click.command()
@click.argument("postcode", nargs=-1)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="As at this day; by default today.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of sentences.")
@click.option("--file", "path", type=click.Path(path_type=Path), help="A CSV file, plain or gzip, with many postcodes.")
@click.option("--column", default="", help="Its column of postcodes, where that is not called postcode or pcd.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write where each of them lies, as CSV.")
@click.option("--replace", is_flag=True, help="Write over --out where it is there already.")
@click.pass_context
def locate(
    context: click.Context,
    postcode: tuple[str, ...],
    on: datetime | None,
    as_json: bool,
    path: Path | None,
    column: str,
    out: Path | None,
    replace: bool,
) -> None:
    """Say where a postcode lies on a day: council, district, small areas, ward, and its area on every map.

    Authority and district are those of the postcode directory, which comes with the site. Small areas and wards need
    their outlines: commonground import boundaries. What is not known is said.

    With --file, a whole list: --out gets one row for each, and beside it NAME-not-placed.csv those that have no place
    here, with row, column and why. Counts by area are printed, and add up to all.

    \b
    Exit codes: 0 placed (a list: read, whatever is placed)
      1 malformed: no postcode            2 unknown: well formed, but not in the directory
      5 out of area: elsewhere in England  6 in another country
      7 in the directory, which does not say where it lies

    \b
    Examples:
      commonground locate NG18 1AA --on 2026-01-01
      commonground locate NG18 1AA --json
      commonground locate --file households.csv.gz --on 2026-01-01 --out placed.csv
    """
    day = on.date() if on else public(timezone.now()).today
    if path is None and postcode:
        found = queries.locate(" ".join(postcode), on=day)
        click.echo(json.dumps(_as_plain(found), ensure_ascii=False) if as_json else _in_words(found))
        context.exit(EXITS[found.problem.kind] if found.problem else 0)
    if path is None or postcode:
        raise click.UsageError("Give one postcode, or a list of them with --file.")
    _locate_list(path, day, column=column, out=out, replace=replace, as_json=as_json)


def _locate_list(path: Path, day: date, *, column: str, out: Path | None, replace: bool, as_json: bool) -> None:
    missing = _beside(out) if out else None
    for file in (out, missing):
        if file and (not file.parent.is_dir() or (file.exists() and not replace) or file.resolve() == path.resolve()):
            raise Invalid(f"{file} cannot be written: give a new name in a folder that is there, or --replace.")
    given = formats.read_postcodes(path, column=column)
    located = _located(given.cells, day)
    counts = queries.tally(located)
    if out and missing:
        _write(out, papers.located_table(given.cells, located))
        _write(missing, papers.not_placed_table(given.cells, located, column=given.column))
    if as_json:
        click.echo(json.dumps(_counts_as_plain(counts, day), ensure_ascii=False))
    else:
        _tell_counts(counts, day, out=out, missing=missing)
        _tell_troubles(given.cells, located, column=given.column)


def _located(given: Sequence[Given], day: date) -> list[Located]:
    """In pieces, so that a terminal sees how far it is."""
    console = Console(stderr=True)
    steps = range(0, len(given), AT_ONCE)
    bar = track(steps, "Looking up", console=console, transient=True, disable=not console.is_terminal)
    return [
        found
        for start in bar
        for found in queries.locate_many([one.text for one in given[start : start + AT_ONCE]], on=day)
    ]


def _beside(out: Path) -> Path:
    return out.with_name(f"{out.stem}-not-placed.csv")


def _write(path: Path, table: Table) -> None:
    """All or nothing: the name is there once the file is whole."""
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(to_csv(table))
    part.replace(path)


def _in_words(found: Located) -> str:
    """For people: one line for each thing that is known, then what is not."""
    if found.problem and found.district is None:
        return str(found.problem)
    lines = [f"{found.postcode} as at {found.on:%-d %B %Y}"]
    if found.problem:
        lines = [str(found.problem)]
    facts = [("Authority", _named(found.authority)), ("District", _named(found.district))]
    facts += [(one.set.name, f"{one.area.name} ({one.area.key})") for one in (*found.small_areas, *found.wards)]
    facts += [(_map_name(one), one.area.name if one.area else one.why) for one in found.footprints]
    width = max(len(label) for label, _ in facts)
    lines += [f"  {label:<{width}}  {value}" for label, value in facts if value]
    lines += [f"  {note}" for note in found.notes]
    return "\n".join([*lines, f"  Source: {formats.source()}"])


def _map_name(one: InFootprint) -> str:
    if one.version is None or one.level is None:
        return one.footprint.name
    return f"{one.footprint.name}: {one.level.name} ({one.version.label})"


def _named(official: Official | None) -> str:
    return f"{official.name} ({official.code})" if official else ""


def _as_plain(found: Located) -> dict[str, object]:
    """For machines."""
    problem = found.problem
    return {
        "asked": found.asked,
        "postcode": found.postcode or None,
        "on": found.on.isoformat(),
        "directory": formats.edition(),
        "easting": found.easting,
        "northing": found.northing,
        "authority": _official_as_plain(found.authority),
        "district": _official_as_plain(found.district),
        "small_areas": [_of_set_as_plain(one) for one in found.small_areas],
        "ward": _of_set_as_plain(found.ward) if found.ward else None,
        "footprints": [_standing_as_plain(one) for one in found.footprints],
        "problem": {"kind": problem.kind.value, "what": problem.what, "do": problem.do} if problem else None,
        "notes": list(found.notes),
    }


def _official_as_plain(official: Official | None) -> dict[str, str | None] | None:
    return {"code": official.code, "name": official.name, "slug": official.slug or None} if official else None


def _of_set_as_plain(one: AreaOfSet) -> dict[str, object]:
    return {"set": one.set.pk, "code": one.area.key, "name": one.area.name, "slug": one.area.slug}


def _standing_as_plain(one: InFootprint) -> dict[str, object]:
    version, area = one.version, one.area
    return {
        "footprint": one.footprint.slug,
        "version": version.slug if version else None,
        "valid_from": version.valid_from.isoformat() if version and version.valid_from else None,
        "valid_until": version.valid_until.isoformat() if version and version.valid_until else None,
        "level": one.level.slug if one.level else None,
        "area": {"key": area.key, "name": area.name, "slug": area.slug} if area else None,
        "why": one.why or None,
    }


def _counts_as_plain(counts: Tally, day: date) -> dict[str, object]:
    return {
        "on": day.isoformat(),
        "directory": formats.edition(),
        "total": counts.total,
        "placed": counts.placed,
        "not_placed": {kind.value: times for kind, times in counts.not_placed.items()},
        "footprints": [_level_as_plain(level) for level in counts.levels],
    }


def _level_as_plain(level: LevelTally) -> dict[str, object]:
    named = _standing_as_plain(level.of)
    kept = {name: named[name] for name in ("footprint", "version", "level")}
    return {**kept, "areas": {area.key: times for area, times in level.areas.items()}, "in_none": level.none}


def _tell_counts(counts: Tally, day: date, *, out: Path | None, missing: Path | None) -> None:
    troubles = ", ".join(f"{times:,} {kind.value}" for kind, times in counts.not_placed.items())
    not_placed = f"{counts.total - counts.placed:,} not placed ({troubles})" if troubles else "none not placed"
    click.echo(f"{counts.total:,} postcodes as at {day:%-d %B %Y}: {counts.placed:,} placed, {not_placed}.")
    for level in counts.levels:
        click.echo(_map_name(level.of))
        for name, times in (*_by_name(level), *level.none.items()):
            click.echo(f"  {times:>9,}  {name}")
    for file, what in ((out, "Where each lies"), (missing, "Those not placed, and why")):
        if file:
            click.echo(f"{what}: {file}")


def _by_name(level: LevelTally) -> list[tuple[str, int]]:
    return sorted((area.name, times) for area, times in level.areas.items())


def _tell_troubles(given: Sequence[Given], located: Sequence[Located], *, column: str) -> None:
    """The first of those that people should look at: what lies elsewhere is no mistake."""
    mistakes = (Trouble.MALFORMED, Trouble.UNKNOWN, Trouble.NO_GROUND)
    wrong = ((one, found.problem) for one, found in zip(given, located, strict=True) if found.problem)
    told = [(one, problem) for one, problem in wrong if problem.kind in mistakes]
    for one, problem in islice(told, SHOWN):
        click.echo(f"  row {one.row}, column {column}: {problem}", err=True)
    if len(told) > SHOWN:
        click.echo(f"  … and {len(told) - SHOWN:,} more to look at", err=True)
