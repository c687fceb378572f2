"""The register of writes: what is done by many at once, killed in the middle, and based on what somebody changed.

A room registers its actions in `<room>/tests/writes.py`, found there by the harness: `WRITES`, a list of `Write`, and
`EDITS`, a list of `Edit`. They run in processes of their own on a site of their own, empty but for what `prepare`
makes, and call the room's actions as its views do. See docs/how-to/prove-a-write.md.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import commonground


def nothing() -> None:
    """Nothing to make beforehand."""


@dataclass(frozen=True)
class Write:
    """An action that makes something new each time.

    `act` is given a token, a short unique text, and calls the action so that the token ends up in what is written and
    in what is recorded in the audit (label or details). `kept` returns the tokens of everything that is there.
    """

    name: str
    act: Callable[[str], None]
    kept: Callable[[], Iterable[str]]
    prepare: Callable[[], None] = nothing


@dataclass(frozen=True)
class Edit:
    """An action that changes one row, based on the version that it had when the editors opened it.

    `prepare` makes the row. `act` is given a token and saves it into the row, based on the version after `prepare`; it
    lets Conflict rise. `kept` returns what the row says now, in which the token of whoever was kept is found.
    """

    name: str
    prepare: Callable[[], None]
    act: Callable[[str], None]
    kept: Callable[[], str]


def writes() -> list[Write]:
    return [write for module in _modules() for write in getattr(import_module(module), "WRITES", [])]


def edits() -> list[Edit]:
    return [edit for module in _modules() for edit in getattr(import_module(module), "EDITS", [])]


def _modules() -> list[str]:
    root = Path(commonground.__file__).parent
    found = sorted(root.glob("**/tests/writes.py"))
    return [".".join(("commonground", *path.relative_to(root).with_suffix("").parts)) for path in found]
