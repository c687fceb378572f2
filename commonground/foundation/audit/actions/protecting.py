"""On PostgreSQL, give the site a database role that can add to the audit but never rewrite it."""

from django.db import connection
from django.db.backends.utils import CursorWrapper

from commonground.foundation.audit.actions.recording import atomic, record
from commonground.foundation.audit.models import AuditContent, AuditEvent, AuditHead, AuditPerson
from commonground.foundation.kernel.errors import Invalid, NotFound
from commonground.foundation.kernel.viewer import Viewer

AUDIT = tuple(model._meta.db_table for model in (AuditEvent, AuditContent, AuditPerson, AuditHead))
HISTORY = "django_migrations"


@atomic()
def protect(*, role: str, by: Viewer) -> int:
    """Grant `role` what the site needs and take away the rest; returns the number of tables it may write.

    Run as the owner of the tables, and again after each migration that adds a table. The audit: SELECT and INSERT,
    and UPDATE on the head alone. Every other table of the schema: SELECT, INSERT, UPDATE, DELETE. The list of
    migrations: SELECT. Nothing is granted with the right to grant it on, and no TRUNCATE.
    """
    if connection.vendor != "postgresql":
        raise Invalid("This database is SQLite, which has no roles. Its triggers guard the audit, more weakly.")
    with connection.cursor() as cursor:
        _check_role(cursor, role)
        tables = _tables(cursor)
        for statement in _grants(cursor, role, tables):
            cursor.execute(statement)
    record("audit protected", by=by, details={"role": role, "tables": len(tables)})
    return len(tables)


def _check_role(cursor: CursorWrapper, role: str) -> None:
    cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = %s", [role])
    found = cursor.fetchone()
    if found is None:
        raise NotFound(f"There is no role {role}. Make it first: CREATE ROLE {role} LOGIN PASSWORD '…';")
    cursor.execute(
        "SELECT tableowner FROM pg_tables WHERE schemaname = current_schema() AND tablename = ANY(%s)"
        " AND pg_has_role(%s, tableowner, 'MEMBER')",
        [list(AUDIT), role],
    )
    if found[0] or cursor.fetchone() is not None:
        raise Invalid(f"{role} owns the tables or is a superuser, and can grant itself everything. Use another role.")


def _tables(cursor: CursorWrapper) -> list[str]:
    """Every table of the schema that is neither the audit's nor the list of migrations."""
    cursor.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename <> ALL(%s) ORDER BY 1",
        [[*AUDIT, HISTORY]],
    )
    return [name for (name,) in cursor.fetchall()]


def _grants(cursor: CursorWrapper, role: str, tables: list[str]) -> list[str]:
    cursor.execute("SELECT current_schema(), current_database()")
    schema, database = map(_quoted, cursor.fetchone())
    audit, whom = ", ".join(f"{schema}.{_quoted(name)}" for name in AUDIT), _quoted(role)
    others = ", ".join(f"{schema}.{_quoted(name)}" for name in tables)
    return [
        f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {whom}",
        f"REVOKE CREATE ON SCHEMA {schema} FROM {whom}",
        f"GRANT CONNECT ON DATABASE {database} TO {whom}",
        f"GRANT USAGE ON SCHEMA {schema} TO {whom}",
        f"GRANT SELECT, INSERT ON {audit} TO {whom}",
        f"GRANT UPDATE ON {schema}.{_quoted(AuditHead._meta.db_table)} TO {whom}",
        f"GRANT SELECT ON {schema}.{_quoted(HISTORY)} TO {whom}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON {others} TO {whom}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {whom}",
    ]


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name.replace('"', '""'))
