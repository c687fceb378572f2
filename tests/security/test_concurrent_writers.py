"""Eight processes write at once, through the actions that rooms register: nothing is lost, the chain has no gap."""

import pytest

from tests.security.real_site import RealSite
from tests.security.writes import writes

WRITERS, EACH = 8, 25


@pytest.mark.parametrize("name", [write.name for write in writes()])
def test_eight_writers_at_once_lose_nothing_and_leave_one_chain(real_site: RealSite, name: str):
    report = real_site.crowd("write", "--writers", str(WRITERS), "--each", str(EACH), "--name", name)
    assert report["errors"] == []
    assert (report["acknowledged"], report["kept"]) == (WRITERS * EACH, WRITERS * EACH)
    assert (report["lost"], report["unrecorded"], report["invented"]) == ([], [], [])
    assert (report["broken"], report["corrupt"]) == ("", "")
    positions = real_site.sql("SELECT count(*), min(position), max(position) FROM audit_auditevent")
    assert positions == [(report["events"], 1, report["events"])], "no gap, no position twice"
