"""The groups of an example place carried to another site: export, import and export again give the same bytes."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import connection

from commonground.config import packs
from commonground.config.commands import build
from commonground.foundation.kernel.viewer import operator
from commonground.partnership.groups import queries
from commonground.partnership.groups.models import FeedKey
from commonground.showcase import formats
from commonground.showcase.actions import PERMISSIONS, gather_groups, open_place

BY = operator(datetime(2026, 11, 29, 18, tzinfo=UTC), permissions=PERMISSIONS)


def run(*words: str) -> str:
    done = CliRunner().invoke(build().commands[words[0]].commands["meetings"], words[2:], catch_exceptions=False)  # type: ignore[attr-defined]  # a group
    assert done.exit_code == 0, done.output
    return done.output


def forget_all_groups() -> None:
    """As on a site that knows the same people, bodies and areas and has no groups yet."""
    with connection.constraint_checks_disabled():
        for model in (FeedKey, *(table.model for table in reversed(queries.ARCHIVE_TABLES))):
            model._default_manager.all()._raw_delete("default")


@pytest.mark.django_db
def test_nottinghamshires_groups_are_the_same_after_they_were_carried_to_an_empty_site(tmp_path: Path) -> None:
    packs.load()
    pack = formats.read_pack("nottinghamshire")
    open_place(pack=pack, by=BY, tell=lambda said: None)
    gather_groups(pack=pack, by=BY, tell=lambda said: None)
    before, after = tmp_path / "before.json", tmp_path / "after.json"
    run("export", "meetings", "--output", str(before))
    tables = json.loads(before.read_text())["tables"]
    rows = sum(map(len, tables.values())) - len(tables["people"])
    assert min(len(tables[name]) for name in ("people", "groups", "terms", "meetings", "minutes", "actions")) > 5

    assert f"0 rows made, {rows} stand there already." in run("import", "meetings", str(before))
    forget_all_groups()
    assert f"{rows} rows made, 0 stand there already." in run("import", "meetings", str(before))
    run("export", "meetings", "--output", str(after))
    assert after.read_bytes() == before.read_bytes()
