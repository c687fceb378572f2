"""What of a record that came from elsewhere is to be corrected: the members that are said to be wrong, and the record
with others in their place.

A record is JSON; where something stands in it is the way there: keys of objects and numbers of lists.
"""

import copy
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Way = tuple[str, ...]
NEVER = frozenset({"id"})  # by which the record is known again
MISSING = re.compile(r"has no ([a-z_]+)\.")
MOST = 20


@dataclass(frozen=True)
class Member:
    """A value that is said to be wrong, or one that is missing (""), as it can be typed."""

    way: Way
    value: str

    @property
    def name(self) -> str:
        return self.way[-1].replace("_", " ").capitalize()

    @property
    def within(self) -> str:
        """Where it stands, for whoever reads the record."""
        return "/".join(self.way[:-1])


def members_meant(raw: Any, *, place: str, problems: Iterable[str]) -> list[Member]:
    """The members that sentences are about, each once, in their order; none where a sentence names no place in JSON.

    `place` is where the record stands in its document; each sentence begins with where what it tells of stands. Of an
    object as a whole those members are meant that the sentence names, else all that hold a single value.
    """
    found: dict[Way, Member] = {}
    for said in problems:
        where, _, rest = said.removeprefix(place).partition(": ")
        way = tuple(where.strip("/").split("/")) if where.strip("/") else ()
        for member in _meant(raw, way, rest):
            found.setdefault(member.way, member)
    return list(found.values())[:MOST]


def _meant(raw: Any, way: Way, said: str) -> list[Member]:
    try:
        held = _at(raw, way)
    except LookupError:
        return []
    if not isinstance(held, Mapping):
        return [Member(way, _typed(held))] if way and _is_single(held) else []
    single = {key: value for key, value in held.items() if key not in NEVER and _is_single(value)}
    missing = [key for key in MISSING.findall(said) if not held.get(key)]
    if missing:
        return [Member((*way, key), "") for key in missing]
    named = [key for key in single if re.search(rf"\b{re.escape(key)}\b", said)]
    return [Member((*way, key), _typed(single[key])) for key in (named or single)] if way or named else []


def corrected(raw: Any, typed: Mapping[Way, str]) -> Any:
    """The record with what was typed in the place of what stood there; what is left empty is taken out.

    Raises LookupError where a way leads nowhere.
    """
    made = copy.deepcopy(raw)
    for way, text in typed.items():
        *above, last = way
        held = _at(made, tuple(above))
        was = held.get(last) if isinstance(held, dict) else held[int(last)]
        value = _as(text, was)
        if isinstance(held, list):
            held[int(last)] = value
        elif text.strip():
            held[last] = value
        else:
            held.pop(last, None)
    return made


def _at(raw: Any, way: Way) -> Any:
    for key in way:
        if isinstance(raw, list) and key.isdecimal():
            raw = raw[int(key)]
        elif isinstance(raw, Mapping):
            raw = raw[key]
        else:
            raise LookupError(key)
    return raw


def _is_single(value: Any) -> bool:
    return value is None or isinstance(value, str | int | float)


def _typed(value: Any) -> str:
    return "" if value is None else value if isinstance(value, str) else json.dumps(value)


def _as(text: str, was: Any) -> Any:
    """Numbers and true or false stay such where one stood there; readers take a number that is written as text."""
    if isinstance(was, bool | int | float):
        try:
            return json.loads(text)
        except ValueError:
            return text
    return text
