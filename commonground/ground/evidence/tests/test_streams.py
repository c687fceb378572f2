"""Hostile and damaged files are refused while they are read, with a sentence that says what to do."""

import gzip
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.kernel.errors import Invalid
from commonground.foundation.kernel.streams import open_text
from commonground.ground.evidence.formats.tables import open_table

TABLE = b"a,b\n1,2\n3,4\n"


def read(path: Path, **limits: int) -> list[dict[str, list[str]]]:
    with open_text(path, **limits) as stream:
        return [batch.to_pydict() for batch, _ in open_table(stream).batches()]


def problem_of(path: Path, **limits: int) -> str:
    with pytest.raises(Invalid) as refused:
        read(path, **limits)
    return str(refused.value.problems[0])


@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz"])
def test_gzip_is_told_by_its_bytes_and_not_by_its_name(written, name):
    assert (
        read(written(name, TABLE))
        == read(written("other", gzip.compress(TABLE, mtime=0)))
        == [{"a": ["1", "3"], "b": ["2", "4"]}]
    )


def test_the_same_content_has_the_same_hash_packed_or_not(written):
    hashes = set()
    for path in (written("a.csv", TABLE), written("a.gz", gzip.compress(TABLE, mtime=0))):
        with open_text(path) as stream:
            list(open_table(stream).batches())
            hashes.add(stream.content)
    assert len(hashes) == 1


def test_a_byte_order_mark_is_no_part_of_the_first_column(written):
    assert list(read(written("a.csv", b"\xef\xbb\xbf" + TABLE))[0]) == ["a", "b"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "a.csv: is empty. Download it again."),
        (b"a,b\n", "a.csv: has a header but no rows. Download it again."),
        (
            b"PK\x03\x04....",
            "a.csv: is a workbook or a zip folder, not a CSV file. Save the table as CSV UTF-8, or unpack it first.",
        ),
        (b"%PDF-1.7", "a.csv: is a PDF document, not a CSV file. Look for the table among the publisher's downloads."),
        ("a,b\n1,2\n".encode("utf-16"), "a.csv: is written in UTF-16. Save it as CSV UTF-8."),
        (
            b"a,b\n1,2\nNorth \xe9,3\n",
            "a.csv, row 3: holds a character that is not UTF-8. Save it as CSV UTF-8; it may be in Windows-1252.",
        ),
        (b"a,b\n1,\0\n", "a.csv, row 2: holds bytes that are not text. Check that it is a CSV file."),
        (b"a,a\n1,2\n", "a.csv, row 1: column a stands twice in the header. Keep one."),
        (b"a,,c\n1,2,3\n", "a.csv, row 1: column 2 has no name in the header. Name or remove it."),
        (gzip.compress(TABLE * 50, mtime=0)[:-12], "a.csv: is damaged or was cut short. Download it again."),
        (b"\x1f\x8b\x08\x00garbage", "a.csv: is damaged or was cut short. Download it again."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_with_what_to_do(written, content, said):
    assert problem_of(written("a.csv", content)) == said


def test_a_gigabyte_of_noughts_in_a_megabyte_of_gzip_is_refused_at_once(tmp_path):
    path = tmp_path / "zeros.csv.gz"
    with gzip.open(path, "wb", compresslevel=1) as bomb:
        for _ in range(1024):
            bomb.write(bytes(1 << 20))
    began = time.perf_counter()
    assert problem_of(path) == "zeros.csv.gz, row 1: holds bytes that are not text. Check that it is a CSV file."
    assert time.perf_counter() - began < 1


def test_a_bomb_that_looks_like_a_table_is_refused_by_how_much_it_unpacks_to(tmp_path):
    path = tmp_path / "bomb.csv.gz"
    with gzip.open(path, "wb") as bomb:
        bomb.write(b"a,b\n")
        for _ in range(64):
            bomb.write(b"0,0\n" * (1 << 18))
    assert problem_of(path) == "bomb.csv.gz: unpacks to more than 200 times its size. Check that it is a CSV file."


def test_a_file_larger_than_the_limit_is_refused_however_it_is_packed(written):
    said = problem_of(written("a.csv", TABLE * 200_000), largest=2 << 20)
    assert said == "a.csv: holds more than 2 MB when unpacked. Import it in smaller parts."


def outcome_of(path: Path) -> list[dict[str, list[str]]] | Invalid:
    try:
        return read(path)
    except Invalid as refused:
        return refused


@given(st.binary(max_size=400))
def test_any_bytes_are_either_read_or_refused_with_a_sentence(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("any") / "a.csv"
    path.write_bytes(content)
    found = outcome_of(path)
    assert isinstance(found, list) or (found.sentence.startswith("a.csv cannot be read") and found.problems)
