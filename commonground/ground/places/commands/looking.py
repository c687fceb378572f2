"""What areas and footprints there are."""

import json
from datetime import date, datetime

import click
from django.utils import timezone

from commonground.foundation.kernel.viewer import public
from commonground.ground.places import queries
from commonground.ground.places.models import Area


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
    day = on.date() if on else public(timezone.now()).today
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
