"""Opening an example place. Every write goes through the rooms' own actions; twice changes nothing."""

import hashlib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from commonground.foundation.kernel.errors import Conflict, NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.work import actions as work
from commonground.ground.evidence import actions as evidence
from commonground.ground.partners import actions as partners
from commonground.ground.partners import queries as partner_queries
from commonground.ground.places import actions as places
from commonground.ground.places import queries as place_queries
from commonground.ground.places.rules import Placing
from commonground.showcase.actions.comparing import keep_impact, keep_neighbours
from commonground.showcase.actions.evidence import look_after
from commonground.showcase.actions.governance import register_governance
from commonground.showcase.actions.missing import work_on_gaps
from commonground.showcase.actions.own import bring_figures
from commonground.showcase.actions.partners import Tell, register_partners
from commonground.showcase.actions.schools import keep_schools, say_comments
from commonground.showcase.actions.services import lead_on, list_services
from commonground.showcase.formats import (
    DatasetEntry,
    FigureRow,
    FootprintEntry,
    Pack,
    PersonEntry,
    VersionEntry,
    read_figures,
)

if TYPE_CHECKING:
    from commonground.ground.places.models import FootprintVersion

PERMISSIONS = frozenset(
    {
        *(
            "places.register",
            "places.draft",
            "places.publish",
            "places.comment",
            "evidence.import",
            "evidence.look-after",
            "evidence.aim",
        ),
        *("evidence.note", "evidence.review", "evidence.write", "evidence.freeze"),
        *("partners.grant", "partners.keep", "partners.keep-agreements"),
        *("groups.read", "groups.take-part", "groups.keep"),
        *("plans.read", "plans.keep"),
        *("directory.import", "directory.keep", "directory.read-gaps", "directory.keep-gaps"),
    }
)
MEMBERS_SINCE = date(2024, 4, 1)


def open_place(*, pack: Pack, by: Viewer, tell: Tell) -> None:
    """Areas, footprints, people and figures of a pack, and the figures prepared. `tell` hears what was done.

    Raises Refused, Invalid naming the entry, Conflict where the site serves another partnership: nothing was changed.
    """
    check_is_free_for(pack)
    register_areas(pack=pack, by=by, tell=tell)
    if pack.place.boundaries:
        drawn = places.import_boundaries(paths=[pack.folder / name for name in pack.place.boundaries], by=by)
        tell(f"{drawn.areas:,} outlines of {', '.join(drawn.sets)}, {drawn.new:,} of them new")
    for footprint in pack.footprints:
        draw_footprint(footprint=footprint, by=by, tell=tell)
    keep_schools(pack=pack, by=by, tell=tell)
    for footprint in pack.clusters:
        draw_footprint(footprint=footprint, by=by, tell=tell)
    say_comments(pack=pack, by=by, tell=tell)
    register_people(pack=pack, by=by, tell=tell)
    register_partners(partners=pack.partners, by=by, tell=tell)
    register_governance(governance=pack.governance, by=by, tell=tell)
    list_services(pack=pack, by=by, tell=tell)
    look_after(evidence=pack.evidence, by=by, tell=tell)
    publish_figures(pack=pack, by=by, tell=tell)
    bring_figures(pack=pack, by=by, tell=tell)
    keep_neighbours(pack=pack, by=by, tell=tell)
    keep_impact(pack=pack, by=by, tell=tell)
    lead_on(pack=pack, by=by, tell=tell)
    work_on_gaps(pack=pack, by=by, tell=tell)


def check_is_free_for(pack: Pack) -> None:
    """One home, one place: raises Conflict before anything is written where the site serves another one."""
    held = partner_queries.partnership()
    if held is not None and held.slug != pack.place.slug:
        raise Conflict(
            f"This home holds {held.name}. {pack.place.name} needs a home of its own: set COMMONGROUND_HOME to another "
            "folder. Nothing was changed."
        )


def register_areas(*, pack: Pack, by: Viewer, tell: Tell) -> None:
    """The areas, their other names and their places on the map of squares."""
    rows = [
        places.AreaRow(
            name=area.name,
            type=area.type,
            code=area.code,
            slug=area.slug,
            within=(pack.codes[area.within],) if area.within else (),
            sets=tuple(area.sets),
            aliases=tuple(area.aliases),
        )
        for area in pack.areas
    ]
    new = places.register_areas(rows=rows, by=by)
    tiles = [places.TileRow(area.key, *area.tile) for area in pack.areas if area.tile]
    places.place_tiles(rows=tiles, by=by)
    tell(f"{len(rows)} areas, {new.areas} of them new; {len(tiles)} on the map of squares")


def draw_footprint(*, footprint: FootprintEntry, by: Viewer, tell: Tell) -> None:
    """A footprint and those of its versions that are not there yet, oldest first as the pack lists them."""
    known = {one.slug for one in place_queries.footprints()}
    if footprint.slug not in known:
        places.create_footprint(
            slug=footprint.slug,
            name=footprint.name,
            description=footprint.description,
            root=place_queries.area_by_reference(footprint.root),
            levels=[places.LevelRow(**level) for level in footprint.levels],
            by=by,
        )
    row = place_queries.footprint(footprint.slug)
    drawn = {version.label for version in place_queries.versions(row, viewer=by)}
    new = [version for version in footprint.versions if version.label not in drawn]
    for version in new:
        draw_version(footprint=footprint, version=version, by=by)
    tell(f"Footprint {footprint.name}: {len(footprint.versions)} versions, {len(new)} of them new")


