"""The groups of an example place carried to another site: export, import and export again give the same letters."""

import io
import json
from datetime import UTC, datetime

from django.db import connection

from commonground.foundation.kernel.viewer import operator
from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.formats.archive import ArchiveReader, write_archive
from commonground.partnership.groups.models import FeedKey
from commonground.showcase import formats
from commonground.showcase.actions import PERMISSIONS, gather_groups, open_place

BY = operator(datetime(2026, 11, 29, 18, tzinfo=UTC), permissions=PERMISSIONS)


def exported() -> str:
    return "".join(write_archive(queries.archive_of([], by=BY).tables(), is_whole=True))


def taken(text: str) -> actions.ArchiveTaken:
    return actions.take_archive(lines=ArchiveReader("a.json", io.StringIO(text)).lines(), file_of=no_file, by=BY)


def no_file(digest: str) -> None:
    return None


def forget_all_groups() -> None:
    """As on a site that knows the same people, bodies and areas and has no groups yet."""
    with connection.constraint_checks_disabled():
        for model in (FeedKey, *(table.model for table in reversed(queries.ARCHIVE_TABLES))):
            model._default_manager.all()._raw_delete("default")


def test_nottinghamshires_groups_are_the_same_after_they_were_carried_to_an_empty_site(new_site: None) -> None:
    pack = formats.read_pack("nottinghamshire")
    open_place(pack=pack, by=BY, tell=lambda said: None)
    gather_groups(pack=pack, by=BY, tell=lambda said: None)
    before = exported()
    tables = json.loads(before)["tables"]
    assert min(len(tables[name]) for name in ("people", "groups", "terms", "meetings", "minutes", "actions")) > 5

    again = taken(before)
    assert not again.new
    assert again.already.total() == sum(map(len, tables.values())) - len(tables["people"])

    forget_all_groups()
    made = taken(before)
    assert made.new.total() == again.already.total()
    assert exported() == before
