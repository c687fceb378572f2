"""`commonground showcase`: open an example place."""

from pathlib import Path

import click
from django.utils import timezone

from commonground.foundation.kernel.viewer import operator
from commonground.showcase import actions, formats


@click.command()
@click.argument("name", default="nottinghamshire")
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of published files: boundaries and whole tables are imported from it as well.",
)
def showcase(name: str, data: Path | None = None) -> None:
    """Open an example place: areas, maps, figures with their sources, and invented people for every role.

    Safe to repeat: what is there already is left as it is.

    \b
    Examples:
      commonground showcase nottinghamshire
      commonground showcase nottinghamshire --data ../shared/data
    """
    pack = formats.read_pack(name)
    by = operator(timezone.now(), permissions=actions.PERMISSIONS, label="showcase")
    actions.open_place(pack=pack, by=by, tell=click.echo)
    if data is not None:
        actions.import_published(pack=pack, data=data, by=by, tell=click.echo)
    actions.prepare_figures(by=by, tell=click.echo)
    click.echo(f"{pack.place.name} is open.")


COMMANDS: list[click.Command] = [showcase]
