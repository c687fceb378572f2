"""`commonground value` and `commonground indicators`."""

import json
from datetime import date
from typing import Any

import click
from django.utils import timezone

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import public
from commonground.foundation.work import actions as work
from commonground.ground.evidence import queries
from commonground.ground.evidence.commands.terminal import operator_who_imports, progress_bar
from commonground.ground.evidence.jobs import PREPARE
from commonground.ground.evidence.rules.basis import BEST_FIT
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.evidence.rules.indicators import number
from commonground.ground.places import queries as places


@click.command()
@click.argument("indicator")
@click.argument("area", required=False)
@click.option("--period", help="Such as 2024: the year it is published under. By default the newest.")
@click.option("--footprint", help="A map, FOOTPRINT or FOOTPRINT@VERSION: of this area there, or of every area of it.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of sentences; a line for each area.")
def value(indicator: str, area: str | None, period: str | None, footprint: str | None, as_json: bool) -> None:
    """Say one figure, how it was made and where it stands; or the figure of every area of a map.

    INDICATOR is a short name (`commonground indicators` lists them), AREA a code, a name that only one area has,
    footprint/name or footprint@version/name. Published figures are said as published; figures of other areas are added
    up from their parts, carried over from small areas of another year where need be, and say so.

    \b
    Examples:
      commonground value re-referrals E10000024 --period 2024
      commonground value children-0-17 localities/mansfield-and-ashfield --period 2020 --json
      commonground value children-0-17 --footprint localities@seven-localities-2013
    """
    about = queries.indicator(indicator)
    if area is None:
        _tell_map(about.slug, period or "", footprint or "", as_json=as_json)
        return
    wanted = f"{footprint}/{area}" if footprint else area
    place = places.area_by_reference(wanted, on=public(timezone.now()).today)
    _prepare_if_stale()
    held = queries.series(about.slug, [place.key]).get(place.key, [])
    if not held:
        raise NotFound(f"There is no figure of {about.short_name} for {place.name}.")
    found = queries.value(about.slug, place.key, about.period(period).slug) if period else held[-1]
    click.echo(json.dumps(as_plain(found, place.name)) if as_json else "\n".join(_sentences(found, place.name)))


def _tell_map(slug: str, period: str, footprint: str, *, as_json: bool) -> None:
    """Every area of a map, and what is not placed."""
    viewer = public(timezone.now())
    name, _, wanted = footprint.partition("@")
    if not name:
        raise NotFound("Say an AREA, or a map with --footprint. `commonground footprints` lists the maps.")
    version = wanted or _version_in_force(name, viewer.today)
    _prepare_if_stale()
    page = queries.on_map(slug, period, footprint=name, version=version, viewer=viewer)
    for one, figure in zip(page.localities, page.figures, strict=True):
        if as_json:
            nothing = {"indicator": slug, "area": one.area.key, "area_name": one.area.name, "period": page.period}
            plain = as_plain(figure, one.area.name) if figure else {**nothing, "value": None, "symbol": None}
            click.echo(json.dumps({**plain, "footprint": f"{name}@{version}"}))
        else:
            said = f"{figure.text:>12}  {figure.computed}" if figure else "   no figure"
            click.echo(f"{one.area.name:<40} {said}")
    if page.not_placed is not None and not as_json:
        together, rest = page.about.text(page.together or 0), page.about.text(page.not_placed)
        click.echo(f"Together {together}; not placed {rest}. {page.version}, {page.period_label}.")


def _version_in_force(footprint: str, on: date) -> str:
    version = places.version_on(places.footprint(footprint), on)
    if version is None:
        raise NotFound(f"No version of {footprint} is in force. Name one: {footprint}@VERSION.")
    return version.slug


def _prepare_if_stale() -> None:
    """Releases or places have changed since figures were prepared: the answer must be of now."""
    if queries.is_stale():
        with progress_bar() as show:
            work.run_now(job=PREPARE, key=PREPARE, by=operator_who_imports(), on_progress=show)


def as_plain(figure: Figure, area_name: str) -> dict[str, Any]:
    """A figure for machines."""
    source = next((note for note in queries.sources_of([figure]) if note.release == figure.release), None)
    interval = None if figure.lower is None else {"lower": figure.lower, "upper": figure.upper, "confidence": 0.95}
    return {
        "indicator": figure.indicator,
        "area": figure.area_key,
        "area_name": area_name,
        "period": figure.period,
        "period_label": figure.period_label,
        "value": figure.value,
        "symbol": figure.symbol or None,
        "note": figure.note or None,
        "unit": figure.about.unit,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "denominator_period": figure.denominator_period or None,
        "interval": interval,
        "vintage": figure.vintage,
        "computed": figure.computed,
        "carried_over": _carried(figure),
        "best_fit": figure.fit == BEST_FIT,
        "parts": figure.parts,
        "release": str(figure.release) if figure.release else None,
        "release_number": source.number if source else None,
        "source": f"{source.publisher}, {source.dataset}" if source else figure.source,
        "file": figure.file or None,
        "row": figure.row,
        "column": figure.column or None,
        "england": figure.england,
        "comparison": figure.outcome.value,
    }


def _carried(figure: Figure) -> dict[str, Any] | None:
    """From which small areas to which, and how much of it was estimated and by what; None where it was not."""
    if not figure.is_rebased:
        return None
    return {
        "from": figure.rebased_from,
        "to": figure.rebased_to,
        "estimated_numerator": figure.estimated_numerator,
        "estimated_denominator": figure.estimated_denominator if figure.denominator is not None else None,
        "estimated_share": figure.estimated_share,
        "weighted_by": figure.weighted_by or None,
    }


def _sentences(figure: Figure, area_name: str) -> list[str]:
    about, plain = figure.about, as_plain(figure, area_name)
    lines = [f"{about.name}, {area_name}, {figure.period_label}: {figure.long_text}"]
    if figure.note:
        lines.append(f"  {figure.note}")
    if figure.interval_text:
        lines.append(f"  95% interval {figure.interval_text}. {figure.comparison_text}.")
    if figure.numerator is not None and figure.denominator is not None:
        of_when = f" ({figure.denominator_period})" if figure.denominator_period else ""
        top, bottom = number(figure.numerator), number(figure.denominator)
        lines.append(f"  {top} {about.numerator} ÷ {bottom} {about.denominator}{of_when}")
    lines.append(f"  {figure.computed[:1].upper()}{figure.computed[1:]}. {figure.vintage}.")
    lines.append(f"  {plain['source']}, release {plain['release_number']}")
    if figure.file:
        lines.append(f"  {figure.file}, row {figure.row}, column {figure.column}")
    return lines


@click.command()
@click.argument("text", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def indicators(text: tuple[str, ...], as_json: bool) -> None:
    """List the indicators, or those whose words are given.

    \b
    Examples:
      commonground indicators
      commonground indicators child protection
    """
    theme = ""
    found = queries.search(public(timezone.now()), " ".join(text)) if text else queries.indicators()
    for about in found:
        if as_json:
            plain = {"slug": about.slug, "reference": about.reference, "name": about.name, "unit": about.unit}
            click.echo(json.dumps({**plain, "theme": about.theme}))
            continue
        if about.theme_name != theme:
            theme = about.theme_name
            click.echo(theme)
        click.echo(f"  {about.slug:<30}  {about.name}{'  (no longer published)' if about.is_discontinued else ''}")
