"""How wide the columns of a printed table are: wide enough for their longest word, and fair beyond that."""

from collections.abc import Sequence
from dataclasses import dataclass

PAGE = 470.0  # points between the margins of A4
GAP = 8.0  # points on both sides of a cell
SIZES = (9.5, 8.5, 7.5, 6.5)  # points, the largest that fits is taken
LONGEST_WORD = 26  # letters, after which a word may break
# Widths of Arial in parts of its size; everything else is as wide as a figure.
NARROW, WIDE, USUAL = 0.28, 0.85, 0.56
LETTERS = {**dict.fromkeys("ijltfI.,;:|!'()[] ", NARROW), **dict.fromkeys("mwMW%", WIDE)}
CAPITAL = 0.7
OF_THE_FIRST = 1.6  # how much higher its level is than that of the others
HALVINGS = 30  # of the room, to find the level
SPARE = 1.06  # heads are bold, and kerning is not known


@dataclass(frozen=True)
class Widths:
    """Size of the letters in points, and the width of each column in parts of the page."""

    size: float
    columns: tuple[float, ...]


def length(text: str) -> float:
    """How long a text is, in parts of the size of its letters."""
    return SPARE * sum(LETTERS.get(sign, CAPITAL if sign.isupper() else USUAL) for sign in text)


def widths(heads: Sequence[str], rows: Sequence[Sequence[str]], is_number: Sequence[bool]) -> Widths:
    """The widths for cells as they are shown. Figures are never broken; words share what is left."""
    texts = [[head, *(row[place] for row in rows)] for place, head in enumerate(heads)]
    least = [_least(cells, number) for cells, number in zip(texts, is_number, strict=True)]
    wanted = [max(low, *map(length, cells)) for low, cells in zip(least, texts, strict=True)]
    size = _size(least, wanted)
    shares = _shared(least, wanted, _room(size, len(heads)), is_number)
    whole = sum(shares) * size + GAP * len(shares)
    return Widths(size, tuple((share * size + GAP) / whole for share in shares))


def _size(least: Sequence[float], wanted: Sequence[float]) -> float:
    """The largest letters that break no word; a little smaller ones where with them nothing breaks at all."""
    columns = len(least)
    for size in SIZES[:2]:
        if sum(wanted) <= _room(size, columns):
            return size
    return next((size for size in SIZES if sum(least) <= _room(size, columns)), SIZES[-1])


def _room(size: float, columns: int) -> float:
    """How much of letters of a size stands beside each other on the page."""
    return (PAGE - GAP * columns) / size


def _least(cells: Sequence[str], is_number: bool) -> float:
    """The longest word of the head; of the rows the longest word too, or the longest figure whole."""
    head, *rest = cells
    unbroken = [*head.split(), *(rest if is_number else [word for text in rest for word in text.split()])]
    return max(USUAL, *(length(text[:LONGEST_WORD]) for text in [*unbroken, ""]))


def _shared(least: Sequence[float], wanted: Sequence[float], room: float, is_number: Sequence[bool]) -> list[float]:
    """Of each column what it wants, up to a level that is the same for all but the first, whose names are to be read at
    a glance; what is left over goes to the longest words."""
    if sum(wanted) <= room:
        words = [0.0 if number else want for want, number in zip(wanted, is_number, strict=True)]
        longest = words.index(max(words))
        return [want + (room - sum(wanted) if place == longest else 0.0) for place, want in enumerate(wanted)]
    low, high = 0.0, room
    for _ in range(HALVINGS):
        level = (low + high) / 2
        low, high = (level, high) if sum(_up_to(level, least, wanted)) <= room else (low, level)
    return _up_to(low, least, wanted)


def _up_to(level: float, least: Sequence[float], wanted: Sequence[float]) -> list[float]:
    levels = [level * OF_THE_FIRST, *[level] * (len(least) - 1)]
    return [min(want, max(low, high)) for high, low, want in zip(levels, least, wanted, strict=True)]
