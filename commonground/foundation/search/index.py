"""An index of the words of a table, kept by the database itself: FTS5 on SQLite, tsvector and GIN on PostgreSQL.

    WORDS = Index("directory_service_words", table="directory_service", columns=("name", "description"),
                  along=(Along("directory_provider", by="provider_id", columns=("name",)),))

    migrations: operations = [Indexed(WORDS)]
    queries:    Service.objects.filter(WORDS.say([["counsel", "council"], ["evening"]]))
                Service.objects.filter(WORDS.typed("evening counsel"))

Triggers write it, so nothing that changes a row can forget to. Both engines fold case, take a word by its stem
(families finds family) and as the beginning of one (counsel finds counselling), and leave no word out.

On SQLite a later migration that remakes the table loses its triggers and must run `Indexed` again; a test says so.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, F, Func, Q, QuerySet

STEMS = "commonground_words"  # the search configuration on PostgreSQL
WORD = re.compile(r"[\w']+")
MOST_WORDS = 8
Rows = Sequence["QuerySet[Any, Any]"]
Sql = tuple[str, tuple[str | int, ...]]


def words_of(typed: str) -> list[str]:
    """The words that are looked for, each once; who types a sentence is not asked for all of it."""
    return list(dict.fromkeys(WORD.findall(typed.casefold())))[:MOST_WORDS]


@dataclass(frozen=True)
class Along:
    """Another table whose words count as those of the row: that which the column `by` points at."""

    table: str
    by: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Index:
    """`name` is the table of words; `table` has a primary key `id`."""

    name: str
    table: str
    columns: tuple[str, ...]
    along: tuple[Along, ...] = ()

    def say(self, words: Sequence[Iterable[str]], *, key: str = "pk", or_are: "Rows" = ()) -> Q:
        """Rows that say one of each of these words, in any order. `key` is the column that holds the row's key.

        `or_are`: keys of rows that count as well. They are put to those that say it before the table is read: with OR
        the database would read all of it.
        """
        return Q(_Says(self, [sorted(set(meant)) for meant in words], key, or_are))

    def typed(self, words: str) -> Q:
        """Rows that say each word that somebody typed; every row where that is no word."""
        sought = words_of(words)
        return self.say([[word] for word in sought]) if sought else Q()


class _Says(Func):
    """Whether a row says words: read from the index, row by row or the other way round, as the database likes."""

    conditional = True

    def __init__(self, index: Index, words: list[list[str]], key: str = "pk", or_are: Rows = ()) -> None:
        super().__init__(F(key), output_field=BooleanField())
        self.index, self.words, self.or_are = index, words, or_are

    def as_sqlite(self, compiler: Any, connection: Any, **kept: Any) -> Sql:
        name = self.index.name
        sought = " AND ".join(f"({' OR '.join(_fts5(word) for word in meant)})" for meant in self.words)
        told = f"SELECT k.row FROM {name} JOIN {name}_key k ON k.number = {name}.rowid WHERE {name} MATCH %s"
        return self._among(told, sought, compiler)

    def as_postgresql(self, compiler: Any, connection: Any, **kept: Any) -> Sql:
        sought = " & ".join(f"({' | '.join(_tsquery(word) for word in meant)})" for meant in self.words)
        return self._among(
            f"SELECT row FROM {self.index.name} WHERE said @@ to_tsquery('{STEMS}', %s)", sought, compiler
        )

    def _among(self, told: str, sought: str, compiler: Any) -> Sql:
        key, params = compiler.compile(self.get_source_expressions()[0])
        params = (*params, sought)
        for rows in self.or_are:
            others, more = rows.query.get_compiler(connection=compiler.connection).as_sql()
            told, params = f"{told} UNION {others}", (*params, *more)
        return f"{key} IN ({told})", params


def _fts5(word: str) -> str:
    """A word as the beginning of one; in quotation marks it is no operator, whatever it holds."""
    quoted = word.replace('"', '""')
    return f'"{quoted}"*'


def _tsquery(word: str) -> str:
    """As above. The space in front keeps a word of no letters from being two quotation marks, which is no query."""
    quoted = word.replace("\\", "\\\\").replace("'", "''")
    return f"' {quoted}':*"
