"""A county with two maps, somebody who brings figures for an organisation, and files drawn as tables."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import openpyxl

from commonground.foundation.kernel.viewer import Viewer, operator
from commonground.foundation.work.models import Job
from commonground.ground.evidence.actions import own
from commonground.ground.evidence.actions.own import releasing, taking
from commonground.ground.evidence.models import OwnSeries, OwnUpload
from commonground.ground.evidence.queries import own as own_queries
from commonground.ground.evidence.rules.indicators import Method, Polarity
from commonground.ground.evidence.rules.own import OwnDefinition, Reading
from commonground.ground.evidence.tests.conftest import NOW
from commonground.ground.partners import queries as partners
from commonground.ground.partners.models import Account, Membership, Organisation, Role, Sector
from commonground.ground.places import actions as places
from commonground.ground.places import queries as place_queries
from commonground.ground.places.rules import Placing

POSTCODES = {
    "Ashfield": "NG15 0AA",
    "Bassetlaw": "S80 3HP",
    "Broxtowe": "NG16 3HB",
    "Gedling": "NG5 7AX",
    "Mansfield": "NG18 1AA",
    "Newark and Sherwood": "NG21 0DU",
    "Rushcliffe": "NG11 0AA",
}
COVERAGE = "E10000024"
DISTRICTS = {f"E070001{70 + at}": name for at, name in enumerate(POSTCODES)}
TOGETHER = dict.fromkeys(["E07000170", "E07000174"], "Mansfield and Ashfield")


def draw_county() -> None:
    """Seven districts, on a map of seven localities and on one of six."""
    by = operator(NOW, permissions=frozenset({"places.register", "places.draft", "places.publish"}))
    rows = [
        places.AreaRow("England", "country", "E92000001"),
        places.AreaRow("Nottinghamshire", "county", COVERAGE, within=("E92000001",)),
        *(places.AreaRow(name, "district", code, within=(COVERAGE,)) for code, name in DISTRICTS.items()),
    ]
    places.register_areas(rows=rows, by=by)
    footprint = places.create_footprint(
        slug="localities", name="Localities", root=place_queries.area_by_reference(COVERAGE),
        levels=[places.LevelRow("Locality", "Localities")], by=by,
    )  # fmt: skip
    for label, placed, since in (("Seven (2013)", {}, date(2013, 1, 1)), ("Six (2015)", TOGETHER, date(2015, 1, 1))):
        version = places.draft_version(footprint=footprint, label=label, base="district", by=by)
        placings = [Placing(code, placed.get(code, name)) for code, name in DISTRICTS.items()]
        version = places.save_draft(version=version, based_on=version.version, placings=placings, by=by)
        places.publish_version(version=version, valid_from=since, based_on=version.version, by=by)


def somebody(name: str = "Pat Partner", organisation: str = "North Trust", *permissions: str) -> Viewer:
    """Somebody with an account who brings figures for an organisation, or has other permissions."""
    sector, _ = Sector.objects.get_or_create(slug="health", defaults={"name": "Health"})
    body, _ = Organisation.objects.get_or_create(
        slug=organisation.casefold().replace(" ", "-"), defaults={"name": organisation, "sector": sector}
    )
    held = list(permissions or ("evidence.own",))
    role, _ = Role.objects.get_or_create(
        slug="-".join(held).replace(".", "-"), defaults={"name": str(held), "permissions": held}
    )
    account = Account.objects.create(email=f"{name}@example.org".replace(" ", ".").casefold(), name=name)
    Membership.objects.create(account=account, role=role, organisation=body, starts_on=date(2020, 1, 1))
    return partners.viewer_for(account, session="session", now=NOW)


def defined(**more: Any) -> OwnDefinition:
    """Families seen at drop-in sessions, a count by financial year."""
    values: dict[str, Any] = {
        "name": "Families at drop-ins", "definition": "Families seen at a drop-in session.", "unit": "families",
        "licence": "Shared by the trust for planning", "theme": "front-door", "method": Method.COUNT,
        "polarity": Polarity.CONTEXT, "period_kind": "financial-year",
    }  # fmt: skip
    return OwnDefinition(**(values | more))


def series(by: Viewer, organisation: str = "North Trust", **more: Any) -> OwnSeries:
    return own.start_series(organisation=organisation, about=defined(**more), by=by)


def csv_of(*rows: Sequence[object]) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue().encode()


def workbook(*rows: Sequence[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def thousand(*, faulty: int = 7) -> list[list[object]]:
    """A row for each of a thousand events, seven of them faulty: scenario 8."""
    postcodes = list(POSTCODES.values())
    rows: list[list[object]] = [[postcodes[at % 7], f"{at % 28 + 1}/5/2024"] for at in range(1000)]
    wrong = ["NG99 9ZZ", "M1 1AE", "NG15", "CF10 1AA", "", "nowhere"]
    for at, text in enumerate(wrong[: faulty and 6]):
        rows[100 + 100 * at][0] = text
    if faulty:
        rows[750][1] = "45413"
    return [["Postcode", "Date"], *rows]


def handed_in(held: OwnSeries, content: bytes, by: Viewer, name: str = "drop-ins.csv", **reading: Any) -> OwnUpload:
    """Handed in, read as guessed but for what is said, and checked as the worker does."""
    upload = own.hand_in(series=held, filename=name, content=content, by=by)
    plain = own_queries.reading_of(upload).as_plain() | reading
    upload = own.read_as(upload=upload, based_on=upload.version, reading=Reading.from_plain(plain), by=by)
    Job.objects.all().delete()  # the worker is through with it
    return taking.check_upload(upload=fresh(upload, by), by=by)


def taken(upload: OwnUpload, by: Viewer, *, only_good: bool = False) -> OwnUpload:
    """Released as the worker does."""
    upload = own.take(upload=upload, based_on=upload.version, only_good=only_good, by=by)
    Job.objects.all().delete()
    taking.release_upload(upload=fresh(upload, by), version=upload.version, by=by)
    return fresh(upload, by)


def corrected(upload: OwnUpload, by: Viewer) -> None:
    own.take_corrected(upload=upload, by=by)
    Job.objects.all().delete()
    releasing.release_corrected(upload=fresh(upload, by), by=by)


def fresh(upload: OwnUpload, by: Viewer) -> OwnUpload:
    return own_queries.upload(by, upload.pk)


def what(problems: Iterable[Any]) -> list[str]:
    return [f"{one.where}: {one.what}" for one in problems]
