"""Series of one's own, files handed in for them, and rows in quarantine."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.core.files.storage import default_storage
from django.db.models import Count, Q, QuerySet

from commonground.foundation.kernel.errors import NotFound, Problem
from commonground.foundation.kernel.spreadsheets import Book, Sheet, open_spreadsheet
from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.work import queries as work
from commonground.ground.evidence import access
from commonground.ground.evidence.formats import own as formats
from commonground.ground.evidence.formats.own import FIGURES, Faulty
from commonground.ground.evidence.models import OwnSeries, OwnUpload, QuarantinedRow, Theme
from commonground.ground.evidence.queries.catalogue import as_definition
from commonground.ground.evidence.rules.indicators import Definition, Method
from commonground.ground.evidence.rules.own import (
    POSTCODE,
    SCHOOL,
    SET,
    Reading,
    RowState,
    UploadState,
    shape_of,
    words,
)
from commonground.ground.places import queries as places

FIRST_ROWS = 60  # rows of a sheet that are looked at to recognise it
KINDS_OF_SETS = ("lsoa", "ward")  # what files of counts come by
DISTRICTS = ("E06", "E07", "E08", "E09")


def may_bring(viewer: Viewer) -> bool:
    """Whether there is anything for the viewer on the pages of figures of one's own."""
    return viewer.may("evidence.own") or access.may_keep_every_series(viewer)


def own_series(viewer: Viewer) -> QuerySet[OwnSeries]:
    """The series that the viewer may add to, with what waits in them. One query."""
    listed = OwnSeries.objects.select_related("dataset", "indicator", "organisation")
    if not access.may_keep_every_series(viewer):
        listed = listed.filter(organisation__name__in=access.own_organisations(viewer))
    open_files = Count("uploads", filter=Q(uploads__closed_at=None), distinct=True)
    waits = Count(
        "uploads__quarantined",
        filter=Q(uploads__quarantined__state__in=(RowState.WAITING, RowState.CORRECTED)),
        distinct=True,
    )
    return listed.annotate(open_files=open_files, waiting=waits).order_by("dataset__name")


class Waits(NamedTuple):
    """A series with files that nobody took yet, and rows in quarantine."""

    name: str
    slug: str
    files: int
    rows: int


def own_that_wait(viewer: Viewer) -> list[Waits]:
    """The series in which a file or a row waits for the viewer. One query; none for who keeps no figures."""
    if not may_bring(viewer):
        return []
    counted: Any = own_series(viewer)  # annotated there, which its type does not tell
    rows = counted.values_list("dataset__name", "dataset_id", "open_files", "waiting")
    return [waits for waits in map(Waits._make, rows) if waits.files or waits.rows]


def series_of(viewer: Viewer, slug: str) -> OwnSeries:
    """Raises NotFound, also where it is another organisation's."""
    found = (
        OwnSeries.objects.select_related("dataset", "indicator__theme", "indicator__dataset", "organisation")
        .filter(dataset=slug)
        .first()
    )
    if found is None:
        raise NotFound("There are no figures of your own under this name.")
    access.check_can_keep_series(viewer, found)
    return found


def uploads_of(series: OwnSeries) -> QuerySet[OwnUpload]:
    """Files handed in for a series, the newest first, with how many of their rows wait. One query."""
    waits = Count("quarantined", filter=Q(quarantined__state__in=(RowState.WAITING, RowState.CORRECTED)))
    return series.uploads.select_related("release__dataset").annotate(waiting=waits).order_by("-handed_in_at")


def upload(viewer: Viewer, pk: UUID) -> OwnUpload:
    """Raises NotFound, also where it is another organisation's."""
    related = ("series__dataset", "series__indicator", "series__organisation", "organisation", "release")
    found = OwnUpload.objects.select_related(*related).filter(pk=pk).first()
    if found is None:
        raise NotFound("There is no such file.")
    access.check_can_open_upload(viewer, found)
    return found


def book_of(held: OwnUpload, *, first: int = FIRST_ROWS) -> Book:
    """The sheets of a file that is still kept. Raises NotFound where it was taken or discarded."""
    if not held.file or not default_storage.exists(held.file):
        raise NotFound("This file was taken or discarded; it is not kept.")
    with default_storage.open(held.file) as kept:
        return open_spreadsheet(held.filename, kept.read(), FIGURES, first=first)


def findings_of(held: OwnUpload) -> list[Faulty]:
    """The faulty rows of a file that was checked."""
    if not held.findings:
        return []
    with default_storage.open(held.findings) as kept:
        return formats.read(kept.read())


def quarantined(held: OwnUpload) -> QuerySet[QuarantinedRow]:
    return held.quarantined.all()


def was_taken(series: OwnSeries, content: bytes) -> bool:
    """Whether a file with exactly this content was released before. One query."""
    digest = hashlib.sha256(content).hexdigest()
    return series.uploads.filter(sha256=digest, state=UploadState.TAKEN.value).exists()


def waiting_of(held: OwnUpload) -> int:
    """How many rows of a file still wait to be corrected or taken. One query."""
    return held.quarantined.filter(state__in=(RowState.WAITING, RowState.CORRECTED)).count()


def quarantined_row(viewer: Viewer, pk: UUID, number: int) -> QuarantinedRow:
    held = upload(viewer, pk)
    found = held.quarantined.filter(number=number).first()
    if found is None:
        raise NotFound("There is no such row in quarantine.")
    found.upload = held
    return found


def problems_of(row: QuarantinedRow) -> list[Problem]:
    return [Problem(**problem) for problem in row.problems]


