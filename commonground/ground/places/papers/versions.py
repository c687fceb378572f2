"""A version of a footprint as a document, and as the page shows it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from commonground.foundation.design.drawing import Drawing
from commonground.foundation.documents.report import Block, Column, Paragraph, Picture, Points, Report, Section, Table
from commonground.ground.places import queries
from commonground.ground.places.models import FootprintLevel, FootprintVersion
from commonground.ground.places.queries import Locality

SOURCE = "Common Ground; area codes and names: Office for National Statistics, Open Government Licence v3.0"


@dataclass(frozen=True)
class LevelShown:
    """One level of a version: its areas with their numbers, and their map where one can be drawn."""

    level: FootprintLevel
    localities: Sequence[Locality]
    map: Drawing | None

    @property
    def title(self) -> str:
        """“6 localities”."""
        count = len(self.localities)
        return f"{count} {(self.level.plural if count != 1 else self.level.name).lower()}"


def levels_of(
    version: FootprintVersion, drawn: queries.Drawn, *, address: Callable[[str], str] | None = None
) -> list[LevelShown]:
    """Every level of a version, the largest areas first. `address` gives the page of an area by its slug."""
    return [LevelShown(level, held, _map(version, level, held, address)) for level, held in drawn.items()]


def version_report(version: FootprintVersion, *, as_at: date) -> Report:
    """A version with its map, what forms what, and what is missing; the CSV holds one row a part."""
    drawn = queries.localities(version)
    levels = levels_of(version, drawn)
    problems = queries.problems_of(version, drawn=drawn)
    return Report(
        title=f"{version.footprint.name}: {version.label}",
        subtitle=in_force_in_words(version),
        as_at=as_at,
        contact=f"The locality partnership of {version.footprint.root.name}",
        sections=[
            Section("About this map", _about(version, problems=[str(problem) for problem in problems])),
            *(_section(shown) for shown in levels),
        ],
        source_note=SOURCE,
        data=_table_of_parts(levels),
        name=f"{version.footprint.slug} {version.slug}",
    )


def in_force_in_words(version: FootprintVersion) -> str:
    """“In force from 1 April 2015 until 1 April 2027”, or the state of a map that is not in force."""
    first = f"{version.valid_from:%-d %B %Y}" if version.valid_from else "a day not yet chosen"
    if version.published_at is None:
        return f"{version.get_status_display()}, from {first}"
    until = f" until {version.valid_until:%-d %B %Y}" if version.valid_until else ""
    return f"In force from {first}{until}"


def _map(
    version: FootprintVersion,
    level: FootprintLevel,
    held: Sequence[Locality],
    address: Callable[[str], str] | None,
) -> Drawing | None:
    is_open = version.is_open_to_all and address is not None
    hrefs = {one.area.key: address(one.area.slug) for one in held} if is_open and address else {}
    return queries.map_of_localities(held, title=f"{level.plural} of {version.footprint.root}", hrefs=hrefs)


def _about(version: FootprintVersion, *, problems: Sequence[str]) -> list[Block]:
    blocks: list[Block] = [Paragraph(f"{in_force_in_words(version)}. Put together from: {version.base}.")]
    if version.footprint.description:
        blocks.append(Paragraph(version.footprint.description))
    if version.note:
        blocks.append(Paragraph(version.note))
    if problems:
        blocks += [Paragraph("This map is not complete:"), Points(problems)]
    else:
        blocks.append(Paragraph("Every area is placed exactly once at every level."))
    return blocks


def _section(shown: LevelShown) -> Section:
    table = Table(
        caption=f"{shown.level.plural} and what they are formed of",
        columns=[Column(shown.level.name), Column("On the map", "number"), Column("Formed of")],
        rows=[
            (locality.area.name, number, ", ".join(part.name for part in locality.parts))
            for number, locality in enumerate(shown.localities, start=1)
        ],
        source=SOURCE,
    )
    picture = [Picture(shown.map, with_table=False)] if shown.map and shown.localities else []
    return Section(shown.level.plural, [table, *picture])


def _table_of_parts(levels: Sequence[LevelShown]) -> Table:
    return Table(
        caption="What forms what",
        columns=[Column(name) for name in ("Part", "Part key", "Level", "Area", "Area key")],
        rows=[
            (part.name, part.key, shown.level.name, locality.area.name, locality.area.key)
            for shown in levels
            for locality in shown.localities
            for part in locality.parts
        ],
        source=SOURCE,
    )
