"""New rows of an archive, laid aside in a file until all of it is checked: it may be larger than memory."""

import pickle
from collections.abc import Iterator, Sequence
from typing import IO

from django.db.models import Model

from commonground.partnership.groups import queries
from commonground.partnership.groups.queries import ArchiveTable

Batch = tuple[ArchiveTable, list[str], list[Model]]  # where each row stands in the archive, and the rows


class Staged:
    """Rows are kept and read back in batches, in the order in which they came."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._tables = {table.name: table for table in queries.ARCHIVE_TABLES}

    def keep(self, table: ArchiveTable, places: Sequence[str], rows: Sequence[Model]) -> None:
        names = [field.attname for field in table.model._meta.concrete_fields]
        values = [[getattr(row, name) for name in names] for row in rows]
        pickle.dump((table.name, list(places), values), self._file, protocol=pickle.HIGHEST_PROTOCOL)

    def read(self) -> Iterator[Batch]:
        end = self._file.tell()
        self._file.seek(0)
        while self._file.tell() < end:
            name, places, values = pickle.load(self._file)  # noqa: S301  # written above, in a file that has no name
            table = self._tables[name]
            yield table, places, [table.model(*row) for row in values]
