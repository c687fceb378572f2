"""The operation of a migration that makes an index of words, fills it, and has the database keep it."""

from collections.abc import Iterator
from typing import Any

from django.db.migrations.operations.base import Operation

from commonground.foundation.search.index import STEMS, Along, Index


class Indexed(Operation):
    """Makes the index, or makes it again."""

    reduces_to_sql = True
    reversible = True
    elidable = False

    def __init__(self, index: Index) -> None:
        self.index = index

    def state_forwards(self, app_label: str, state: Any) -> None:
        """No model: the table of words is the database's own."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        vendor = schema_editor.connection.vendor
        self.database_backwards(app_label, schema_editor, to_state, from_state)
        for statement in _sqlite(self.index) if vendor == "sqlite" else _postgresql(self.index):
            schema_editor.execute(statement, params=None)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        vendor = schema_editor.connection.vendor
        for statement in _without_sqlite(self.index) if vendor == "sqlite" else _without_postgresql(self.index):
            schema_editor.execute(statement, params=None)

    def describe(self) -> str:
        return f"Index the words of {self.index.table}"


def _heads(index: Index) -> list[str]:
    """Columns of the table of words."""
    return [*index.columns, *(f"{one.table}_{column}" for one in index.along for column in one.columns)]


def _values(index: Index, row: str) -> list[str]:
    """What stands in them, of a row."""
    looked_up = (
        f"(SELECT {column} FROM {one.table} WHERE id = {row}.{one.by})" for one in index.along for column in one.columns
    )
    return [*(f"{row}.{column}" for column in index.columns), *looked_up]


def _watched(index: Index) -> str:
    return ", ".join([*index.columns, *(one.by for one in index.along)])


def _sqlite(index: Index) -> Iterator[str]:
    name, heads, table = index.name, ", ".join(_heads(index)), index.table
    tell = "porter unicode61 remove_diacritics 0"
    yield f"CREATE TABLE {name}_key (number INTEGER PRIMARY KEY, row char(32) NOT NULL UNIQUE)"
    yield f"CREATE VIRTUAL TABLE {name} USING fts5({heads}, tokenize = '{tell}', prefix = '2 3 4')"
    yield f"INSERT INTO {name}_key (row) SELECT id FROM {table}"
    kept = ", ".join(_values(index, "t"))
    numbered = f"{table} t JOIN {name}_key k ON k.row = t.id"
    yield f"INSERT INTO {name} (rowid, {heads}) SELECT k.number, {kept} FROM {numbered}"
    number = f"(SELECT number FROM {name}_key WHERE row = {{row}}.id)"
    new, of_new, of_old = ", ".join(_values(index, "new")), number.format(row="new"), number.format(row="old")
    yield f"""CREATE TRIGGER {name}_added AFTER INSERT ON {table} BEGIN
        INSERT INTO {name}_key (row) VALUES (new.id);
        INSERT INTO {name} (rowid, {heads}) VALUES ({of_new}, {new}); END"""
    changed = ", ".join(f"{head} = {value}" for head, value in zip(_heads(index), _values(index, "new"), strict=True))
    yield f"""CREATE TRIGGER {name}_changed AFTER UPDATE OF {_watched(index)} ON {table} BEGIN
        UPDATE {name} SET {changed} WHERE rowid = {of_new}; END"""
    yield f"""CREATE TRIGGER {name}_gone AFTER DELETE ON {table} BEGIN
        DELETE FROM {name} WHERE rowid = {of_old};
        DELETE FROM {name}_key WHERE row = old.id; END"""
    for one in index.along:
        yield f"""CREATE TRIGGER {name}_{one.table} AFTER UPDATE OF {", ".join(one.columns)} ON {one.table} BEGIN
            UPDATE {name} SET {_taken(one)} WHERE rowid IN (
                SELECT k.number FROM {name}_key k JOIN {table} t ON t.id = k.row WHERE t.{one.by} = new.id); END"""


def _taken(one: Along) -> str:
    return ", ".join(f"{one.table}_{column} = new.{column}" for column in one.columns)


def _without_sqlite(index: Index) -> Iterator[str]:
    for trigger in ("added", "changed", "gone", *(one.table for one in index.along)):
        yield f"DROP TRIGGER IF EXISTS {index.name}_{trigger}"
    yield f"DROP TABLE IF EXISTS {index.name}"
    yield f"DROP TABLE IF EXISTS {index.name}_key"


def _postgresql(index: Index) -> Iterator[str]:
    name, table = index.name, index.table
    yield from _stems()
    yield f"CREATE TABLE {name} (row uuid PRIMARY KEY, said tsvector NOT NULL)"
    yield f"INSERT INTO {name} SELECT t.id, {_vector(index, 't')} FROM {table} t"
    yield f"CREATE INDEX {name}_said ON {name} USING gin (said)"
    written = f"""INSERT INTO {name} VALUES (new.id, {_vector(index, "new")})
        ON CONFLICT (row) DO UPDATE SET said = excluded.said; RETURN NULL;"""
    yield _function(f"{name}_written", written)
    yield _function(f"{name}_gone", f"DELETE FROM {name} WHERE row = old.id; RETURN NULL;")
    yield _function(f"{name}_emptied", f"DELETE FROM {name}; RETURN NULL;")
    when = f"INSERT OR UPDATE OF {_watched(index)}"
    yield f"CREATE TRIGGER {name}_written AFTER {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}_written()"
    yield f"CREATE TRIGGER {name}_gone AFTER DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}_gone()"
    yield f"CREATE TRIGGER {name}_emptied AFTER TRUNCATE ON {table} EXECUTE FUNCTION {name}_emptied()"
    for one in index.along:
        again = f"""UPDATE {name} SET said = {_vector(index, "t")} FROM {table} t
            WHERE t.id = {name}.row AND t.{one.by} = new.id; RETURN NULL;"""
        yield _function(f"{name}_{one.table}", again)
        when, what = f"UPDATE OF {', '.join(one.columns)} ON {one.table}", f"{name}_{one.table}"
        yield f"CREATE TRIGGER {what} AFTER {when} FOR EACH ROW EXECUTE FUNCTION {what}()"


def _vector(index: Index, row: str) -> str:
    said = ", ".join(_values(index, row))
    return f"to_tsvector('{STEMS}', concat_ws(' ', {said}))"


def _function(name: str, body: str) -> str:
    return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"


def _stems() -> Iterator[str]:
    """English stems without a list of words that are left out, so that both engines find the same."""
    kinds = "asciiword, asciihword, hword_asciipart, word, hword, hword_part"
    yield f"""DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_ts_config WHERE cfgname = '{STEMS}') THEN
        CREATE TEXT SEARCH DICTIONARY {STEMS} (TEMPLATE = snowball, LANGUAGE = english);
        CREATE TEXT SEARCH CONFIGURATION {STEMS} (COPY = simple);
        ALTER TEXT SEARCH CONFIGURATION {STEMS} ALTER MAPPING FOR {kinds} WITH {STEMS};
        END IF; END $$"""


def _without_postgresql(index: Index) -> Iterator[str]:
    for trigger, table in (("written", index.table), ("gone", index.table), ("emptied", index.table)):
        yield f"DROP TRIGGER IF EXISTS {index.name}_{trigger} ON {table}"
        yield f"DROP FUNCTION IF EXISTS {index.name}_{trigger}()"
    for one in index.along:
        yield f"DROP TRIGGER IF EXISTS {index.name}_{one.table} ON {one.table}"
        yield f"DROP FUNCTION IF EXISTS {index.name}_{one.table}()"
    yield f"DROP TABLE IF EXISTS {index.name}"
