"""What the columns of a spreadsheet of partners are called: the pack of headings."""

import tomllib
from functools import cache
from pathlib import Path

from commonground.foundation.kernel.spreadsheets import Headings

PACK = Path(__file__).parents[1] / "packs" / "headings.toml"


@cache
def headings() -> Headings:
    return Headings.from_pack(tomllib.loads(PACK.read_text(encoding="utf-8")))
