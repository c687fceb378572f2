"""The same preparation on Spark as on DuckDB: every figure of every area, every interval, comparison and rank."""

import pyarrow.parquet as pq
import pytest

from commonground.foundation.kernel.errors import Invalid
from commonground.ground.evidence import actions
from commonground.ground.evidence.actions.preparation import preparing
from commonground.ground.evidence.models import Release
from commonground.ground.evidence.tests.test_rebased import CHILDREN, OPERATOR, count, patches, place

__all__ = ["patches", "place"]


def cube(target):
    target.parent.mkdir()
    preparing.make(target, list(Release.objects.order_by("dataset", "-number")), lambda *_: None)
    return pq.read_table(target).to_pylist()


def texts(row):
    return {name: value for name, value in row.items() if not isinstance(value, float)}


def numbers(row):
    return {name: value for name, value in row.items() if isinstance(value, float)}


# Spark leaves sockets to its Java open: pyspark, not us.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_spark_prepares_the_figures_that_duckdb_prepares(patches, c1, ons, spark_engine, settings, tmp_path):
    count(**CHILDREN)
    actions.import_files(kind="dfe-cin", paths=[c1, ons], by=OPERATOR)
    here = cube(tmp_path / "duckdb" / "figures.parquet")
    settings.ANALYSIS_ENGINE = spark_engine
    there = cube(tmp_path / "spark" / "figures.parquet")
    assert len(here) > 20
    assert any(row["rebased_from"] for row in here)
    assert any(row["outcome"] not in (None, "not compared") for row in here)
    assert [texts(row) for row in there] == [texts(row) for row in here]
    for ours, theirs in zip(here, there, strict=True):
        assert numbers(theirs) == pytest.approx(numbers(ours), rel=1e-12), texts(ours)


def test_an_engine_that_is_not_known_is_refused_in_words(patches, settings, tmp_path):
    count(**CHILDREN)
    settings.ANALYSIS_ENGINE = "abacus"
    with pytest.raises(Invalid, match="‘abacus’ is no engine"):
        cube(tmp_path / "abacus" / "figures.parquet")
