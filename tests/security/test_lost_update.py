"""A hundred people save what they opened at the same version: one is kept, ninety-nine are told."""

import pytest

from tests.security.real_site import RealSite
from tests.security.writes import edits

WRITERS, EACH = 10, 10


@pytest.mark.parametrize("name", [edit.name for edit in edits()])
def test_of_a_hundred_edits_of_one_version_one_is_kept_and_the_others_are_conflicts(real_site: RealSite, name: str):
    report = real_site.crowd("edit", "--writers", str(WRITERS), "--each", str(EACH), "--name", name)
    assert report["errors"] == []
    assert (report["acknowledged"], report["kept"], report["conflicts"]) == (1, 1, WRITERS * EACH - 1)
    assert report["broken"] == ""
