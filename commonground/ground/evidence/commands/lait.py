"""`commonground import lait`."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from commonground.foundation.work import actions as work
from commonground.ground.evidence.commands.importing import AS_JSON, DRY_RUN
from commonground.ground.evidence.commands.terminal import operator_who_imports, progress_bar
from commonground.ground.evidence.jobs import IMPORT, IMPORT_LAIT


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--dictionary", required=True, type=click.Path(path_type=Path), help="The tool's data dictionary (CSV).")
@DRY_RUN
@AS_JSON
def lait(path: Path, dictionary: Path, *, dry_run: bool, as_json: bool) -> None:
    """Load the Local Authority Interactive Tool of the Department for Education.

    Its long file (Parquet) with its data dictionary. Each item becomes an indicator; what the papers name keeps its
    own name. Figures stay as published; what is not loaded is told, and why. The same again changes nothing.

    Example: commonground import lait bds_long_0.parquet --dictionary lait_data_dictionary.csv
    """
    params = {"path": str(path.resolve()), "dictionary": str(dictionary.resolve()), "dry_run": dry_run}
    with progress_bar() as show:
        job = work.run_now(job=IMPORT_LAIT, params=params, key=IMPORT, by=operator_who_imports(), on_progress=show)
    if as_json:
        click.echo(json.dumps(job.result))
    else:
        _tell(job.result)


def _tell(done: Mapping[str, Any]) -> None:
    click.echo(
        f"{done['rows']:,} rows read, {done['released']:,} released; {done['gaps']:,} of them say “-”: no figure."
    )
    click.echo(f"{done['items']:,} items: {done['new_items']:,} from the dictionary, the rest named in packs.")
    for item, years, rows in done["unread"]:
        click.echo(f"Not loaded: {rows:,} rows of {item}, whose year is written “{years}”.")
    for said in (*done["ended"], *done["recoded"]):
        click.echo(f"{said}.")
    for slug, highest, count in done["odd"]:
        click.echo(f"Above 100%, kept as published: {slug}, {count:,} figures up to {highest:g}.")
    if done["without_rows"]:
        click.echo(f"In the dictionary only: {', '.join(done['without_rows'])}.")
    state = (
        f"Release {done['release']}"
        if done["is_new"]
        else f"Nothing new, release {done['release']} has these figures already"
    )
    click.echo("Nothing was changed: this was a dry run." if done["is_dry_run"] else f"{state}.")
