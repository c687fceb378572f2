"""`commonground locate`: one postcode, or a list of them."""

import csv
import gzip
import json
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from commonground.foundation.kernel.errors import Invalid
from commonground.ground.places.commands import locate
from commonground.ground.places.models import Area, FootprintVersion

LIST = "name,Post code\nA,NG18 1AA\nB,ng150aa\n,\nC,NG99 9ZZ\nD,=1+1\nE,EH1 1AA\nF,\n"


def call(*words: str | Path) -> Result:
    return CliRunner().invoke(locate, [str(word) for word in words], catch_exceptions=False)


def written(folder: Path, content: str | bytes, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def problem_of(path: Path, *words: str) -> str:
    with pytest.raises(Invalid) as wrong:
        call("--file", path, *words)
    return str(wrong.value.problems[0])


def test_a_postcode_may_be_typed_with_its_space(six: FootprintVersion) -> None:
    said = call("NG18", "1AA", "--on", "2026-01-01")
    assert said.exit_code == 0
    assert said.output.splitlines()[:3] == [
        "NG18 1AA as at 1 January 2026",
        "  Authority                               Nottinghamshire (E10000024)",
        "  District                                Mansfield (E07000174)",
    ]
    assert "Locality groups: Locality (Six (2015))  Mansfield and Ashfield" in said.output
    assert "Its small areas are not known: no outlines of small areas are loaded." in said.output
    assert said.output.splitlines()[-1].startswith("  Source: ONS Postcode Directory")


def test_machines_get_authority_district_and_every_footprint_of_the_day(six: FootprintVersion) -> None:
    told = json.loads(call("NG18 1AA", "--on", "2014-01-01", "--json").output)
    assert (told["authority"]["code"], told["district"]["code"], told["on"]) == ("E10000024", "E07000174", "2014-01-01")
    assert told["footprints"] == [
        {
            "footprint": "localities",
            "version": "seven-2013",
            "valid_from": "2013-01-01",
            "valid_until": "2015-01-01",
            "level": "locality",
            "area": {"key": "E07000174", "name": "Mansfield", "slug": "mansfield"},
            "why": None,
        }
    ]
    assert (told["problem"], told["ward"], told["small_areas"]) == (None, None, [])


@pytest.mark.parametrize(
    ("postcode", "code", "kind"),
    [
        ("NG18", 1, "malformed"),
        ("NG99 9ZZ", 2, "unknown"),
        ("NG1 5FS", 5, "out of area"),
        ("CF10 1AA", 6, "another country"),
        ("B13 3AH", 7, "no ground"),
    ],
)
def test_each_reason_has_an_exit_code_of_its_own_in_words_and_in_json(
    six: FootprintVersion, postcode: str, code: int, kind: str
) -> None:
    assert call(postcode).exit_code == code
    said = call(postcode, "--json")
    assert (said.exit_code, json.loads(said.output)["problem"]["kind"]) == (code, kind)
    assert f"{code} " in call("--help").output


def test_neither_a_postcode_nor_a_list_or_both_is_not_understood(six: FootprintVersion, tmp_path: Path) -> None:
    assert call().exit_code == 2
    assert call("NG18 1AA", "--file", written(tmp_path, LIST)).exit_code == 2


def test_a_list_is_counted_and_what_is_not_placed_is_named_by_row_and_column(
    six: FootprintVersion, tmp_path: Path
) -> None:
    out = tmp_path / "placed.csv"
    said = call("--file", written(tmp_path, LIST), "--on", "2026-01-01", "--out", out)
    assert said.output.splitlines()[0] == (
        "6 postcodes as at 1 January 2026: 2 placed, 4 not placed (1 unknown, 2 malformed, 1 another country)."
    )
    assert "          2  Mansfield and Ashfield" in said.output
    rows = list(csv.DictReader(out.read_text("utf-8-sig").splitlines()))
    assert [(row["Row"], row["Postcode"], row["District"]) for row in rows][:2] == [
        ("2", "NG18 1AA", "Mansfield"),
        ("3", "NG15 0AA", "Ashfield"),
    ]
    missing = list(csv.DictReader((tmp_path / "placed-not-placed.csv").read_text("utf-8-sig").splitlines()))
    assert [(row["Row"], row["Column"], row["Kind"]) for row in missing] == [
        ("5", "Post code", "unknown"),
        ("6", "Post code", "malformed"),
        ("7", "Post code", "another country"),
        ("8", "Post code", "malformed"),
    ]


def test_text_that_looks_like_a_formula_leaves_as_text(six: FootprintVersion, tmp_path: Path) -> None:
    out = tmp_path / "placed.csv"
    call("--file", written(tmp_path, "postcode\n=cmd|' /C calc'!A0\n"), "--out", out)
    assert "'=cmd" in out.read_text("utf-8-sig")
    assert "\n2,=cmd" not in out.read_text("utf-8-sig")


def test_counts_for_machines_add_up_to_all(six: FootprintVersion, tmp_path: Path) -> None:
    told = json.loads(call("--file", written(tmp_path, LIST), "--json").stdout)
    assert told["total"] == told["placed"] + sum(told["not_placed"].values()) == 6
    [level] = told["footprints"]
    assert sum(level["areas"].values()) + sum(level["in_none"].values()) == told["placed"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "list.csv: is empty."),
        (b"postcode\n", "list.csv: has a header but no rows."),
        (b"name,town\na,b\n", "list.csv, row 1: There is no column of postcodes; the columns are name, town."),
        (b"Postcode,post code\na,b\n", "list.csv, row 1: Column “postcode” stands 2 times in the header. Keep one."),
        (b"postcode\nNG18 1AA\xff\n", "list.csv, row 2: holds a character that is not UTF-8."),
        ("postcode\nNG18 1AA\n".encode("utf-16"), "list.csv: is written in UTF-16."),
        (b"PK\x03\x04 workbook", "list.csv: is a workbook or a zip folder, not a CSV file."),
        (b"postcode\n\0\n", "list.csv, row 2: holds bytes that are not text."),
        pytest.param(b'postcode\n"NG18' + b"x" * 200_000, "stops being a table here.", id="an open quotation mark"),
    ],
)  # fmt: skip
def test_a_list_that_cannot_be_read_says_where_and_what_to_do(tmp_path: Path, content: bytes, says: str) -> None:
    assert says in problem_of(written(tmp_path, content))


