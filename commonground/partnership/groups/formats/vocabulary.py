"""The pack of words: kinds of group, reasons for absence, ways of keeping in touch."""

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any


def read_vocabulary(text: str) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """Lists of words by name (TOML). The order of the rows is the order in which people choose."""
    held = tomllib.loads(text)
    return {name: [{**row, "order": order} for order, row in enumerate(rows)] for name, rows in held.items()}
