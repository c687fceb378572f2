"""Commands of the directory on the host."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click
from django.utils import timezone
from rich.console import Console
from rich.progress import Progress

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel import viewer as kernel
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.work import actions as work
from commonground.ground.directory import queries
from commonground.ground.directory.actions.feeds import IMPORT

SHOWN = 20


def _operator() -> kernel.Viewer:
    return kernel.operator(timezone.now(), permissions=frozenset({"directory.import"}))


@click.command("open-referral")
@click.argument("source")
@click.option("--name", help="What the directory is called here.  [default: its address, or the name of the file]")
@click.option("--nightly", is_flag=True, help="Read it again every night. For an address.")
@click.option("--json", "as_json", is_flag=True, help="Write what became of it as JSON.")
def import_open_referral(source: str, *, name: str | None, nightly: bool, as_json: bool) -> None:
    """Take in a directory of services from a file, a folder or an address.

    Open Referral UK 3.0 (a JSON list of full services, a page of an API, or the address of an API), an HSDS
    datapackage (folder or zip file) or the import file of Outpost (CSV). What is good is taken; what is not is told
    with its place and kept aside. The same again changes nothing.

    \b
    Examples:
      commonground import open-referral services.json
      commonground import open-referral https://directory.example.org/api --name "County directory" --nightly
    """
    is_web = source.startswith(("http://", "https://"))
    path = source if is_web else str(Path(source).resolve())
    named = name or (source[:200] if is_web else Path(source).stem[:200])
    params = {"source": path, "name": named, "address": source if is_web else "", "nightly": nightly}
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as shown:
        bar = shown.add_task("Reading", total=None)

        def show(done: int, total: int, words: str) -> None:
            shown.update(bar, completed=done, total=total or None, description=words)

        job = work.run_now(job=IMPORT, params=params, key=IMPORT, by=_operator(), on_progress=show)
    click.echo(json.dumps(job.result, indent=1)) if as_json else _tell(job.result, click.echo)


def _tell(done: Mapping[str, Any], say: Callable[[str], object]) -> None:
    counts = ("new", "changed", "unchanged")
    said = ", ".join(f"{done[one]:,} {one}" for one in counts)
    say(f"{done['feed']}: {done['read']:,} services read; {said}; {done['quarantined']:,} could not be taken.")
    for note in done["notes"][:SHOWN]:
        say(f"  {note}")
    for one in done["bad"][:SHOWN]:
        say(f"  {one['place']} {one['name']}".rstrip())
        for problem in one["problems"][:5]:
            say(f"    {problem}")
    if done["quarantined"] > SHOWN:
        say(f"  … and {done['quarantined'] - SHOWN:,} more")
    if done["gone"]:
        say(f"  {done['gone']:,} are no longer in it and are not shown any more.")


@click.command("open-referral")
@click.option(
    "--output", type=click.Path(path_type=Path), required=True, help="The file to write, such as services.json."
)
@click.option("--replace", is_flag=True, help="Write over a file that is there.")
@click.option("--for-partners", is_flag=True, help="With until when services are paid for. Not to be published.")
def export_open_referral(output: Path, *, replace: bool, for_partners: bool) -> None:
    """Write the directory as a JSON list of full services (Open Referral UK 3.0), for everybody to read.

    Confidential places, and names of people who have not agreed to be shown, are not in it.

    Example: commonground export open-referral --output services.json
    """
    if output.exists() and not replace:
        raise Invalid("Nothing was exported.", [Problem("it is there already.", "Say --replace.", where=str(output))])
    audit.export(
        _operator(),
        what="directory of services",
        details={"file": output.name, "for partners": for_partners},
        persons=(),
    )
    part = output.with_name(f"{output.name}.part")
    count = 0
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            for count, service in enumerate(queries.every_published(for_partners=for_partners), start=1):
                file.write("[\n" if count == 1 else ",\n")
                file.write(json.dumps(service, ensure_ascii=False))
            file.write("\n]\n" if count else "[]\n")
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)
    click.echo(f"{count:,} services written to {output}.")


IMPORTS = [import_open_referral]
EXPORTS = [export_open_referral]