def test_a_column_of_another_name_is_told(six: FootprintVersion, tmp_path: Path) -> None:
    path = written(tmp_path, "Home,School\nNG18 1AA,NG15 0AA\n")
    assert json.loads(call("--file", path, "--column", "school", "--json").stdout)["placed"] == 1
    assert "There is no column “work”; the columns are Home, School." in problem_of(path, "--column", "work")


def test_a_list_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    assert problem_of(tmp_path / "absent.csv") == "absent.csv: is not there. Check the path."


def test_a_gigabyte_of_zeros_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "zeros.csv.gz"
    with gzip.open(path, "wb", compresslevel=1) as bomb:
        for _ in range(1024):
            bomb.write(bytes(1 << 20))
    began = time.process_time()
    assert "holds bytes that are not text" in problem_of(path)
    assert time.process_time() - began < 1


def test_nothing_that_is_there_is_written_over_unless_asked(six: FootprintVersion, tmp_path: Path) -> None:
    path, out = written(tmp_path, LIST), written(tmp_path, "mine", "out.csv")
    with pytest.raises(Invalid, match="cannot be written"):
        call("--file", path, "--out", out)
    assert out.read_text() == "mine"
    with pytest.raises(Invalid, match="cannot be written"):
        call("--file", path, "--out", path, "--replace")
    assert path.read_text() == LIST
    with pytest.raises(Invalid, match="cannot be written"):
        call("--file", path, "--out", tmp_path / "nowhere" / "out.csv")
    assert call("--file", path, "--out", out, "--replace").exit_code == 0
    assert out.read_text("utf-8-sig").startswith("Row,")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["list.csv", "out-not-placed.csv", "out.csv"]


def test_without_any_area_the_council_is_still_known(root: Area) -> None:
    assert "No footprint is drawn yet." in call("NG18 1AA").output
