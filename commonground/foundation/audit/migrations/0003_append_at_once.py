"""On SQLite, one statement appends events with their contents and persons and moves the head. PostgreSQL takes several
statements in one message and needs nothing of the kind.

The view holds no rows: what is put into it goes to the tables, whose guards hold as before. Its trigger names them, so
a later migration that remakes one of them drops the view first and runs this again.
"""

from django.db import migrations

EVENT = (
    "position, reference, at, actor_id, actor_label, purpose, session, verb, about_type, about_id, content_digest, "
    "persons_digest, previous, hash"
)

VIEW = f"CREATE VIEW audit_appending AS SELECT {EVENT}, '' AS salt, '' AS body, '[]' AS persons FROM audit_auditevent"

TRIGGER = f"""
CREATE TRIGGER append_to_audit INSTEAD OF INSERT ON audit_appending
BEGIN
    INSERT INTO audit_auditevent ({EVENT})
    VALUES ({", ".join(f"NEW.{name.strip()}" for name in EVENT.split(","))});
    INSERT INTO audit_auditcontent (event_id, salt, body) SELECT NEW.position, NEW.salt, NEW.body WHERE NEW.body <> '';
    INSERT INTO audit_auditperson (event_id, person) SELECT NEW.position, value FROM json_each(NEW.persons);
    UPDATE audit_audithead SET position = NEW.position, hash = NEW.hash WHERE id = 1;
END
"""


def make_view(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(VIEW)
        schema_editor.execute(TRIGGER)


def drop_view(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP VIEW IF EXISTS audit_appending")


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_guards")]
    operations = [migrations.RunPython(make_view, drop_view, elidable=False)]
