"""Releases: immutable, the same input once, nothing half done."""

from datetime import UTC, datetime

import pyarrow as pa
import pytest
from django.core.files.storage import default_storage

from commonground.foundation.kernel.errors import Invalid, NotFound, Refused
from commonground.foundation.kernel.viewer import Viewer, operator, public
from commonground.ground.evidence import actions, queries
from commonground.ground.evidence.actions.storage import incoming
from commonground.ground.evidence.formats.observations import SCHEMA, SourceFile
from commonground.ground.evidence.models import Release

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
FILE = SourceFile(name="c1.csv", sha256="a" * 64, size=10, rows=2, layout="c1", content="b" * 64)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.COMMONGROUND_HOME = tmp_path


@pytest.fixture
def analyst() -> Viewer:
    viewer = operator(NOW, permissions=frozenset({"evidence.import", "places.register"}))
    actions.load_packs(by=viewer)
    return viewer


def observations(*rows: dict[str, object]) -> pa.Table:
    plain = {"indicator": "referrals", "area": "E10000024", "period": "2024", "file": "c1.csv", "row": 2}
    return pa.Table.from_pylist([{**plain, **row} for row in rows], schema=SCHEMA)


def publish(analyst, table, files=(FILE,), **values):
    return actions.publish_release(
        dataset="dfe-cin", observations=table, files=files, label="2024", by=analyst, **values
    )


def test_a_release_is_one_file_named_by_its_hash_and_one_row(analyst):
    made = publish(analyst, observations({"value": 8462.0}, {"area": "E92000001", "value": 621880.0}))
    assert (made.is_new, made.release.number, made.release.rows) == (True, 1, 2)
    assert made.release.file == f"evidence/releases/{made.release.sha256}.parquet"
    assert default_storage.exists(made.release.file)
    assert [row.value for row in queries.rows_of_release(made.release, viewer=public(NOW), file="c1.csv", row=2)] == [
        8462.0,
        621880.0,
    ]


def test_the_same_input_again_changes_nothing_even_under_another_name(analyst):
    first = publish(analyst, observations({"value": 8462.0}))
    renamed = SourceFile(name="copy.csv.gz", sha256="c" * 64, size=5, rows=2, layout="c1", content=FILE.content)
    again = publish(analyst, observations({"value": 8462.0}), files=[renamed])
    assert (again.is_new, again.release.pk, Release.objects.count()) == (False, first.release.pk, 1)


def test_a_correction_is_a_new_release_beside_the_old_one(analyst):
    publish(analyst, observations({"value": 8462.0}))
    corrected = SourceFile(name="c1.csv", sha256="d" * 64, size=10, rows=2)
    made = publish(analyst, observations({"value": 8463.0}), files=[corrected])
    assert (made.release.number, Release.objects.count()) == (2, 2)


UNKNOWN = "indicator ‘nothing’ is not one of this dataset. Add it to the catalogue first."
TWICE = "c1.csv, row 2: referrals of E10000024 for 2024 stands 2 times, also in row 9. Keep one."
SILENT = "c1.csv, row 2: there is neither a number nor a symbol. Give one."


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"indicator": "nothing", "value": 1.0}], UNKNOWN),
        ([{"value": 1.0}, {"value": 2.0, "row": 9}], TWICE),
        ([{}], SILENT),
    ],
)
def test_what_no_release_may_hold_is_refused_and_nothing_is_left_behind(analyst, rows, message):
    with pytest.raises(Invalid) as refused:
        publish(analyst, observations(*rows))
    assert [str(problem) for problem in refused.value.problems] == [message]
    assert Release.objects.count() == 0
    assert list(incoming().iterdir()) == []
    assert not default_storage.exists("evidence/releases")


def test_a_table_of_another_shape_is_refused_naming_the_columns(analyst):
    with pytest.raises(Invalid) as refused:
        publish(analyst, observations({"value": 1.0}).drop_columns(["symbol", "row"]))
    assert [problem.what for problem in refused.value.problems] == [
        "column symbol of type string is missing.",
        "column row of type int64 is missing.",
    ]


def test_only_those_who_may_import_publish_and_only_known_datasets(analyst):
    with pytest.raises(Refused):
        publish(public(NOW), observations({"value": 1.0}))
    with pytest.raises(NotFound):
        actions.publish_release(dataset="none", observations=observations(), files=[], label="", by=analyst)
    assert Release.objects.count() == 0
