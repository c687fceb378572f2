"""`commonground import dfe-cin|deprivation|population`."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.work import actions as work
from commonground.ground.evidence import actions
from commonground.ground.evidence.commands.terminal import operator_who_imports, progress_bar
from commonground.ground.evidence.jobs import IMPORT, PREPARE
from commonground.ground.evidence.queries import releases

PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
DRY_RUN = click.option("--dry-run", is_flag=True, help="Read and check everything, change nothing.")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object instead of a table.")


def _import(kind: str, paths: tuple[Path, ...], *, dry_run: bool, as_json: bool) -> None:
    params = {"kind": kind, "paths": [str(path.resolve()) for path in paths], "dry_run": dry_run}
    with progress_bar() as show:
        job = work.run_now(job=IMPORT, params=params, key=IMPORT, by=operator_who_imports(), on_progress=show)
    if as_json:
        click.echo(json.dumps(job.result))
    else:
        _tell(job.result)


def _tell(result: Mapping[str, Any]) -> None:
    """A summary: what each file was, then what it made."""
    width = max(len(file["name"]) for file in result["files"])
    for file in result["files"]:
        what = file["layout"] if file["dataset"] else f"not read: {file['why_not']}"
        click.echo(f"{file['name']:<{width}}  {file['rows']:>9,} rows  {what}")
    for release in result["releases"]:
        click.echo(_sentence(release, is_dry_run=result["is_dry_run"]))
    if result["areas"]:
        click.echo(f"{result['areas']:,} areas were new.")
    if result["is_dry_run"]:
        click.echo("Nothing was changed: this was a dry run.")


def _sentence(release: Mapping[str, Any], *, is_dry_run: bool) -> str:
    if not release["is_new"]:
        return f"{release['dataset']}: nothing new, release {release['number']} has these figures already."
    if is_dry_run:
        return f"{release['dataset']}: would be a new release."
    return f"{release['dataset']}: release {release['number']} with {release['rows']:,} figures."


@click.command("dfe-cin")
@PATHS
@DRY_RUN
@AS_JSON
def dfe_cin(paths: tuple[Path, ...], dry_run: bool, as_json: bool) -> None:
    """Load the children in need statistics of the Department for Education.

    CSV files as published, plain or gzip, or folders of them; the population estimates of the same folder too. Told by
    what they hold, not by their names. All or nothing; the same files again change nothing; errors are told by row
    and column.

    \b
    Examples:
      commonground import dfe-cin ../shared/data/dfe_children_in_need
      commonground import dfe-cin c1_children_in_need_referrals.csv --dry-run
    """
    _import("dfe-cin", paths, dry_run=dry_run, as_json=as_json)


@click.command()
@PATHS
@DRY_RUN
@AS_JSON
def deprivation(paths: tuple[Path, ...], dry_run: bool, as_json: bool) -> None:
    """Load the English indices of deprivation by small area, 2019 and 2025.

    Scores, ranks and deciles, and the population denominators by which larger areas are averaged. Each edition stays
    a series of its own.

    Example: commonground import deprivation ../shared/data/deprivation
    """
    _import("deprivation", paths, dry_run=dry_run, as_json=as_json)


@click.command()
@PATHS
@DRY_RUN
@AS_JSON
def population(paths: tuple[Path, ...], dry_run: bool, as_json: bool) -> None:
    """Load population estimates by age and small area, mid-2020.

    Example: commonground import population ../shared/data/population
    """
    _import("population", paths, dry_run=dry_run, as_json=as_json)


@click.command()
@PATHS
@click.option("--from", "day", type=click.DateTime(["%Y-%m-%d"]), help="First day of the edition, for one file alone.")
@AS_JSON
def neighbours(paths: tuple[Path, ...], day: datetime | None, as_json: bool) -> None:
    """Load editions of the statistical neighbours of local authorities, as the Department for Education lists them.

    Excel files or folders of them, an edition a file, told by the month and year in its name. An edition holds until
    the next one begins; an edition that was loaded is not changed.

    \b
    Examples:
      commonground import neighbours ../shared/data/statistical_neighbours
      commonground import neighbours neighbours.xlsx --from 2025-05-01
    """
    files = [file for path in paths for file in (sorted(path.glob("*.xlsx")) if path.is_dir() else [path])]
    if not files or (day and len(files) > 1):
        what = "--from is for one file alone." if files else "There is no .xlsx file."
        raise Invalid("Nothing was read.", [Problem(what, "Name the files.", ", ".join(map(str, paths)))])
    by = operator_who_imports()
    taken = [actions.import_neighbours(path=path, by=by, valid_from=day.date() if day else None) for path in files]
    if any(one.is_new for one in taken) and releases().exists():
        work.run_now(job=PREPARE, key=PREPARE, by=by)
    for one in taken:
        plain = {"edition": one.edition.slug, "authorities": one.authorities, "is_new": one.is_new}
        words = "taken in" if one.is_new else "nothing new, they are there already"
        click.echo(json.dumps(plain) if as_json else f"{one.edition}: {one.authorities} authorities, {words}.")
