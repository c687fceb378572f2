"""Reports by others, attached as a link or a file with title, publisher and date (E3, E6)."""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import access
from commonground.ground.evidence.actions import storage
from commonground.ground.evidence.models import CitedReport, Theme
from commonground.ground.evidence.rules import privacy
from commonground.ground.evidence.rules.intelligence import file_problems

if TYPE_CHECKING:
    from commonground.ground.places.models import Area

WRONG = "This report cannot be cited as it is."
SAFE_LINKS = ("https://", "http://")


@dataclass(frozen=True)
class Attached:
    """A file as it came: its name, its size, and its content to be read once."""

    name: str
    size: int
    content: IO[bytes]


def cite_report(
    *,
    area: "Area",
    theme: Theme | None,
    title: str,
    publisher: str,
    published_on: date,
    tells: str = "",
    link: str = "",
    file: Attached | None = None,
    by: Viewer,
) -> CitedReport:
    """Cite what somebody else has published on an area. The file is stored before its row. Raises Refused, Invalid."""
    access.check_can_write(by)
    _check(title=title, tells=tells, published_on=published_on, link=link, file=file, by=by)
    report = CitedReport(
        area=area,
        theme=theme,
        title=title.strip(),
        publisher=publisher.strip(),
        published_on=published_on,
        tells=tells.strip(),
        link=link,
        cited_by=by.label,
        cited_at=by.now,
    )
    if file is not None:
        report.file, report.sha256 = _keep(file)
        report.file_name, report.size = Path(file.name).name, file.size
    return _record(report=report, by=by)


@audit.atomic()
def _record(*, report: CitedReport, by: Viewer) -> CitedReport:
    access.check_can_write(by)
    report.save(force_insert=True)
    details = {"publisher": report.publisher, "link": report.link, "sha256": report.sha256}
    audit.record("report cited", by=by, about=report, details=details)
    return report


@audit.atomic()
def withdraw_report(*, report: CitedReport, based_on: int, why_withdrawn: str, by: Viewer) -> None:
    """Take a report off the list. Profiles frozen before still name it. Raises Refused, Invalid, Conflict."""
    access.check_can_write(by)
    if not why_withdrawn.strip():
        raise Invalid(WRONG, [Problem("Say why it is withdrawn.", column="why_withdrawn")])
    change(report, based_on=based_on, withdrawn_on=by.today, why_withdrawn=why_withdrawn.strip())
    audit.record("report withdrawn", by=by, about=report, details={"why": report.why_withdrawn})


def _keep(file: Attached) -> tuple[str, str]:
    with storage.workplace() as folder:
        path = folder / f"report{Path(file.name).suffix.lower()}"
        with path.open("wb") as written:
            shutil.copyfileobj(file.content, written)
        return storage.keep(path, storage.REPORTS)


def _check(*, title: str, tells: str, published_on: date, link: str, file: Attached | None, by: Viewer) -> None:
    problems = [*privacy.problems(tells, column="tells"), *privacy.problems(title, column="title")]
    problems += privacy.too_late(published_on, today=by.today, column="published_on")
    if bool(link) is (file is not None):
        problems.append(Problem("Give a link or a file, one of the two.", column="link"))
    if link and not link.startswith(SAFE_LINKS):
        problems.append(Problem("A link begins with https://.", column="link"))
    if file is not None:
        begins = file.content.read(8)
        file.content.seek(0)
        problems += file_problems(file.name, begins, file.size)
    if problems:
        raise Invalid(WRONG, problems)
