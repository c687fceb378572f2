"""`commonground import boundaries`, and what areas and footprints there are."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from commonground.foundation.kernel.viewer import Viewer, operator, public
from commonground.foundation.work import actions as work
from commonground.ground.places import queries
from commonground.ground.places.jobs import IMPORT_BOUNDARIES
from commonground.ground.places.models import Area

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
    with _bar() as bar:
        row = bar.add_task("", total=None)
        job = work.run_now(
            job=IMPORT_BOUNDARIES,
            params=params,
            key=IMPORT_BOUNDARIES,
            by=_operator("places.register"),
            on_progress=lambda done, total, sentence: bar.update(
                row, completed=done, total=total, description=sentence
            ),
        )
    if as_json:
        click.echo(json.dumps(job.result))
    else:
        _tell(job.result)


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
@click.argument("text")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def areas(text: str, as_json: bool) -> None:
    """Find areas by code, name or other name, and say how other commands call them.

    Example: commonground areas mansfield
    """
    for area in queries.search(public(timezone.now()), text):
        if as_json:
            click.echo(json.dumps(_area_as_plain(area)))
        else:
            click.echo(f"{area.key:<40}  {area.name} ({area.type})")


@click.command()
@click.argument("slug", required=False)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="As it was on this day; by default today.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def footprints(slug: str | None, on: datetime | None, as_json: bool) -> None:
    """List the footprints, or the areas that one of them has on a day.

    \b
    Examples:
      commonground footprints
      commonground footprints localities --on 2014-06-01
    """
    day = on.date() if on else _operator().today
    if slug:
        _tell_footprint(slug, day, as_json=as_json)
        return
    for footprint in queries.footprints():
        now = queries.version_on(footprint, day)
        plain = {"slug": footprint.slug, "name": footprint.name, "version": now.label if now else None}
        click.echo(json.dumps(plain) if as_json else f"{footprint.slug:<40}  {footprint.name} ({plain['version']})")


def _tell_footprint(slug: str, day: date, *, as_json: bool) -> None:
    footprint = queries.footprint(slug)
    version = queries.version_on(footprint, day)
    if version is None:
        click.echo(f"{footprint} had no version in force on {day:%-d %B %Y}.")
        return
    for level, held in queries.localities(version).items():
        for locality in held:
            parts = [part.key for part in locality.parts]
            plain = {**_area_as_plain(locality.area), "level": level.name, "parts": parts, "version": version.label}
            names = ", ".join(part.name for part in locality.parts)
            click.echo(json.dumps(plain) if as_json else f"{slug}/{locality.area.slug:<40}  {names}")


def _area_as_plain(area: Area) -> dict[str, object]:
    return {"key": area.key, "slug": area.slug, "code": area.code, "name": area.name, "type": area.type_id}


def _operator(*permissions: str) -> Viewer:
    return operator(timezone.now(), permissions=frozenset(permissions))


def _bar() -> Progress:
    """On a terminal a bar, elsewhere nothing."""
    console = Console(stderr=True)
    columns = (BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


IMPORTS: list[click.Command] = [boundaries]
COMMANDS: list[click.Command] = [areas, footprints]
