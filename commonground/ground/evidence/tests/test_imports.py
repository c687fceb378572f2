"""Importing: all or nothing, twice changes nothing, one at a time."""

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from commonground.foundation.audit import queries as audit
from commonground.foundation.kernel.errors import Conflict, Invalid, NotFound, Refused
from commonground.foundation.kernel.viewer import public
from commonground.foundation.work import actions as work
from commonground.ground.evidence import actions, queries
from commonground.ground.evidence.actions.storage import incoming
from commonground.ground.evidence.jobs import IMPORT
from commonground.ground.evidence.models import Preparation, Release
from commonground.ground.evidence.tests.conftest import NOW
from commonground.ground.evidence.tests.drawn import C1, ENGLAND_ONLY
from commonground.ground.places import queries as places


def run(paths, by, *, kind="dfe-cin", dry_run=False):
    return actions.import_files(kind=kind, paths=paths, by=by, dry_run=dry_run)


def everything_left() -> tuple[int, object, list[object]]:
    """Releases, the end of the audit, unfinished work."""
    left = list(incoming().iterdir()) if incoming().is_dir() else []
    return Release.objects.count(), audit.head(), left


def test_files_of_two_datasets_make_two_releases_and_register_their_areas(analyst, c1, ons):
    done = run([c1, ons], analyst)
    assert [(made.release.dataset_id, made.release.number, made.is_new) for made in done.publications] == [
        ("dfe-cin", 1, True),
        ("mid-year-rebased", 1, True),
    ]
    assert done.areas == 4
    assert places.area_by_reference("E10000024").name == "Nottinghamshire"
    assert [area.name for area in places.wholes_of(places.area_by_reference("E10000024"))] == [
        "East Midlands",
        "England",
    ]


def test_a_release_says_what_it_was_read_from(analyst, c1):
    (made,) = run([c1], analyst).publications
    (file,) = made.release.files.all()
    assert [entry.verb for entry in audit.history(made.release)] == ["release published"]
    assert (file.name, file.layout, file.rows) == ("c1.csv", "C1 Referrals and re-referrals", 6)
    assert (made.release.label, made.release.made_by, made.release.made_at) == ("c1.csv", "command line", NOW)


def test_the_same_files_again_change_nothing(analyst, c1, ons, written):
    run([c1, ons], analyst)
    before = everything_left()
    renamed = written("renamed.csv", C1)
    assert not run([renamed], analyst).is_new
    assert everything_left() == before


def test_a_dry_run_reads_everything_and_writes_nothing(analyst, c1, ons):
    before = everything_left()
    done = run([c1, ons], analyst, dry_run=True)
    assert [made.is_new for made in done.publications] == [True, True]
    assert everything_left() == before
    with pytest.raises(NotFound):
        places.area_by_reference("E10000024")


def test_one_damaged_file_among_good_ones_changes_nothing(analyst, c1, written):
    before = everything_left()
    bad = written("bad.csv", C1.replace("8462,", "12a,", 1))
    with pytest.raises(Invalid) as refused:
        run([c1, bad], analyst)
    assert refused.value.sentence == "1 problem in 1 file. Nothing was changed."
    assert everything_left() == before
    assert not default_storage.exists("evidence")


def test_a_correction_is_a_new_release_and_the_old_one_stays(analyst, c1, written):
    (first,) = run([c1], analyst).publications
    (second,) = run([written("c1-corrected.csv", C1.replace("2186,25.8", "2187,25.8", 1))], analyst).publications
    assert (second.release.number, second.release.file != first.release.file) == (2, True)
    assert default_storage.exists(first.release.file)


def test_folders_stand_for_their_csv_files_and_paths_that_are_not_there_are_told(analyst, c1, tmp_path):
    assert run([tmp_path], analyst).files[0].source.name == "c1.csv"
    (tmp_path / "empty").mkdir()
    with pytest.raises(NotFound, match=r"There is no CSV file in empty\."):
        run([tmp_path / "empty"], analyst)
    with pytest.raises(NotFound, match="There is no file"):
        run([tmp_path / "nothing.csv"], analyst)


def test_two_files_of_the_same_name_cannot_be_told_apart(analyst, c1, tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "c1.csv").write_text(C1)
    with pytest.raises(Invalid) as refused:
        run([c1, tmp_path / "other"], analyst)
    assert str(refused.value.problems[0]) == "c1.csv: two files have this name. Rename one: figures name their file."


def test_files_that_no_indicator_is_read_from_are_not_a_release(analyst, written):
    before = everything_left()
    with pytest.raises(Invalid, match="No indicator is read from any of these files"):
        run([written("headline.csv", ENGLAND_ONLY)], analyst)
    assert everything_left() == before


def test_somebody_without_the_permission_imports_nothing(analyst, c1):
    before = everything_left()
    with pytest.raises(Refused):
        run([c1], public(NOW))
    assert everything_left() == before


def test_the_job_prepares_figures_at_the_end(analyst, c1, ons):
    job = work.run_now(job=IMPORT, params={"kind": "dfe-cin", "paths": [str(c1), str(ons)]}, key=IMPORT, by=analyst)
    assert [release["is_new"] for release in job.result["releases"]] == [True, True]
    assert queries.value("referrals-rate", "E10000024", "2024").denominator == 168939
    assert not queries.is_stale()


@pytest.mark.django_db(transaction=True)
def test_a_second_import_while_one_runs_is_a_conflict(analyst, c1):
    seen: list[str] = []

    def meanwhile(done: int, total: int, sentence: str) -> None:
        if not seen:
            seen.append(sentence)
            with pytest.raises(Conflict, match="Import of published figures is already running since"):
                work.run_now(job=IMPORT, params={"kind": "dfe-cin", "paths": [str(c1)]}, key=IMPORT, by=analyst)

    params = {"kind": "dfe-cin", "paths": [str(c1)]}
    work.run_now(job=IMPORT, params=params, key=IMPORT, by=analyst, on_progress=meanwhile)
    assert (seen, Release.objects.count(), Preparation.objects.count()) == (["Reading c1.csv"], 1, 1)


KILLED = """
import os, sys, time
import django
django.setup()
from pathlib import Path
from commonground.ground.evidence.actions import storage
with storage.workplace() as folder:
    (folder / "half.parquet").write_bytes(b"PAR1 half")
    print("working", flush=True)
    time.sleep(60)
"""


def test_what_a_killed_import_leaves_behind_is_swept_and_what_is_being_worked_on_is_not(analyst, home):
    environment = {
        **os.environ,
        "COMMONGROUND_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "commonground.config.settings",
    }
    with subprocess.Popen([sys.executable, "-c", KILLED], stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"working\n"
        assert actions.sweep_files(by=analyst).workplaces == 0
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert [path.name for path in incoming().glob("*/*.parquet")] == ["half.parquet"]
    assert actions.sweep_files(by=analyst).workplaces == 1
    assert list(incoming().iterdir()) == []


def test_sweeping_removes_files_without_a_row_once_they_are_old_and_never_one_that_a_release_names(analyst, c1, home):
    (made,) = run([c1], analyst).publications
    orphan = home / "files" / "evidence" / "releases" / ("0" * 64 + ".parquet")
    orphan.write_bytes(b"orphan")
    for path in orphan.parent.iterdir():
        os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    assert actions.sweep_files(by=analyst.at(NOW + timedelta(minutes=59))).files == 0
    assert actions.sweep_files(by=analyst.at(NOW + timedelta(minutes=61))).files == 1
    assert not orphan.exists()
    assert default_storage.exists(made.release.file)
