"""Long lists of keys, a few hundred at a time."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

Key = TypeVar("Key")
MOST_PARAMETERS = 500  # in one query: some builds of SQLite take no more than 999


def in_batches(keys: Iterable[Key]) -> Iterator[list[Key]]:
    """The keys in their order, in lists that one query can take."""
    every = list(keys)
    for start in range(0, len(every), MOST_PARAMETERS):
        yield every[start : start + MOST_PARAMETERS]
