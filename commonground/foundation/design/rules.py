"""What is true of the look, without Django: contrast of colours."""

import re
from datetime import date, datetime

from commonground.foundation.kernel.errors import Invalid

WHITE = "ffffff"
TEXT_CONTRAST = 4.5  # WCAG 2.2, 1.4.3


def check_place_colour(hexadecimal: str) -> None:
    """Six hexadecimal digits on which white text can be read. Raises Invalid."""
    if not re.fullmatch("[0-9a-f]{6}", hexadecimal.lower()):
        raise Invalid("A colour is six hexadecimal digits, for example 1d4f60.")
    if contrast(hexadecimal, WHITE) < TEXT_CONTRAST:
        raise Invalid(f"White text cannot be read on #{hexadecimal}: choose a darker colour.")


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours given as six hexadecimal digits: 1 (the same) to 21 (WCAG 2.2)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(hexadecimal: str) -> float:
    channels = [int(hexadecimal[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def words(value: object) -> object:
    """A value as people read it: 1,234; 4 June 2026; 4 June 2026 at 2:05pm; Yes. What is neither stays as it is.

    A time is read as it stands: turn it to local time first.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, int | float):
        return f"{value:,}"
    if isinstance(value, datetime):
        return f"{words(value.date())} at {value.hour % 12 or 12}:{value:%M}{'am' if value.hour < 12 else 'pm'}"
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    return value
