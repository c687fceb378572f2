"""What keeps the audit from being rewritten on a site as it is run: triggers on SQLite, a role on PostgreSQL."""

import sqlite3

import psycopg
import pytest

from tests.security.real_site import RealSite

REWRITES = [
    "UPDATE audit_auditevent SET verb = 'x'",
    "DELETE FROM audit_auditevent",
    "UPDATE audit_auditperson SET person = '00000000-0000-0000-0000-000000000000'",
    "DELETE FROM audit_auditperson",
    "UPDATE audit_auditcontent SET body = 'x'",
    "UPDATE audit_auditcontent SET body = '', salt = '', event_id = 1 WHERE event_id = 2",
    "DELETE FROM audit_auditcontent",
    "UPDATE audit_audithead SET position = 3",
    "DELETE FROM audit_audithead",
    "INSERT OR REPLACE INTO audit_auditevent SELECT * FROM audit_auditevent WHERE position = 1",
    "INSERT OR REPLACE INTO audit_auditcontent SELECT * FROM audit_auditcontent WHERE event_id = 1",
]
EVENTS = 20


def write_events(site: RealSite) -> RealSite:
    report = site.crowd("write", "--writers", "2", "--each", str(EVENTS // 2), "--name", "audited view")
    assert report["events"] == EVENTS
    return site


def test_on_sqlite_triggers_refuse_to_rewrite(sqlite_site: RealSite):
    write_events(sqlite_site)
    for statement in REWRITES:
        with pytest.raises(sqlite3.IntegrityError, match=r"append-only|only be erased|only goes forward"):
            sqlite_site.sql(statement)
    sqlite_site.sql("UPDATE audit_auditcontent SET body = '', salt = '' WHERE event_id = 2")
    assert sqlite_site.sql("SELECT body FROM audit_auditcontent WHERE event_id = 2") == [("",)]


def test_sqlite_has_no_role_to_protect(sqlite_site: RealSite):
    refused = sqlite_site.commonground("audit", "protect", "--role", "anybody")
    assert refused.returncode == 1
    assert "SQLite, which has no roles" in refused.stderr


@pytest.fixture
def site_role(postgresql_site: RealSite):
    """A second role of the server, and the site as it signs in."""
    name = f"site_role_{postgresql_site.database_url[-12:]}"
    postgresql_site.sql(f"CREATE ROLE {name} LOGIN")
    scheme, _, rest = postgresql_site.database_url.partition("://")
    yield RealSite(postgresql_site.home, f"{scheme}://{name}@{rest.partition('@')[2]}")
    postgresql_site.sql(f"DROP OWNED BY {name}", f"DROP ROLE {name}")


def test_on_postgresql_the_sites_role_adds_to_the_audit_and_cannot_rewrite_it(
    postgresql_site: RealSite, site_role: RealSite
):
    name = site_role.database_url.partition("://")[2].partition("@")[0]
    done = postgresql_site.commonground("audit", "protect", "--role", name)
    assert done.returncode == 0, done.stderr
    report = site_role.crowd("write", "--writers", "2", "--each", str(EVENTS // 2), "--name", "audited view")
    assert (report["acknowledged"], report["errors"], report["broken"]) == (EVENTS, [], "")
    rewrites = [one for one in REWRITES if not one.startswith(("INSERT", "UPDATE audit_audithead"))]
    erasures = ["UPDATE audit_auditcontent SET body = '', salt = '' WHERE event_id = 2", "TRUNCATE audit_auditperson"]
    others = ["DROP TABLE audit_auditevent", "DELETE FROM django_migrations", "CREATE TABLE mine (id int)"]
    for statement in [*rewrites, *erasures, *others]:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            site_role.sql(statement)
    assert site_role.commonground("audit", "verify").returncode == 0


def test_the_sites_role_does_all_other_work(postgresql_site: RealSite, site_role: RealSite):
    name = site_role.database_url.partition("://")[2].partition("@")[0]
    assert postgresql_site.commonground("audit", "protect", "--role", name).returncode == 0
    report = site_role.crowd("write", "--writers", "2", "--each", "5", "--name", "job queued")
    assert (report["kept"], report["errors"], report["broken"]) == (10, [], "")


def test_a_role_that_is_not_there_or_may_do_anything_is_not_protected_against(postgresql_site: RealSite):
    missing = postgresql_site.commonground("audit", "protect", "--role", "no_such_role")
    assert missing.returncode == 2
    assert "CREATE ROLE no_such_role" in missing.stderr
    owner = postgresql_site.sql("SELECT current_user")[0][0]
    mighty = postgresql_site.commonground("audit", "protect", "--role", owner)
    assert mighty.returncode == 1
    assert "can grant itself everything" in mighty.stderr
