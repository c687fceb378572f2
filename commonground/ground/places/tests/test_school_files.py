"""Files of schools: which kind each is, what its rows say, and what is wrong by row and column."""

from datetime import date
from pathlib import Path

import pytest

from commonground.foundation.kernel.errors import Invalid
from commonground.ground.places.formats.schools import ReadFiles, day_in_name, read_school_files
from commonground.ground.places.tests import registers
from commonground.ground.places.tests.registers import FARMILO, FIVE, write, write_table


def read(path: Path) -> ReadFiles:
    return read_school_files([path])


def told(path: Path) -> list[str]:
    return [str(problem) for problem in read(path).problems]


def test_a_register_is_read_as_it_is_published(tmp_path: Path) -> None:
    found = read(write(tmp_path, FIVE))
    assert found.problems == []
    school = found.schools[0]
    assert (school.urn, school.code, school.authority, school.number) == (133272, "URN133272", "891", "3781")
    assert (school.phase, school.status, school.youngest, school.oldest) == ("primary", "open", 3, 11)
    assert (school.postcode, school.easting, school.northing) == ("NG19 7RS", 451159, 363643)


def test_the_register_of_today_has_other_heads_and_another_encoding(tmp_path: Path) -> None:
    heads = {
        "Local authority (code)": "LA (code)", "Establishment name": "EstablishmentName",
        "Phase of education": "PhaseOfEducation (name)", "Establishment status": "EstablishmentStatus (name)",
        "Establishment number": "EstablishmentNumber", "Type of establishment": "TypeOfEstablishment (name)",
        "Statutory lowest age": "StatutoryLowAge", "Statutory highest age": "StatutoryHighAge",
        "X": "Easting", "Y": "Northing", "Close date": "CloseDate",
    }  # fmt: skip
    row = {**FARMILO, "Establishment name": "St Mary’s", "Close date": "31-08-2026", "Establishment status": "Closed"}
    found = read(write(tmp_path, [row], heads=heads, encoding="cp1252"))
    assert [(one.name, one.closed_on, one.status) for one in found.schools] == [
        ("St Mary’s", date(2026, 8, 31), "closed")
    ]


def test_a_changed_column_name_is_told_with_the_one_that_could_be_meant(tmp_path: Path) -> None:
    path = write(tmp_path, FIVE, heads={"Phase of education": "Phase of educations"})
    assert told(path) == [
        f"{registers.NAME}: has no column “Phase of education”. Perhaps it is now called “Phase of educations”: "
        "name it as before, or add the new name to the pack."
    ]
    assert read(path).schools == []


def test_a_column_given_twice_is_refused(tmp_path: Path) -> None:
    assert "has the column “URN” 2 times." in told(write(tmp_path, FIVE, heads={"Establishment number": "URN"}))[0]


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("URN", "", "is empty; it should hold a unique reference number."),
        ("URN", "99", "“99” is no unique reference number."),
        ("URN", "133272.5", "“133272.5” is no unique reference number."),
        ("Establishment name", " ", "is empty; it should hold a name."),
        ("Phase of education", "Upper", "“Upper” is no phase we know."),
        ("Establishment status", "Perhaps", "“Perhaps” is no status we know."),
        ("Postcode", "NG19", "“NG19” is no postcode of this country."),
        ("X", "west", "“west” is no number of metres."),
        ("Y", "inf", "“inf” is no number of metres."),
        ("Statutory highest age", "110", "“110” is no age in years."),
        ("Statutory highest age", "2", "“2” is below the lowest age, 3."),
        ("Establishment name", "x" * 201, "is no name."),
        ("Local authority (code)", "1000", "“1000” is no number of an authority."),
        ("Establishment number", "10000", "“10000” is no number of a school."),
        ("Type of establishment", "x" * 101, "is no kind of school."),
        ("Close date", "31/02/2017", "“31/02/2017” is no date."),
    ],
)
def test_what_is_wrong_in_a_cell_is_told_by_row_and_column(
    tmp_path: Path, column: str, value: str, message: str
) -> None:
    found = read(write(tmp_path, [FARMILO, {**FIVE[1], column: value}]))
    assert [(problem.row, problem.column) for problem in found.problems] == [(3, column)]
    assert message in str(found.problems[0])
    assert len(found.schools) == 1


def test_a_row_with_too_few_cells_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, FIVE)
    path.write_text(path.read_text() + "133272.0,891.0\n")
    assert "row 7: has 2 cells where the heads are 13." in told(path)[0]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty."),
        (b"name,colour\nA,blue\n", "is no file of schools that we know; its columns are name, colour."),
        ("URN,X".encode("utf-16"), "is written in UTF-16."),
        (b"\x1f\x8b\x08broken", "is damaged or was cut short."),
        (b"," * 1000 + b"\n", "has 1001 columns in row 1."),
    ],
)
def test_what_is_no_file_of_schools_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "schools.csv"
    path.write_bytes(content)
    with pytest.raises(Invalid) as refused:
        read(path)
    assert message in str(refused.value.problems[0])


def test_postcodes_and_addresses_are_told_apart_from_registers(tmp_path: Path) -> None:
    heads = ["input_row", "standard_postcode", "X_BNG1115jul", "Y_BNG1115jul", "input_postcode"]
    postcodes = write_table(tmp_path, "p.csv", [heads, ["1", "NG197RS", "451259", "363609", "NG19 7RS"]])
    heads = ["address", "name", "street", "lon", "lat", "lad_derived"]
    addresses = write_table(
        tmp_path, "a.csv", [heads, ["9C", "FARMILO PRIMARY SCHOOL", "1", "-1.23", "53.16", "E07000174"]]
    )
    found = read_school_files([postcodes, addresses])
    assert found.problems == []
    assert [(one.postcode, one.easting) for one in found.postcodes] == [("NG19 7RS", 451259)]
    assert [(one.name, one.longitude, one.district) for one in found.addresses] == [
        ("FARMILO PRIMARY SCHOOL", -1.23, "E07000174")
    ]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("edubasealldata20170713.csv", date(2017, 7, 13)),
        ("edubase_jul2017_partial.csv", date(2017, 7, 1)),
        ("schools-2017-07-13.csv", date(2017, 7, 13)),
        ("schools.csv", None),
        ("register20171399.csv", None),
    ],
)
def test_the_day_of_a_file_stands_in_its_name_or_is_asked_for(name: str, day: date | None) -> None:
    assert day_in_name(name) == day
