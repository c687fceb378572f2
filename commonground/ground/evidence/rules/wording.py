"""Small words that several sentences need."""

from collections.abc import Sequence

SMALL_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def counted(number: int) -> str:
    """Up to ten in words, as plain English has it."""
    return SMALL_NUMBERS[number] if number < len(SMALL_NUMBERS) else str(number)


def listed(items: Sequence[str]) -> str:
    """a, b and c."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
