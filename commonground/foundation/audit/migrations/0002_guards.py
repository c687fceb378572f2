"""On SQLite, triggers refuse what would rewrite the audit. PostgreSQL has roles: `commonground audit protect`.

A later migration that remakes one of these tables loses its triggers and must run this again; a test says so.
"""

from django.db import migrations

NAMES = ("event_stays", "event_remains", "event_is_new", "content_stays", "content_remains", "content_is_new",
         "person_stays", "person_remains", "head_goes_forward", "head_remains")

TRIGGERS = """
CREATE TRIGGER audit_event_stays BEFORE UPDATE ON audit_auditevent
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_event_remains BEFORE DELETE ON audit_auditevent
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_event_is_new BEFORE INSERT ON audit_auditevent
WHEN EXISTS (SELECT 1 FROM audit_auditevent WHERE position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_content_stays BEFORE UPDATE ON audit_auditcontent
WHEN NEW.event_id <> OLD.event_id OR NEW.salt <> '' OR NEW.body <> ''
BEGIN SELECT RAISE(ABORT, 'the content of an event can only be erased'); END;
CREATE TRIGGER audit_content_remains BEFORE DELETE ON audit_auditcontent
BEGIN SELECT RAISE(ABORT, 'the content of an event can only be erased'); END;
CREATE TRIGGER audit_content_is_new BEFORE INSERT ON audit_auditcontent
WHEN EXISTS (SELECT 1 FROM audit_auditcontent WHERE event_id = NEW.event_id)
BEGIN SELECT RAISE(ABORT, 'the content of an event can only be erased'); END;
CREATE TRIGGER audit_person_stays BEFORE UPDATE ON audit_auditperson
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_person_remains BEFORE DELETE ON audit_auditperson
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_head_goes_forward BEFORE UPDATE ON audit_audithead
WHEN NEW.id <> OLD.id OR NEW.position <= OLD.position
BEGIN SELECT RAISE(ABORT, 'the head of the audit only goes forward'); END;
CREATE TRIGGER audit_head_remains BEFORE DELETE ON audit_audithead
BEGIN SELECT RAISE(ABORT, 'the head of the audit only goes forward'); END;
"""


def set_guards(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for statement in TRIGGERS.split("END;\n"):
            if statement.strip():
                schema_editor.execute(f"{statement} END")


def lift_guards(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name in NAMES:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS audit_{name}")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(set_guards, lift_guards, elidable=False)]
