"""`commonground evidence prepare|sweep|releases`."""

import json

import click

from commonground.foundation.work import actions as work
from commonground.ground.evidence import queries
from commonground.ground.evidence.commands.mapping import map_columns
from commonground.ground.evidence.commands.terminal import operator_who_imports, progress_bar
from commonground.ground.evidence.jobs import PREPARE, SWEEP


@click.group()
def evidence() -> None:
    """Look after figures: releases, prepared figures, left-over files."""


evidence.add_command(map_columns)


@evidence.command()
def prepare() -> None:
    """Make the figures of every area from what is released. Imports do it by themselves.

    Example: commonground evidence prepare
    """
    with progress_bar() as show:
        job = work.run_now(job=PREPARE, key=PREPARE, by=operator_who_imports(), on_progress=show)
    done = "prepared" if job.result["is_new"] else "were prepared already"
    click.echo(f"{job.result['figures']:,} figures {done}.")


@evidence.command()
def sweep() -> None:
    """Remove files that nothing names: what killed processes left behind.

    Example: commonground evidence sweep
    """
    result = work.run_now(job=SWEEP, key=SWEEP, by=operator_who_imports()).result
    click.echo(f"{result['workplaces']} unfinished pieces of work and {result['files']} files removed.")


@evidence.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def releases(as_json: bool) -> None:
    """List the releases, newest first.

    Example: commonground evidence releases
    """
    for held in queries.releases():
        plain = {
            "id": str(held.pk), "dataset": held.dataset_id, "number": held.number, "label": held.label,
            "rows": held.rows, "sha256": held.sha256, "made_at": held.made_at.isoformat(), "made_by": held.made_by,
        }  # fmt: skip
        made = f"{held.made_at:%d.%m.%Y %H:%M} by {held.made_by}"
        click.echo(
            json.dumps(plain)
            if as_json
            else f"{held.dataset_id:<20} {held.number:>3}  {held.rows:>9,} figures  {made}  {held.label}"
        )
