"""Frozen content: written down once as canonical JSON, known by its hash, read back as the same values."""

import hashlib
import json
from dataclasses import asdict, fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from commonground.foundation.kernel.errors import Invalid

Kept = TypeVar("Kept")


def pack(content: Any) -> str:
    """A dataclass of plain values as canonical JSON: the same values are the same text."""
    return json.dumps(asdict(content), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(text: str) -> str:
    """SHA-256 of a packed content, in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def unpack(kind: type[Kept], text: str, *, sha256: str) -> Kept:
    """The content as it was frozen. Raises Invalid where the text is not the one that was frozen."""
    if digest(text) != sha256:
        raise Invalid("What was frozen is not what is kept here. Restore the database from a backup, and report it.")
    return revived(kind, json.loads(text))


def revived(kind: type[Kept], plain: dict[str, Any]) -> Kept:
    """A dataclass from what `asdict` made of it. Fields that were added since have their defaults."""
    hints = get_type_hints(kind)
    known = {one.name for one in fields(kind)}  # type: ignore[arg-type]  # called with dataclasses only
    return kind(**{name: _value(hints[name], value) for name, value in plain.items() if name in known})


def _value(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(hint, UnionType):
        return _value(next(one for one in get_args(hint) if one is not NoneType), value)
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], one) for one in value)
    return revived(hint, value) if is_dataclass(hint) and isinstance(hint, type) else value
