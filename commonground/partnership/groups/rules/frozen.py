"""Whom frozen packs and minutes name, and the same under other names: ids are of one site alone."""

from collections.abc import Iterator, Mapping
from typing import Any

PERSONS = frozenset({"person", "sponsor_id", "author_id"})


def persons_in(content: Any) -> Iterator[str]:
    """What they call people, as often as they do."""
    if isinstance(content, Mapping):
        for name, one in content.items():
            if name in PERSONS and one:
                yield one
            else:
                yield from persons_in(one)
    elif isinstance(content, list):
        for one in content:
            yield from persons_in(one)


def with_persons(content: Any, names: Mapping[str, str]) -> Any:
    """The same content with other names of people. Who has none keeps the one there is."""
    if isinstance(content, Mapping):
        return {
            name: names.get(one, one) if name in PERSONS and one else with_persons(one, names)
            for name, one in content.items()
        }
    return [with_persons(one, names) for one in content] if isinstance(content, list) else content


def check_pack(content: Mapping[str, Any]) -> None:
    """Raises KeyError or TypeError where a page of the pack could not be made of it."""
    _ = content["number"], content["meeting"]["group"], content["meeting"]["on"]
    for item in content["items"]:
        _ = item["number"], item["is_restricted"], item["sponsor_id"]
        for paper in item["papers"]:
            _ = paper["id"], [section["blocks"] for section in paper["sections"]]