def draw_version(*, footprint: FootprintEntry, version: VersionEntry, by: Viewer) -> None:
    """One version, drawn and then proposed or published as the pack says."""
    row = places.draft_version(
        footprint=place_queries.footprint(footprint.slug),
        label=version.label,
        base=version.base or footprint.base,
        valid_from=version.valid_from,
        note=version.note,
        by=by,
    )
    row = place_localities(row, version=version, by=by)
    if version.asked:
        places.ask_heads(version=row, based_on=row.version, by=by)
    if version.status == "proposed":
        places.propose_version(version=row, based_on=row.version, by=by)
    elif version.status == "published" and version.valid_from:
        places.publish_version(version=row, valid_from=version.valid_from, based_on=row.version, by=by)


def place_localities(row: "FootprintVersion", *, version: VersionEntry, by: Viewer) -> "FootprintVersion":
    """What forms what, level by level, the finest first: the areas of each are the parts of the next."""
    levels = sorted(place_queries.footprint(row.footprint.slug).levels.all(), key=lambda level: -level.order)
    for at, level in enumerate(levels):
        listed = [one for one in version.localities if (one.level or levels[0].name) == level.name]
        drawn = {area.name: area.key for area in place_queries.areas_of_level(row, levels[at - 1])} if at else {}
        placings = [Placing(drawn.get(part, part), one.name) for one in listed for part in one.parts]
        if placings:
            row = places.save_draft(version=row, based_on=row.version, level=level, placings=placings, by=by)
    return row


def register_people(*, pack: Pack, by: Viewer, tell: Tell) -> None:
    """The partnership, its organisations, and the invented people with their roles."""
    root = place_queries.area_by_reference(pack.place.root)
    partners.set_partnership(slug=pack.place.slug, name=pack.place.name, colour=pack.place.colour, area=root.pk, by=by)
    for one in pack.organisations:
        partners.register_organisation(
            slug=one.slug, name=one.name, sector=one.sector, is_invented=one.is_invented, by=by
        )
    new = sum(register_person(person=person, by=by) for person in pack.people)
    tell(f"{len(pack.organisations)} organisations; {len(pack.people)} invented people, {new} of them new")


def register_person(*, person: PersonEntry, by: Viewer) -> bool:
    """Somebody invented, without a password, with the role the pack gives them. Returns whether the role was new."""
    account = partners.register_account(email=person.email, name=person.name, password=None, is_invented=True, by=by)
    held = {membership.role_id for membership in account.memberships.all()}
    if person.role in held:
        return False
    partners.grant_role(
        account=account,
        role=partner_queries.role(person.role),
        organisation=partner_queries.organisation(person.organisation),
        starts_on=MEMBERS_SINCE,
        area=place_queries.area_by_reference(person.area).pk if person.area else None,
        by=by,
    )
    return True


def publish_figures(*, pack: Pack, by: Viewer, tell: Tell) -> None:
    """One release for each dataset of the pack, marked as an extract: it gives way to the publisher's own file."""
    for dataset in pack.datasets:
        path = pack.folder / "figures" / dataset.figures
        rows = read_figures(path)
        done = evidence.publish_release(
            dataset=dataset.slug,
            observations=observations(rows, dataset=dataset, pack=pack),
            files=[source_file(path, rows=len(rows), dataset=dataset)],
            label=dataset.label,
            is_extract=True,
            by=by,
        )
        tell(f"{len(rows)} figures of {dataset.slug}" + (" released" if done.is_new else ", released before"))


def import_published(*, pack: Pack, data: Path, by: Viewer, tell: Tell) -> None:
    """Boundaries and whole published tables from a folder. Raises NotFound naming what is not there, Invalid."""
    wanted = [(entry, [data / path for path in entry.paths]) for entry in pack.published]
    missing = [path for _, paths in wanted for path in paths if not path.exists()]
    if missing:
        raise NotFound(f"There is no {missing[0]}. Give the folder that holds {pack.published[0].paths[0]}.")
    for entry, paths in wanted:
        if entry.kind == "boundaries":
            drawn = places.import_boundaries(paths=paths, by=by)
            tell(f"{drawn.areas:,} outlines of {', '.join(drawn.sets)}, {drawn.new:,} of them new")
        elif entry.kind == "area-changes":
            found = places.import_area_changes(paths=paths, by=by)
            tell(f"{found.kept:,} rows of lookups from {', '.join(found.sets)}, {found.new:,} of them new")
        else:
            read = evidence.import_files(kind=entry.kind, paths=paths, by=by)
            for made in read.publications:
                words = "released" if made.is_new else "released before"
                tell(f"{made.release.rows:,} figures of {made.release.dataset_id} {words}, from published files")


def prepare_figures(*, by: Viewer, tell: Tell) -> None:
    """Make the figures of every area ready for pages."""
    work.run_now(job="evidence.prepare", key="evidence.prepare", by=by)
    tell("Figures prepared for every area of every map")


def observations(rows: list[FigureRow], *, dataset: DatasetEntry, pack: Pack) -> pa.Table:
    """Figures of a pack as observations: with file and row of the publication where one row holds the figure."""
    return pa.Table.from_pylist(
        [
            {
                "indicator": row.indicator,
                "area": row.area,
                "period": row.period,
                "value": row.value,
                "symbol": row.symbol,
                "numerator": row.numerator,
                "denominator": row.denominator,
                "vintage": None,
                "published": row.published or None,
                "file": pack.sources[row.layout] if row.row else dataset.figures,
                "row": row.row or row.line,
                "column": None,
            }
            for row in rows
        ],
        schema=evidence.SCHEMA,
    )


def source_file(path: Path, *, rows: int, dataset: DatasetEntry) -> evidence.SourceFile:
    """The pack's own file, as the release names it."""
    content = path.read_bytes()
    return evidence.SourceFile(
        name=path.name,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        rows=rows,
        layout=f"carried as facts: {dataset.source}",
    )
