"""`commonground import boundaries|schools`."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from commonground.foundation.kernel.viewer import Viewer, operator
from commonground.foundation.work import actions as work
from commonground.ground.places import rules
from commonground.ground.places.jobs import IMPORT_AREA_CHANGES, IMPORT_BOUNDARIES, IMPORT_SCHOOLS

MENDED_SHOWN = 10


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Read and check everything, change nothing.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of sentences.")
def boundaries(paths: tuple[Path, ...], dry_run: bool, as_json: bool) -> None:
    """Load outlines of areas from GeoJSON files, plain or gzip.

    Files as the Office for National Statistics publishes them: a column of codes such as LSOA21CD or WD25CD, in WGS84
    or on the British National Grid. Their areas and districts are registered too. All files or none are taken; the
    same files again change nothing. A folder stands for all the files in it.

    \b
    Examples:
      commonground import boundaries E07000170.geojson E07000171.geojson
      commonground import boundaries ../shared/data/geography/lsoa2021 --dry-run
    """
    files = [file for path in paths for file in _files(path)]
    params = {"paths": [str(file.resolve()) for file in files], "dry_run": dry_run}
    result = _run(IMPORT_BOUNDARIES, params)
    if as_json:
        click.echo(json.dumps(result))
    else:
        _tell(result)


@click.command("area-changes")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--within", multiple=True, help="Code or name of a place to keep; by default those that footprints divide."
)
@click.option("--dry-run", is_flag=True, help="Read and check everything, change nothing.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of sentences.")
def area_changes(paths: tuple[Path, ...], within: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    """Load what became of small areas between two censuses, and which ward each is counted to.

    Lookups as the Office for National Statistics publishes them, CSV plain or gzip: LSOA11CD, LSOA21CD, CHGIND and
    LAD22CD, or LSOA21CD, WD24CD and LAD24CD (best fit). Rows of other places are read, checked and left. All files or
    none are taken; the same files again change nothing.

    \b
    Examples:
      commonground import area-changes lsoa11_lsoa21_ltla22.csv.gz lsoa21_ward24_ltla24.csv.gz
      commonground import area-changes lsoa11_lsoa21_ltla22.csv.gz --within nottinghamshire --dry-run
    """
    files = [file for path in paths for file in _files(path)]
    params = {"paths": [str(file.resolve()) for file in files], "within": list(within), "dry_run": dry_run}
    result = _run(IMPORT_AREA_CHANGES, params)
    if as_json:
        click.echo(json.dumps(result))
    else:
        _tell_changes(result)


def _tell_changes(result: Mapping[str, Any]) -> None:
    would = "would be " if result["is_dry_run"] else ""
    left = result["rows"] - result["kept"]
    click.echo(
        f"{result['kept']:,} rows of this place in {_files_in_words(result['files'])} "
        f"({', '.join(result['sets'])}; {left:,} rows of other places left): "
        f"{result['new']:,} {would}new, {result['changed']:,} {would}changed, {result['unchanged']:,} as before."
    )
    if result["kinds"]:
        # a database may keep what was counted in another order
        counted = [(result["kinds"][kind.value], kind) for kind in rules.Kind if kind.value in result["kinds"]]
        click.echo("  " + ", ".join(f"{count:,} {kind.value}" for count, kind in counted))
    if result["fitted"]:
        click.echo(f"  {result['fitted']:,} small areas counted to a ward by best fit")
    if result["gone"]:
        click.echo(f"  {result['gone']:,} {would}forgotten: this lookup no longer says so")
    if result["is_dry_run"]:
        click.echo("Nothing was changed: this was a dry run.")


def _files(path: Path) -> list[Path]:
    return sorted(file for file in path.iterdir() if file.is_file()) if path.is_dir() else [path]


def _files_in_words(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"


def _tell(result: Mapping[str, Any]) -> None:
    would = "would be " if result["is_dry_run"] else ""
    sets = ", ".join(result["sets"])
    click.echo(
        f"{result['areas']:,} areas of {sets} in {_files_in_words(result['files'])}: {result['new']:,} {would}new, "
        f"{result['changed']:,} {would}changed, {result['unchanged']:,} as before."
    )
    mended = result["mended"]
    for place in mended[:MENDED_SHOWN]:
        click.echo(f"  {place}")
    if len(mended) > MENDED_SHOWN:
        click.echo(f"  … and {len(mended) - MENDED_SHOWN} more were mended")
    if result["is_dry_run"]:
        click.echo("Nothing was changed: this was a dry run.")


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--as-at", type=click.DateTime(["%Y-%m-%d"]), help="Day the files stand for, if their names do not tell.")
@click.option("--good-rows", is_flag=True, help="Take the rows that are right and name the others.")
@click.option("--at-postcode", is_flag=True, help="A school far from its postcode stands at its postcode.")
@click.option("--dry-run", is_flag=True, help="Read and check everything, change nothing.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of sentences.")
def schools(
    paths: tuple[Path, ...], as_at: datetime | None, good_rows: bool, at_postcode: bool, dry_run: bool, as_json: bool
) -> None:
    """Load schools from registers as published: EduBase or Get Information About Schools, as CSV.

    Where each school stands is held against its postcode and against files of postcodes and addresses given beside the
    register. Schools of authorities that this site does not cover, and closed ones, are set aside and counted. All rows
    or none are taken, unless --good-rows; the same files again change nothing. A folder stands for all files in it.

    \b
    Examples:
      commonground import schools ../shared/data/schools --dry-run
      commonground import schools edubasealldata20170713.csv --at-postcode
    """
    files = [file for path in paths for file in _files(path)]
    params = {
        "paths": [str(file.resolve()) for file in files],
        "as_at": as_at.date().isoformat() if as_at else "",
        "dry_run": dry_run,
        "good_rows": good_rows,
        "at_postcode": at_postcode,
    }
    result = _run(IMPORT_SCHOOLS, params)
    if as_json:
        click.echo(json.dumps(result))
    else:
        _tell_schools(result)


def _run(job: str, params: Mapping[str, object]) -> Mapping[str, Any]:
    """Long work of this room, with a bar on a terminal."""
    with _bar() as bar:
        row = bar.add_task("", total=None)
        return work.run_now(
            job=job,
            params=params,
            key=job,
            by=_operator("places.register"),
            on_progress=lambda done, total, sentence: bar.update(
                row, completed=done, total=total, description=sentence
            ),
        ).result


def _tell_schools(result: Mapping[str, Any]) -> None:
    would = "would be " if result["is_dry_run"] else ""
    click.echo(
        f"{result['schools']:,} schools from {result['rows']:,} rows in {_files_in_words(result['files'])}: "
        f"{result['new']:,} {would}new, {result['changed']:,} {would}changed, {result['unchanged']:,} as before. "
        f"{result['compared']:,} were held against another file."
    )
    for name in result["sets"]:
        click.echo(f"  in the set {name}")
    for title, listed in (("Not taken, because wrong", result["refused"]), ("Noticed", result["notes"])):
        for told in listed[:MENDED_SHOWN]:
            click.echo(f"  {title}: {told}")
        if len(listed) > MENDED_SHOWN:
            click.echo(f"  {title}: … and {len(listed) - MENDED_SHOWN} more (see --json)")
    for one in result["aside"]:
        click.echo(f"  Set aside: {one['count']:,} {one['why']}")
    if result["is_dry_run"]:
        click.echo("Nothing was changed: this was a dry run.")


def _operator(*permissions: str) -> Viewer:
    return operator(timezone.now(), permissions=frozenset(permissions))


def _bar() -> Progress:
    """On a terminal a bar, elsewhere nothing."""
    console = Console(stderr=True)
    columns = (BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
