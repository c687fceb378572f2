"""What migrations made is taken over as long as nothing that it came of has changed."""

from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests import migrated


@pytest.fixture
def migration(tmp_path, monkeypatch):
    """A migration of the only app there is, which imports a rule of the house."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    monkeypatch.setattr(apps, "get_app_configs", lambda: [SimpleNamespace(path=tmp_path)])
    file = folder / "0001_initial.py"
    file.write_text("import commonground.foundation.work.rules\n")
    return file


def test_without_a_change_it_is_the_same(migration):
    assert migrated.digest() == migrated.digest()


def test_a_migration_that_changed_came_or_was_renamed_makes_it_another(migration):
    seen = {migrated.digest()}
    migration.write_text("import commonground.foundation.work.rules\n# another\n")
    seen.add(migrated.digest())
    migration.with_name("0002_more.py").write_text("")
    seen.add(migrated.digest())
    migration.with_name("0002_more.py").rename(migration.with_name("0002_less.py"))
    seen.add(migrated.digest())
    assert len(seen) == 4


def test_what_a_migration_imports_makes_it_another(migration, tmp_path, monkeypatch):
    before = migrated.digest()
    changed = tmp_path / "rules.py"
    changed.write_text("MOST = 7\n")
    monkeypatch.setattr(migrated, "find_spec", lambda name: SimpleNamespace(origin=str(changed)))
    assert migrated.digest() != before


@pytest.mark.django_db
def test_the_tables_of_the_tests_are_those_of_all_migrations():
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
