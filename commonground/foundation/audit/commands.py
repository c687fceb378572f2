"""`commonground audit …`: check the chain, ship its head, keep the site's database role from rewriting it."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click
from django.utils import timezone
from rich.console import Console
from rich.progress import Progress

from commonground.foundation.audit import formats, queries
from commonground.foundation.audit.actions import protecting
from commonground.foundation.kernel.viewer import operator


@click.group()
def audit() -> None:
    """Check the record of who saw and did what."""


@audit.command()
@click.option("--anchor", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="File of kept heads.")
@click.option("--expect", multiple=True, metavar="POSITION:HASH", help="A kept head; may be given more than once.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of a sentence.")
@click.pass_context
def verify(context: click.Context, anchor: Path | None, expect: tuple[str, ...], as_json: bool) -> None:
    """Check the whole chain; name the first row that does not hold and exit 1.

    A chain alone cannot tell that its end was cut and its head set back: keep heads elsewhere and give them here.

    \b
    Examples:
      commonground audit verify
      commonground audit verify --anchor /mnt/elsewhere/heads.txt
    """
    texts = [*([anchor.read_text()] if anchor else []), *expect]
    anchors = [one for text in texts for one in formats.read_anchors(text)]
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        line = bar.add_task("Checking events")
        verdict = queries.verify(
            anchors=anchors, tell=lambda done, total: bar.update(line, completed=done, total=total)
        )
    if as_json:
        breach = asdict(verdict.breach) if verdict.breach else None
        click.echo(json.dumps({"checked": verdict.checked, "head": str(verdict.head), "breach": breach}))
    elif verdict.breach:
        click.echo(f"The audit is broken at {verdict.breach}.\n{verdict.checked} events before it hold.", err=True)
    else:
        click.echo(f"{verdict.checked} events hold. The head is {verdict.head}")
    context.exit(1 if verdict.breach else 0)


@audit.command()
def head() -> None:
    """Print where the chain ends now, to be kept off this host.

    Example: commonground audit head >> /mnt/elsewhere/heads.txt
    """
    click.echo(str(queries.head()))


@audit.command()
@click.option("--role", required=True, help="The PostgreSQL role that the web and worker processes sign in as.")
def protect(role: str) -> None:
    """On PostgreSQL, let the site's role add to the audit but never change it.

    Run it as the owner of the tables, and again after each upgrade; then let DATABASE_URL of the site name the role.

    Example: commonground audit protect --role commonground_site
    """
    count = protecting.protect(role=role, by=operator(timezone.now(), permissions=frozenset()))
    click.echo(f"{role} may add to the audit and change only its head. It may write {count} other tables.")


COMMANDS: list[click.Command] = [audit]
