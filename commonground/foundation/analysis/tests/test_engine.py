"""The engine reads what it is shown, writes whole files, and touches nothing else."""

import duckdb
import narwhals as nw
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from commonground.foundation.analysis import engine
from commonground.foundation.kernel.errors import NotFound


@pytest.fixture
def folder(tmp_path):
    parquet.write_table(pa.table({"area": ["a", "b"], "value": [1.0, 2.0]}), tmp_path / "one.parquet")
    parquet.write_table(pa.table({"value": [3.0], "area": ["c"], "symbol": ["c"]}), tmp_path / "two.parquet")
    return tmp_path


def test_files_are_one_table_whatever_the_order_of_their_columns(folder):
    connection = engine.connect(folders=[folder])
    frame = engine.scan(connection, [folder / "one.parquet", folder / "two.parquet"]).sort("area")
    assert engine.rows(frame) == [
        {"area": "a", "value": 1.0, "symbol": None},
        {"area": "b", "value": 2.0, "symbol": None},
        {"area": "c", "value": 3.0, "symbol": "c"},
    ]


@pytest.mark.parametrize("names", [[], ["gone.parquet"], ["one.parquet", "gone.parquet"]])
def test_a_missing_file_is_named(folder, names):
    connection = engine.connect(folders=[folder])
    with pytest.raises(NotFound, match="gone" if names else "none was named"):
        engine.scan(connection, [folder / name for name in names])


@pytest.mark.parametrize(
    "query",
    [
        "select * from read_csv('/etc/passwd')",
        "select * from read_text('/etc/hostname')",
        "select * from glob('/etc/*')",
        "attach '/etc/commonground.db'",
        "install httpfs",
        "load httpfs",
        "select * from 'https://example.org/data.parquet'",
        "set enable_external_access=true",
        "set allowed_directories=['/']",
        "set threads=64",
        "select * from a_python_name",
    ],
)
def test_a_query_reaches_no_other_file_no_network_and_no_setting(folder, query):
    connection = engine.connect(folders=[folder])
    a_python_name = pa.table({"secret": [1]})
    assert a_python_name.num_rows == 1
    with pytest.raises(duckdb.Error):
        connection.execute(query)


def test_a_folder_with_a_quote_in_its_name_is_no_way_in(tmp_path):
    folder = tmp_path / "it's']"
    folder.mkdir()
    parquet.write_table(pa.table({"value": [1.0]}), folder / "one.parquet")
    connection = engine.connect(folders=[folder])
    assert engine.rows(engine.scan(connection, [folder / "one.parquet"])) == [{"value": 1.0}]


def test_what_is_written_is_read_back(folder):
    connection = engine.connect(folders=[folder])
    frame = engine.scan(connection, [folder / "one.parquet"]).with_columns(value=nw.col("value") * 2)
    engine.write(frame, folder / "doubled.parquet")
    back = engine.scan(connection, [folder / "doubled.parquet"]).sort("area")
    assert [row["value"] for row in engine.rows(back)] == [2.0, 4.0]


def test_a_write_that_fails_leaves_the_old_file_and_no_rest(folder):
    connection = engine.connect(folders=[folder])
    before = (folder / "two.parquet").read_bytes()
    broken = engine.scan(connection, [folder / "one.parquet"]).select(nw.col("area").cast(nw.Int64))
    with pytest.raises(duckdb.Error):
        engine.write(broken, folder / "two.parquet")
    assert (folder / "two.parquet").read_bytes() == before
    assert sorted(path.name for path in folder.iterdir()) == ["one.parquet", "two.parquet"]


def test_nothing_is_written_outside_the_folders(folder, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "out.csv"
    with pytest.raises(duckdb.PermissionException):
        engine.connect(folders=[folder]).execute(f"copy (select 1) to '{elsewhere}'")
    assert not elsewhere.exists()


def test_work_larger_than_its_memory_goes_to_the_spill_folder(tmp_path):
    connection = engine.connect(memory="30MB", threads=1, spill=tmp_path / "spill")
    connection.execute("create temp table big as select hash(i) as h, i from range(4000000) t(i)")
    assert connection.sql("select count(*) from big").fetchone() == (4_000_000,)


def test_work_larger_than_its_memory_fails_where_nothing_may_be_spilled():
    connection = engine.connect(memory="30MB", threads=1)
    with pytest.raises(duckdb.OutOfMemoryException):
        connection.execute("create temp table big as select hash(i) as h, i from range(4000000) t(i)")
