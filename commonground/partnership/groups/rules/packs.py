"""Packs: numbers given once, what holds a pack back, and how the pages of what comes later go on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

RESTRICTED = "R"  # before the numbers of restricted items and pages
Content = Mapping[str, Any]


@dataclass(frozen=True)
class Pages:
    """What laying out an issue showed: on which page each paper begins, and the last page of each part."""

    starts: Mapping[str, int] = field(default_factory=dict)  # by id of the paper
    last: int = 0
    last_restricted: int = 0


@dataclass(frozen=True)
class Hindrance:
    """What holds a pack back: at which item, in which paper and section, what, and what to do."""

    item: str
    what: str
    do: str
    paper: str = ""
    section: str = ""
    address: str = ""  # which page mends it
    paper_id: str = ""
    is_restricted: bool = False

    @property
    def where(self) -> str:
        return ", ".join(part for part in (self.item, self.paper, self.section) if part)


def next_numbers(taken: Iterable[str], *, is_restricted: bool) -> Iterator[str]:
    """1, 2 … for open items and R1, R2 … for restricted ones, after those that were given already."""
    prefix = RESTRICTED if is_restricted else ""
    used = [number.removeprefix(RESTRICTED) for number in taken if number.startswith(RESTRICTED) == is_restricted]
    first = max((int(number) for number in used if number.isdigit()), default=0) + 1
    return (f"{prefix}{number}" for number in count(first))


def numbered(blocks: Sequence[Mapping[str, Any]], numbers: Iterator[str]) -> list[dict[str, Any]]:
    """Blocks of a text as plain data, each paragraph with the next number of its item (6.1, 6.2 …)."""
    return [{**block, "number": next(numbers)} if block["kind"] == "words" else dict(block) for block in blocks]


def paragraph_numbers(item: str, *, after: int = 0) -> Iterator[str]:
    return (f"{item}.{number}" for number in count(after + 1))


def last_paragraph(contents: Iterable[Content], item: str) -> int:
    """The highest paragraph number that issues so far gave under an item; nought where none did."""
    found = [
        int(block["number"].rpartition(".")[2])
        for content in contents
        for one in content["items"]
        if one["number"] == item
        for paper in one["papers"]
        for section in paper["sections"]
        for block in section["blocks"]
        if block.get("number")
    ]
    return max(found, default=0)


def part_of(content: Content, *, is_restricted: bool) -> list[Mapping[str, Any]]:
    """The items of the open part, or of the restricted one."""
    return [item for item in content["items"] if item["is_restricted"] == is_restricted]


def open_part(content: Content) -> dict[str, Any]:
    """What anybody may be given of an issue: not a word of what is restricted, nor that there is any."""
    return {**content, "items": part_of(content, is_restricted=False)}
