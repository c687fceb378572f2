"""`commonground evidence map`: what a changed file looks like to us, and what its columns are."""

from collections.abc import Sequence
from pathlib import Path

import click

from commonground.foundation.kernel.errors import Invalid, NotFound
from commonground.ground.evidence import actions, queries
from commonground.ground.evidence.commands.terminal import operator_who_imports
from commonground.ground.evidence.formats.looking import Looked, look
from commonground.ground.evidence.formats.recognition import NotUsed, Recognised
from commonground.ground.evidence.queries.mapping import Candidate, candidates


@click.command("map")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--kind", required=True, help="The word after `commonground import`, such as dfe-cin.")
@click.option("--layout", help="DATASET/LAYOUT; by default the nearest.")
@click.option("--column", "said", multiple=True, metavar="COLUMN=HEAD", help="Which head of the file a column is.")
@click.option("--without", multiple=True, metavar="COLUMN", help="The file has no such column.")
@click.option("--confirm", is_flag=True, help="Keep it: the next file with these heads is read so.")
def map_columns(
    path: Path, kind: str, layout: str | None, said: tuple[str, ...], without: tuple[str, ...], *, confirm: bool
) -> None:
    """Say what the columns of a published file are whose publisher has changed it.

    Shows what was recognised and proposes the rest; --confirm keeps it. A rate that the file leaves out is worked out
    from its counts and the population of the right year.

    \b
    Examples:
      commonground evidence map c1_2025.csv --kind dfe-cin
      commonground evidence map c1_2025.csv --kind dfe-cin --column Referrals="Number of referrals" --confirm
    """
    if not path.is_file():
        raise NotFound(f"There is no file {path}.")
    if kind not in queries.kinds():
        raise NotFound(f"There is no kind {kind}. There are: {', '.join(queries.kinds())}.")
    seen = look(path, queries.reading_plans(kind), queries.remembered(kind))
    if isinstance(seen.known, Recognised | NotUsed):
        click.echo(_known(seen.known))
        if not confirm:
            return
    chosen = _chosen(candidates(kind, seen.heads), layout)
    columns = {one.column: one.head for one in chosen.proposals} | _pairs(said) | dict.fromkeys(without, "")
    _tell(chosen, seen, columns)
    if confirm:
        actions.remember_mapping(
            kind=kind, dataset=chosen.dataset, layout=chosen.layout, heads=seen.heads, says=seen.says,
            columns=columns, example=path.name, by=operator_who_imports(),
        )  # fmt: skip
        click.echo(f"Kept. Files with these heads are read as {chosen.title} from now on.")
    else:
        click.echo("Nothing was kept. --confirm keeps it; --column COLUMN=HEAD and --without COLUMN correct it.")


def _known(known: Recognised | NotUsed) -> str:
    if isinstance(known, NotUsed):
        return f"Known, but not read: {known.why}."
    return f"Recognised: {known.title}."


def _chosen(listed: Sequence[Candidate], layout: str | None) -> Candidate:
    if layout is None:
        return listed[0]
    for one in listed:
        if one.key == layout:
            return one
    raise NotFound(f"There is no layout {layout}. There are: {', '.join(one.key for one in listed)}.")


def _pairs(said: Sequence[str]) -> dict[str, str]:
    wrong = [text for text in said if "=" not in text]
    if wrong:
        raise Invalid(f"“{wrong[0]}” is not COLUMN=HEAD.")
    return {column.strip(): head.strip() for column, _, head in (text.partition("=") for text in said)}


def _tell(chosen: Candidate, seen: Looked, columns: dict[str, str]) -> None:
    click.echo(f"Nearest to {chosen.title} ({chosen.key}).")
    for one in chosen.proposals:
        head = columns[one.column]
        why = "as you say" if head != one.head else one.how.value
        example = seen.example.get(head, "") if head else ""
        click.echo(f"  {one.column:<36} {head or '—':<36} {why}{f', for example {example}' if example else ''}")
    unused = [head for head in seen.heads if head not in columns.values()]
    if unused:
        click.echo(f"Not used: {', '.join(unused)}.")
