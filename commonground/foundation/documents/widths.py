"""How wide the columns of a printed table are: wide enough for their longest word, and fair beyond that."""

from collections.abc import Sequence
from dataclasses import dataclass

PAGE = 470.0  # points between the margins of A4
GAP = 8.0  # points on both sides of a cell
LETTER = 0.56  # width of a letter or figure, in parts of its size, on the safe side
SIZES = (9.5, 8.5, 7.5, 6.5)  # points, the largest that fits is taken
LONGEST_WORD = 26  # letters, after which a word may break


@dataclass(frozen=True)
class Widths:
    """Size of the letters in points, and the width of each column in parts of the page."""

    size: float
    columns: tuple[float, ...]


def widths(heads: Sequence[str], rows: Sequence[Sequence[str]], is_number: Sequence[bool]) -> Widths:
    """The widths for cells as they are shown. Figures are never broken; words share what is left."""
    texts = [[head, *(row[place] for row in rows)] for place, head in enumerate(heads)]
    least = [_least(cells, number) for cells, number in zip(texts, is_number, strict=True)]
    wanted = [max(low, max(map(len, cells), default=1)) for low, cells in zip(least, texts, strict=True)]
    size = next((size for size in SIZES if sum(least) <= _room(size, len(heads))), SIZES[-1])
    room = _room(size, len(heads))
    letters = _shared(least, wanted, room)
    whole = sum(letters) * LETTER * size + GAP * len(letters)
    return Widths(size, tuple((letter * LETTER * size + GAP) / whole for letter in letters))


def _room(size: float, columns: int) -> float:
    """How many letters stand beside each other on the page."""
    return (PAGE - GAP * columns) / (LETTER * size)


def _least(cells: Sequence[str], is_number: bool) -> int:
    """The longest word of the head; of the rows the longest word too, or the longest figure whole."""
    head, *rest = cells
    words = [len(word) for text in ([head] if is_number else cells) for word in text.split()]
    figures = [len(text) for text in rest] if is_number else []
    return max(1, min(max(words, default=1), LONGEST_WORD), min(max(figures, default=1), LONGEST_WORD))


def _shared(least: Sequence[int], wanted: Sequence[int], room: float) -> list[float]:
    """Letters of each column: what it needs, and of what is left a share by how much more it would like."""
    if sum(wanted) <= room:
        _, *others = wanted
        return [room - sum(others), *others] if others else [room]
    more = [want - low for want, low in zip(wanted, least, strict=True)]
    left = max(room - sum(least), 0.0)
    return [low + left * extra / max(sum(more), 1) for low, extra in zip(least, more, strict=True)]
