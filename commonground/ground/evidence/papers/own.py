"""Files of one's own in words and tables: what a check found, what would change, what is wrong by cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from commonground.foundation.documents.report import Cell, Column, Report, Table
from commonground.foundation.kernel.errors import Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence.formats.own import Faulty
from commonground.ground.evidence.models import OwnUpload
from commonground.ground.evidence.queries import own
from commonground.ground.evidence.rules.indicators import number
from commonground.ground.places import queries as places

SHOWN = 100  # faults of a preview on its page; the download has all
CONTACT = "Whoever handed the file in; its page says who and when."


@dataclass(frozen=True)
class Preview:
    """What a checked file would do. `faulty` are its faulty rows."""

    upload: OwnUpload
    faulty: Sequence[Faulty]

    @property
    def found(self) -> Mapping[str, Any]:
        return self.upload.checked

    @cached_property
    def problems(self) -> list[Problem]:
        return [problem for row in self.faulty for problem in row.problems]

    @property
    def shown_problems(self) -> list[Problem]:
        return self.problems[:SHOWN]

    @property
    def headline(self) -> str:
        """“1,000 rows: 993 are good, 7 are faulty. Nothing is changed yet.”"""
        found = self.found
        some = f"{_are(found['good'])} good, {_are(found['faulty'])} faulty"
        return f"{_rows(found['rows'])}: {some if found['faulty'] else 'all of them are good'}. Nothing is changed yet."

    @property
    def changes(self) -> str:
        """What it would add, change and leave."""
        found = self.found
        said = (
            f"{_figures(found['added'])} would be added, {number(found['changed'])} changed, "
            f"{number(found['same'])} left as they are."
        )
        if found["not_named"]:
            said += f" {_figures(found['not_named'])} of the same periods are not in this file and stay."
        return said

    @property
    def notes(self) -> list[str]:
        """What a person should know about how the file was read."""
        found, said = self.found, []
        if found["hidden"]:
            said.append(f"{_rows(found['hidden'])} of the sheet {_is(found['hidden'])} hidden and left out.")
        if found["formulas"]:
            cells = "1 cell holds" if found["formulas"] == 1 else f"{number(found['formulas'])} cells hold"
            said.append(f"{cells} a formula: the value last worked out is taken, where there is one.")
        if found["totals"]:
            said.append(
                f"{_rows(found['totals'])} that {'adds' if found['totals'] == 1 else 'add'} up the others "
                f"{_is(found['totals'])} compared and left out."
            )
        if found["wrong_totals"]:
            said.append("A total is unequal to its rows.")
        if found["filled"]:
            said.append(f"{_figures(found['filled'])} of places that the file does not name are taken as nought.")
        if found["is_blind"]:
            said.append(
                "Hidden rows and formulas cannot be seen in an old Excel file: save it as .xlsx to have them told."
            )
        names = places.set_names() if found["outside"] else {}
        for area_set, rows in found["outside"].items():
            said.append(
                f"{_rows(rows)} {'lies' if rows == 1 else 'lie'} in no outline of {names.get(area_set, area_set)}: "
                "counted in the district, and missing on maps drawn from those areas alone."
            )
        if found["placing"]:
            said.append("Each row is counted in the areas that its point lies in. No postcode is kept.")
        return said

    @cached_property
    def periods(self) -> list[list[str]]:
        """Each period with its rows and sums."""
        about = own.definition(self.upload.series)
        return [
            [
                about.period(period).label, number(held["rows"]), number(held["count"]),
                number(held["denominator"]) if held["denominator"] else "",
                number(held["symbols"]) if held["symbols"] else "",
            ]
            for period, held in self.upload.checked["periods"].items()
        ]  # fmt: skip

    @cached_property
    def changed(self) -> list[list[str]]:
        """Figures that would change: area, period, before, after."""
        rows = self.upload.checked["changes"]
        about = own.definition(self.upload.series)
        areas = places.areas_by_key(row["area"] for row in rows)
        return [
            [areas[row["area"]].name if row["area"] in areas else row["area"], about.period(row["period"]).label,
             row["before"], row["after"]]
            for row in rows
        ]  # fmt: skip

    @property
    def may_take_good(self) -> bool:
        return bool(self.problems) and self.found["good"] > 0


def outcome_in_words(upload: OwnUpload) -> str:
    """“993 of 1,000 rows were taken: 12 figures added, 3 changed, 6 left as they were.”"""
    held = upload.outcome
    said = f"{number(held['good'])} of {_rows(held['rows'])} were taken: {_figures(held['added'])} added"
    return f"{said}, {number(held['changed'])} changed, {number(held['same'])} left as they were."


def faults_report(upload: OwnUpload, faulty: Sequence[Faulty], *, by: Viewer) -> Report:
    """Every fault by cell, to be mended beside the file."""
    rows: list[list[Cell]] = [
        [row.number, problem.where, row.texts.get(problem.column or "", ""), problem.what, problem.do]
        for row in faulty
        for problem in row.problems
    ]
    columns = [
        Column("Row", "number"), Column("Cell"), Column("What it says"), Column("What is wrong"), Column("What to do")
    ]  # fmt: skip
    table = Table(caption=f"What is wrong in {upload.filename}, by cell", columns=columns, rows=rows)
    title = f"What is wrong in {upload.filename}"
    return Report(title=title, as_at=by.today, contact=CONTACT, data=table, name=f"faults-{upload.filename}")


def _rows(count: float) -> str:
    return f"{number(count)} row{'' if count == 1 else 's'}"


def _figures(count: float) -> str:
    return f"{number(count)} figure{'' if count == 1 else 's'}"


def _are(count: float) -> str:
    return f"{number(count)} {_is(count)}"


def _is(count: float) -> str:
    return "is" if count == 1 else "are"