def reading_of(held: OwnUpload) -> Reading:
    return Reading.from_plain(held.reading)


def organisations_to_bring_for(viewer: Viewer) -> list[str]:
    """Names of the organisations for which the viewer may bring figures, by name."""
    return sorted(access.own_organisations(viewer))


@dataclass(frozen=True)
class Work:
    """How far the work on a file is. `problem` says why it ended without a result."""

    done: int = 0
    total: int = 0
    sentence: str = ""
    is_going_on: bool = False
    problem: str = ""
    problems: Sequence[Mapping[str, Any]] = ()
    job: UUID | None = None


def work_on(viewer: Viewer, held: OwnUpload) -> Work:
    """The work that checks or takes a file. One query."""
    if held.job is None:
        return Work()
    try:
        job = work.job(viewer, held.job)
    except NotFound:  # a colleague's: how far it is stands in the state of the file
        return Work(is_going_on=held.state in (UploadState.CHECKING, UploadState.TAKING))
    going = job.is_open and not work.is_lost(job, viewer=viewer)
    return Work(
        job.done, job.total, job.sentence, going, "" if going else job.problem, () if going else job.problems, job.pk
    )


def place_choices() -> list[tuple[str, str]]:
    """What the places of a file may be: postcodes, schools, areas of a set, areas of any kind. One query."""
    names = places.set_names()
    held = {area_set for area_set, _ in places.set_table()}
    sets = [(f"{SET}{slug}", name) for slug, name in sorted(names.items(), reverse=True) if slug in held]
    sets = [one for one in sets if one[0].removeprefix(SET).rpartition("-")[0] in KINDS_OF_SETS]
    return [
        (POSTCODE, "Postcodes: each is placed by its point and not kept"),
        (SCHOOL, "Schools, by their unique reference number (URN)"),
        *sets,
        ("area", "Areas of any map: districts, localities, neighbourhoods, by code or name"),
    ]


def coverage_choices() -> list[tuple[str, str]]:
    """Places that a file may be about: what footprints divide, and the districts in it."""
    roots = {footprint.root.key: footprint.root for footprint in places.footprints()}
    found = [(key, root.name) for key, root in roots.items()]
    parts = {area.key: area.name for root in roots.values() for area in places.official_parts(root)}
    return found + [(key, name) for key, name in parts.items() if key[:3] in DISTRICTS]


def guessed_reading(book: Book, series: OwnSeries, *, on: date, at: int | None = None) -> Reading:
    """What a file seems to be: the visible sheet with the most headings that are known; as the last of its shape."""
    heads = {number: words().headings.find(sheet.rows) for number, sheet in enumerate(book.sheets)}
    visible = [number for number, sheet in enumerate(book.sheets) if not sheet.is_hidden] or list(heads)
    best = at if at is not None else max(visible, key=lambda one: len(words().headings.guess(heads[one].names)))
    head = heads[best]
    remembered = series.readings.get(shape_of(head.names))
    if remembered:
        return Reading.from_plain({**remembered, "sheet": best})
    columns = {name: column for column, name in words().headings.guess(head.names).items()}
    rows_are = "counts" if "count" in columns else "events"
    place = _guessed_place(book.sheets[best], head.below, columns, on=on)
    plain = {"sheet": best, "below": head.below, "columns": columns, "place": place, "rows_are": rows_are}
    return Reading.from_plain({"absent": "unknown", **plain})


def sheet_in_words(filename: str, sheet: Sheet) -> str:
    """How a person finds a sheet; a CSV file is its own."""
    return filename if sheet.name == filename else f"sheet {sheet.name}"


def column_names(sheet: Sheet, below: int) -> list[str]:
    """What the columns of a sheet are called above the first row of figures."""
    head = words().headings.find(sheet.rows)
    if head.below == below:
        return list(head.names)
    return list(sheet.rows[below - 1]) if 0 < below <= len(sheet.rows) else []


def _guessed_place(sheet: Sheet, below: int, columns: dict[str, int], *, on: date) -> str:
    """By what the first places of a file look like."""
    at = columns.get("place")
    texts = [row[at] for row in sheet.rows[below:] if at is not None and at < len(row) and row[at]]
    if not texts:
        return POSTCODE
    counts = _kinds(texts, on=on)
    best = max(counts, key=lambda kind: (counts[kind], kind))  # of two sets that share a code the newer
    return best if counts[best] > len(texts) / 2 else "area"


def _kinds(texts: Sequence[str], *, on: date) -> dict[str, int]:
    """How many of these texts are a postcode, a school, or of a set of areas."""
    wanted = {text.upper().replace(" ", "") for text in texts}
    counts = {POSTCODE: sum(one.problem is None for one in places.locate_many(texts, on=on))}
    counts[SCHOOL] = sum(text.removeprefix("URN").isdigit() and len(text.removeprefix("URN")) == 6 for text in wanted)
    for area_set, area in places.set_table():
        if area in wanted and area_set.rpartition("-")[0] in KINDS_OF_SETS:
            counts[f"{SET}{area_set}"] = counts.get(f"{SET}{area_set}", 0) + 1
    return counts


def definition(series: OwnSeries) -> Definition:
    """The indicator of a series as rules see it."""
    return as_definition(series.indicator)


def unit_of(about: Definition) -> str:
    """What is counted, out of the unit as it is shown: "per 1,000 families" counts families."""
    return about.unit.rpartition("00 ")[2] if about.method is Method.RATE else about.unit


def theme_choices() -> list[tuple[str, str]]:
    """One query."""
    return [(theme.pk, theme.name) for theme in Theme.objects.all()]
