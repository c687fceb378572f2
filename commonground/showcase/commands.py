"""`commonground showcase` opens an example place; `commonground place new` begins one of one's own."""

from datetime import datetime
from pathlib import Path

import click
from django.utils import timezone

from commonground.foundation.kernel.viewer import operator
from commonground.showcase import actions, formats, queries


@click.command()
@click.argument("name", default="nottinghamshire")
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of published files: boundaries and whole tables are imported from it as well.",
)
def showcase(name: str, data: Path | None = None) -> None:
    """Open an example place: areas, maps, figures with their sources, and invented people for every role.

    NAME is one of the product's examples (nottinghamshire, plymouth, manchester) or the folder of a place of your
    own. Safe to repeat: what is there already is left as it is. A home holds one place.

    \b
    Examples:
      commonground showcase nottinghamshire
      commonground showcase nottinghamshire --data ../shared/data
      commonground showcase ./my-town
    """
    pack = formats.read_pack(name)
    by = operator(timezone.now(), permissions=actions.PERMISSIONS, label="showcase")
    actions.open_place(pack=pack, by=by, tell=click.echo)
    if data is not None:
        actions.import_published(pack=pack, data=data, by=by, tell=click.echo)
    actions.prepare_figures(by=by, tell=click.echo)
    actions.tell_beside_figures(pack=pack, by=by, tell=click.echo)
    actions.gather_groups(pack=pack, by=by, tell=click.echo)
    actions.agree_plans(pack=pack, by=by, tell=click.echo)
    actions.deliver_plan(pack=pack, by=by, tell=click.echo)
    actions.report_on_groups(pack=pack, by=by, tell=click.echo)
    click.echo(f"{pack.place.name} is open.")


@click.group()
def place() -> None:
    """Make a place of your own."""


@place.command()
@click.argument("name")
@click.option("--code", required=True, help="Official code of the whole place: E07000176.")
@click.option("--areas", required=True, type=click.Path(path_type=Path), help="Its areas: a spreadsheet or CSV.")
@click.option("--boundaries", type=click.Path(path_type=Path), help="Their outlines: GeoJSON with official codes.")
@click.option("--into", type=click.Path(path_type=Path), help="The folder to write.  [default: ./NAME as a short name]")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="First day of its maps.  [default: today]")
@click.option("--colour", default="#1d4f60", show_default=True, help="Its colour, readable under white letters.")
def new(
    *,
    name: str,
    code: str,
    areas: Path,
    boundaries: Path | None,
    into: Path | None,
    since: datetime | None,
    colour: str,
) -> None:
    """Write the pack of a place of your own: a folder that `commonground showcase` opens.

    The spreadsheet has a row for each area and, in any order, the columns code, name, locality, and figures headed
    by their short name and year, such as “children-0-17 2020”. The folder is plain text: change it as you like.

    Example: commonground place new "My Town" --code E07000176 --areas areas.xlsx --boundaries wards.geojson
    """
    begins = since.date() if since else timezone.localdate()
    drawn = queries.drawn_up(name=name, code=code, areas=areas, boundaries=boundaries, since=begins, colour=colour)
    folder = into or Path(drawn.slug)
    formats.write_folder(folder, drawn.files, boundaries=boundaries)
    for sentence in drawn.told:
        click.echo(sentence)
    click.echo(f"Written to {folder}. Open it: COMMONGROUND_HOME=./var/{drawn.slug} commonground showcase {folder}")


COMMANDS: list[click.Command] = [showcase, place]
