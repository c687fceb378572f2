"""A pack for a place of one's own, written from its list of areas: text by the name of the file."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.ground.places.rules import slug_candidates
from commonground.showcase.formats.boundary_codes import Drawn
from commonground.showcase.formats.figures import COLUMNS
from commonground.showcase.formats.sheet import AreaSheet, ListedArea

BOUNDARIES = "boundaries/areas.geojson"
WITHOUT_CODE = "neighbourhood"


@dataclass(frozen=True)
class Wish:
    """What the place is to be. `kind`, `plural` and `area_set` say what its areas are, `root_kind` what it is."""

    slug: str
    name: str
    root: str
    root_kind: str
    kind: str
    plural: str
    area_set: str
    colour: str
    since: date
    roles: Sequence[tuple[str, str]]  # slug and name, one invented person each
    datasets: Mapping[str, str]  # indicator → dataset


def check_drawn(sheet: AreaSheet, drawn: Drawn) -> None:
    """Every area of the sheet is drawn, and none else. Raises Invalid naming each that is not."""
    listed = {area.code for area in sheet.areas}
    problems = [
        Problem(
            f"“{area.name}” has no outline in {drawn.name}." if area.code else f"“{area.name}” has no code.",
            where=f"{sheet.name}, row {area.row}, column code",
            do="Check its code, or export it with the others." if area.code else "Outlines are found by code.",
            row=area.row,
            column="code",
        )
        for area in sheet.areas
        if area.code not in drawn.areas
    ]
    problems += [
        Problem(f"“{name}” ({code}) is in no row of {sheet.name}.", where=drawn.name, do="Add a row for it.")
        for code, name in drawn.areas.items()
        if code not in listed
    ]
    if problems:
        raise Invalid("The list of areas and the boundaries are not of the same areas. Nothing was written.", problems)


def check_alike(sheet: AreaSheet) -> None:
    """All areas have codes of one kind, or none has a code. Raises Invalid naming each that is unlike the first."""
    first = sheet.areas[0].code[:3]
    problems = [
        Problem(
            f"“{area.code or 'nothing'}” is of another kind than “{sheet.areas[0].code or 'nothing'}” above.",
            where=f"{sheet.name}, row {area.row}, column code",
            do="List areas of one kind: all wards, for example, or none with a code.",
            row=area.row,
            column="code",
        )
        for area in sheet.areas
        if area.code[:3] != first
    ]
    if problems:
        raise Invalid("A map is put together from areas of one kind. Nothing was written.", problems)


def pack_files(wish: Wish, sheet: AreaSheet, *, has_boundaries: bool) -> dict[str, str]:
    """Everything of the pack but its outlines: text by path within its folder."""
    datasets = _by_dataset(wish, sheet.areas)
    return {
        "place.toml": _place(wish, has_boundaries=has_boundaries),
        "areas.toml": _areas(wish, sheet.areas),
        "footprints.toml": _footprints(wish, sheet),
        "people.toml": _people(wish),
        "series.toml": _series(wish, sheet.name, datasets),
        **{f"figures/{dataset}.csv": _figures(rows) for dataset, rows in datasets.items()},
    }


def key_of(wish: Wish, area: ListedArea) -> str:
    """How maps and figures refer to an area: by its code, or else by a slug within the place."""
    return area.code or _slug(wish, area)


def _slug(wish: Wish, area: ListedArea) -> str:
    """Its name as an address; one that is called like the place itself says what it is."""
    candidates = slug_candidates(area.name, wish.kind)
    return next(slug for slug in candidates if slug not in (wish.slug, "england"))


def _place(wish: Wish, *, has_boundaries: bool) -> str:
    held = {"slug": wish.slug, "name": wish.name, "colour": wish.colour, "root": wish.root}
    outlines = {"boundaries": [BOUNDARIES]} if has_boundaries else {}
    return f"# A place of your own. The colour must be readable under white letters.\n{_lines({**held, **outlines})}"


def _areas(wish: Wish, areas: Sequence[ListedArea]) -> str:
    england = {"slug": "england", "code": "E92000001", "name": "England", "type": "country"}
    root = {"slug": wish.slug, "code": wish.root, "name": wish.name, "type": wish.root_kind, "within": "england"}
    own = [
        {
            "slug": _slug(wish, area),
            **({"code": area.code} if area.code else {}),
            "name": area.name,
            "type": wish.kind,
            "within": wish.slug,
            "sets": [wish.area_set],
        }
        for area in areas
    ]
    return _tables("area", [england, root, *own])


def _footprints(wish: Wish, sheet: AreaSheet) -> str:
    each = [(area.name, [key_of(wish, area)]) for area in sheet.areas]
    plural = wish.plural
    maps = [_footprint(wish, "areas", (plural, plural.removesuffix("s"), wish.kind), each, source=sheet.name)]
    placed = sorted((area for area in sheet.areas if area.locality), key=lambda area: (area.locality, area.row))
    grouped = [
        (name, [key_of(wish, area) for area in held]) for name, held in groupby(placed, lambda area: area.locality)
    ]
    if grouped:
        missing = [area.name for area in sheet.areas if not area.locality]
        words = ("Localities", "Locality", "locality")
        maps.append(_footprint(wish, "localities", words, grouped, source=sheet.name, missing=missing))
    return "\n".join(maps)


def _footprint(
    wish: Wish,
    slug: str,
    words: tuple[str, str, str],
    wholes: Sequence[tuple[str, Sequence[str]]],
    *,
    source: str,
    missing: Sequence[str] = (),
) -> str:
    """One map with one version: in force where it places every area, else a draft that says what is missing."""
    plural, name, kind = words
    level = f"{{ name = {_text(name)}, plural = {_text(plural)}, type = {_text(kind)} }}"
    version = {
        "label": f"{len(wholes)} {plural.lower()}",
        "status": "draft" if missing else "published",
        "source": f"{source}.",
        **({"not_known": f"in which of them {', '.join(missing)} lie."} if missing else {}),
    }
    localities = "".join(f"    {{ name = {_text(one)}, parts = {_text(list(parts))} }},\n" for one, parts in wholes)
    head = {"slug": slug, "name": plural, "description": f"{plural} of {wish.name}.", "root": wish.root}
    return (
        f"[[footprint]]\n{_lines({**head, 'base': wish.area_set})}levels = [{level}]\n\n"
        f"[[footprint.version]]\n{_lines(version)}valid_from = {wish.since}\nlocalities = [\n{localities}]\n"
    )


def _people(wish: Wish) -> str:
    body = {"slug": f"{wish.slug}-partnership", "name": f"{wish.name} partnership (invented)"}
    organisation = {**body, "sector": "county-council", "is_invented": True}
    people = [
        {
            "name": f"{name} (invented)",
            "email": f"{slug}@{wish.slug}.example.org",
            "role": slug,
            "organisation": body["slug"],
        }
        for slug, name in wish.roles
    ]
    return _tables("organisation", [organisation]) + "\n" + _tables("person", people)


def _series(wish: Wish, source: str, datasets: Iterable[str]) -> str:
    return _tables(
        "dataset",
        [
            {"slug": one, "figures": f"{one}.csv", "source": source, "label": f"Figures of {wish.name}, from {source}"}
            for one in datasets
        ],
    )


def _by_dataset(wish: Wish, areas: Sequence[ListedArea]) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for area in areas:
        for figure in area.figures:
            row = {"indicator": figure.indicator, "area": key_of(wish, area), "period": figure.period}
            found.setdefault(wish.datasets[figure.indicator], []).append({**row, "value": f"{figure.value:.15g}"})
    return found


def _figures(rows: Sequence[Mapping[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _tables(name: str, tables: Iterable[Mapping[str, object]]) -> str:
    return "\n".join(f"[[{name}]]\n{_lines(held)}" for held in tables)


def _lines(held: Mapping[str, object]) -> str:
    return "".join(_line(key, value) for key, value in held.items())


def _line(key: str, value: object) -> str:
    return f"{key} = {_text(value)}\n"


def _text(value: object) -> str:
    """Strings, lists of strings and booleans are written in TOML as in JSON."""
    return json.dumps(value, ensure_ascii=False)
