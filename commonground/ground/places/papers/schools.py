"""The list of schools, and clusters held against another map, as documents."""

from collections.abc import Sequence
from datetime import date

from commonground.foundation.documents.report import Block, Column, Paragraph, Points, Report, Section, Table
from commonground.ground.places.queries import AlignmentPage, ListedSchool

SCHOOLS_SOURCE = "Register of schools named in each row, Department for Education, Open Government Licence v3.0"


def schools_report(listed: Sequence[ListedSchool], *, narrowed: str, clusters: str, as_at: date) -> Report:
    """Schools as they are listed; `narrowed` says to which, `clusters` on which map their clusters are."""
    table = Table(
        caption=f"{len(listed):,} schools",
        columns=[
            Column("School"),
            Column("URN", "number"),
            Column("Phase"),
            Column("Kind"),
            Column("Ages"),
            Column("Status"),
            Column("District"),
            Column("Cluster"),
            Column("Postcode"),
            Column("Easting", "number", decimals=0),
            Column("Northing", "number", decimals=0),
            Column("Source"),
        ],
        rows=[_row(one) for one in listed],
        source=SCHOOLS_SOURCE,
    )
    about = [
        Paragraph(narrowed),
        Paragraph(f"Clusters as in: {clusters}." if clusters else "There are no clusters yet."),
    ]
    short = Table(
        caption=table.caption,
        columns=[Column("School"), Column("Phase"), Column("District"), Column("Cluster")],
        rows=[(one.school.area.name, one.phase, _district(one), one.cluster or "None") for one in listed],
        source=SCHOOLS_SOURCE,
    )
    return Report(
        title="Schools",
        as_at=as_at,
        contact="The locality partnership",
        sections=[Section("About this list", about), Section("Schools", [short])],
        source_note=SCHOOLS_SOURCE,
        data=table,
        name="schools",
    )


def alignment_report(page: AlignmentPage, *, as_at: date) -> Report:
    """Each cluster with the areas its schools lie in; the data holds one row a school."""
    noun = page.level.name
    crossing = [f"{one.cluster}: {one.in_words}" for one in page.crossing]
    clusters = Table(
        caption="Clusters and where their schools lie",
        columns=[Column("Cluster"), Column("Schools", "number"), Column(f"Main {noun.lower()}"), Column("How it lies")],
        rows=[(one.cluster, one.schools, one.main, one.in_words) for one in page.clusters],
        source=SCHOOLS_SOURCE,
    )
    schools = Table(
        caption="Schools by cluster",
        columns=[Column("Cluster"), Column("School"), Column(noun)],
        rows=page.schools,
        source=SCHOOLS_SOURCE,
    )
    found: list[Block] = [Paragraph(page.in_words), *([Points(crossing)] if crossing else [])]
    return Report(
        title=f"{page.version.label} beside {page.other.label}",
        subtitle=f"{page.version.footprint} and {page.other.footprint}",
        as_at=as_at,
        contact=f"The locality partnership of {page.version.footprint.root.name}",
        sections=[
            Section("What was found", found),
            Section("Clusters", [clusters]),
            Section("Schools", [schools]),
        ],
        source_note=SCHOOLS_SOURCE,
        data=schools,
        name=f"clusters {page.version.slug} {page.other.slug}",
    )


def _district(one: ListedSchool) -> str:
    return one.district.name if one.district else "Not known"


def _row(one: ListedSchool) -> tuple[str | int | float | None, ...]:
    school = one.school
    return (
        school.area.name,
        school.urn,
        one.phase,
        school.kind,
        one.ages,
        one.status,
        _district(one),
        one.cluster or "None",
        school.postcode,
        school.easting,
        school.northing,
        f"{school.source}, {school.as_at:%-d %B %Y}",
    )
