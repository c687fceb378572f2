"""For which ages a service is."""

from decimal import Decimal

OLDEST = 120


def what_is_wrong(youngest: Decimal | None, oldest: Decimal | None) -> str:
    """Why two ages are no band, in a sentence; "" where they are one."""
    if any(age is not None and not 0 <= age <= OLDEST for age in (youngest, oldest)):
        return f"has an age that is not from 0 to {OLDEST}."
    if youngest is not None and oldest is not None and oldest < youngest:
        return f"is for ages {youngest} to {oldest}: the oldest is below the youngest."
    return ""


def in_words(youngest: Decimal | None, oldest: Decimal | None) -> str:
    """“11 to 19”, “up to 5”, “from 16”; "" where nothing is said."""
    low, high = (None if age is None else f"{age.normalize():f}" for age in (youngest, oldest))
    if low and high:
        return f"Age {low}" if low == high else f"Ages {low} to {high}"
    if high:
        return f"Up to age {high}"
    return f"From age {low}" if low else ""
