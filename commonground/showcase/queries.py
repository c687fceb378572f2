"""What a place of one's own would be: its files, with what the site knows of areas, roles and figures."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.identifiers import Gss
from commonground.ground.evidence import queries as evidence
from commonground.ground.partners import queries as partners
from commonground.ground.places import queries as places
from commonground.ground.places.rules import slug_candidates
from commonground.showcase import formats


@dataclass(frozen=True)
class DrawnUp:
    """The files of a pack by path, and what to tell the person who asked for it."""

    slug: str
    files: dict[str, str]
    told: list[str]


def drawn_up(*, name: str, code: str, areas: Path, boundaries: Path | None, since: date, colour: str) -> DrawnUp:
    """A pack put together from a list of areas and their outlines. Raises Invalid naming every cell that is wrong."""
    root = Gss.parse(code).code
    datasets = {about.slug: about.dataset for about in evidence.indicators()}
    sheet = formats.read_area_sheet(areas, indicators=datasets)
    formats.check_alike(sheet)
    year = None
    if boundaries is not None:
        drawn = formats.read_drawn(boundaries)
        formats.check_drawn(sheet, drawn)
        year = drawn.year
    kind, area_set = _kind(sheet, year)
    slug = next(slug_candidates(name))
    wish = formats.Wish(
        slug=slug,
        name=name,
        root=root,
        root_kind=_known_kind(root, "--code"),
        kind=kind,
        plural=places.plural_of_kind(kind),
        area_set=area_set,
        colour=colour,
        since=since,
        roles=[(role.slug, role.name) for role in partners.roles()],
        datasets=datasets,
    )
    files = formats.pack_files(wish, sheet, has_boundaries=boundaries is not None)
    return DrawnUp(slug, files, _told(sheet))


def _kind(sheet: formats.AreaSheet, year: int | None) -> tuple[str, str]:
    """What the areas are and the set they stand in: wards, of the year of their outlines."""
    first = sheet.areas[0]
    if not first.code:
        return formats.WITHOUT_CODE, formats.WITHOUT_CODE
    kind = _known_kind(first.code, f"{sheet.name}, row {first.row}, column code")
    return kind, places.set_of_kind(kind, year)


def _known_kind(code: str, where: str) -> str:
    kind = places.kind_of_code(code)
    if kind is None:
        problem = Problem(f"“{code}” is the code of a kind of area we do not know.", where=where, do="Check it.")
        raise Invalid("This place cannot be drawn up. Nothing was written.", [problem])
    return kind


def _told(sheet: formats.AreaSheet) -> list[str]:
    placed = {area.locality for area in sheet.areas if area.locality}
    missing = [area.name for area in sheet.areas if not area.locality]
    told = [f"{len(sheet.areas)} areas in {len(placed)} localities; {sum(len(a.figures) for a in sheet.areas)} figures"]
    if placed and missing:
        told.append(f"In no locality, so that map stays a draft: {', '.join(missing)}")
    return [*told, *(f"The column “{heading}” means nothing here and was left out" for heading in sheet.ignored)]
