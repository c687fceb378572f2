"""Writes of figures of one's own that the harnesses of tests/security try: by many at once, killed, from two sides."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils import timezone

from commonground.foundation.kernel.viewer import Viewer, operator
from commonground.ground.evidence.actions import own
from commonground.ground.evidence.models import OwnSeries, OwnUpload, QuarantinedRow, Release, Theme
from commonground.ground.evidence.rules.indicators import Method, Polarity
from commonground.ground.evidence.rules.own import OwnDefinition, Reading, UploadState
from commonground.ground.evidence.tests import telling_writes
from commonground.ground.evidence.tests.aims_writes import AIMS_EDITS, AIMS_WRITES
from commonground.ground.evidence.tests.care_writes import CARE_EDITS, CARE_WRITES
from commonground.ground.partners.models import Organisation, Sector
from commonground.ground.places import actions as places
from tests.security.writes import Edit, Write

BODY = "Trust of the tests"
ABOUT = OwnDefinition(
    name="Counted by the tests", definition="What the tests count.", unit="families", licence="Free", theme="tested",
    method=Method.COUNT, polarity=Polarity.CONTEXT, period_kind="financial-year",
)  # fmt: skip
READING = Reading(sheet=0, below=1, columns={"place": 0, "period": 1, "count": 2, "note": 3}, place="area").as_plain()


def somebody() -> Viewer:
    return operator(timezone.now(), permissions=frozenset({"evidence.import", "places.register"}))


def make_body() -> None:
    Theme.objects.create(slug="tested", name="Tested")
    sector = Sector.objects.create(slug="tested", name="Tested")
    Organisation.objects.create(slug="trust", name=BODY, sector=sector)
    places.register_areas(rows=[places.AreaRow("Ashfield", "district", "E07000170")], by=somebody())


def define(token: str) -> None:
    own.start_series(organisation=BODY, about=replace(ABOUT, name=token), by=somebody())


def defined() -> Iterable[str]:
    return OwnSeries.objects.values_list("indicator__name", flat=True)


def make_series() -> None:
    make_body()
    define("Counted by the tests")


def explain(token: str) -> None:
    about = replace(ABOUT, definition=token)
    own.change_series(series=OwnSeries.objects.get(), based_on=1, about=about, by=somebody())


def explained() -> str:
    return OwnSeries.objects.get().indicator.definition


def hand_in(token: str) -> None:
    content = f"Area,Year,Families\nAshfield,2024,{len(token)}\n".encode()
    own.hand_in(series=OwnSeries.objects.get(), filename=token, content=content, by=somebody())


def handed_in() -> Iterable[str]:
    return OwnUpload.objects.values_list("filename", flat=True)


def make_quarantine() -> None:
    """A file that was taken but for one row."""
    make_series()
    hand_in("faulty")
    series = OwnSeries.objects.get()
    release = Release.objects.create(
        dataset=series.dataset, number=1, label="", identity="x", file="x", sha256="x", rows=1, made_at=timezone.now(),
        made_by="tests",
    )  # fmt: skip
    OwnUpload.objects.update(
        reading=READING, state=UploadState.TAKEN, file="", release=release, closed_at=timezone.now()
    )
    texts = {"place": "Ashfield", "period": "2024", "count": "many", "note": ""}
    QuarantinedRow.objects.create(upload=OwnUpload.objects.get(), number=2, texts=texts)


def correct(token: str) -> None:
    row = QuarantinedRow.objects.select_related("upload__series__indicator", "upload__series__organisation").get()
    own.correct_row(row=row, based_on=1, texts={**row.texts, "count": "3", "note": token}, by=somebody())


def corrected() -> str:
    return str(QuarantinedRow.objects.get().texts.get("note", ""))


WRITES = [
    *AIMS_WRITES,
    *CARE_WRITES,
    Write("own figure defined", define, defined, make_body),
    Write("own file handed in", hand_in, handed_in, make_series),
]
EDITS = [
    *AIMS_EDITS,
    *CARE_EDITS,
    Edit("own figure changed", make_series, explain, explained),
    Edit("own row corrected", make_quarantine, correct, corrected),
]

WRITES += telling_writes.WRITES
EDITS += telling_writes.EDITS
