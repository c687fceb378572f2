"""Money: whole pence inside, rounded only where it is shown, shared out so that the shares add up."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from commonground.foundation.kernel.errors import Invalid

AMOUNT = re.compile(r"([-\N{MINUS SIGN}]?)£?([-\N{MINUS SIGN}]?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]{2}))?")
LARGEST = 10**13  # pence: a hundred thousand million pounds; more is a slip of the hand
MINUS = "\N{MINUS SIGN}"
NAMES = {
    2: "half",
    3: "third",
    4: "quarter",
    5: "fifth",
    6: "sixth",
    7: "seventh",
    8: "eighth",
    9: "ninth",
    10: "tenth",
}
NUMBERS = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


def parse(text: str) -> int:
    """Pence from what people write: £46,689, 46689.50, -£5. Raises Invalid for what could mean two things."""
    match = AMOUNT.fullmatch(re.sub(r"\s+", "", text))
    if match is None or (match[1] and match[2]):
        raise Invalid(f"“{text.strip()}” is not an amount. Write pounds, or pounds and two digits of pence: £4,668.90.")
    pence = int(match[3].replace(",", "")) * 100 + int(match[4] or 0)
    if pence > LARGEST:
        raise Invalid(f"“{text.strip()}” is more than any amount here. Look for a digit too many.")
    return -pence if match[1] or match[2] else pence


def times(pence: int, factor: Fraction | Decimal | int | str) -> int:
    """A part or multiple of an amount, to the penny, halves away from nought: £46,689 times "0.8" is £37,351.20.

    `factor` is exact; a float is not taken, because 0.8 of a float is not eight tenths.
    """
    if isinstance(factor, float):
        raise TypeError("money is multiplied by exact numbers: a string, Decimal, Fraction or whole number")
    return _round(Fraction(factor) * pence)


def split(pence: int, weights: Sequence[Fraction | Decimal | int]) -> list[int]:
    """Share an amount out by weights, to the penny, so that the shares add up to it (largest remainder).

    Where remainders are equal the earlier takes the penny. Raises Invalid where there is nothing to share by.
    """
    parts = [Fraction(weight) for weight in weights]
    if not parts or any(part < 0 for part in parts) or sum(parts) == 0:
        raise Invalid("There is nobody to share this amount: every share is nought.")
    whole = sum(parts)
    exact = [abs(pence) * part / whole for part in parts]
    shares = [int(share) for share in exact]
    left = abs(pence) - sum(shares)
    by_remainder = sorted(range(len(parts)), key=lambda index: (shares[index] - exact[index], index))
    for index in by_remainder[:left]:
        shares[index] += 1
    return shares if pence >= 0 else [-share for share in shares]


def shown(pence: int) -> str:
    """As a page shows it, to the pound: £4,669. Halves away from nought."""
    pounds = _round(Fraction(pence, 100))
    return f"{MINUS if pounds < 0 else ''}£{abs(pounds):,}"


def exact(pence: int) -> str:
    """To the penny: £4,668.90."""
    return f"{MINUS if pence < 0 else ''}£{abs(pence) // 100:,}.{abs(pence) % 100:02}"


def is_rounded_when_shown(pence: int) -> bool:
    """Does `shown` leave pence out? Then a table of shares may not add up to its total, and must say so."""
    return pence % 100 != 0


def share_in_words(part: int, whole: int) -> str:
    """What part of a whole an amount is: "a tenth", "four fifths", else "about 37%"."""
    if not whole:
        return "no share"
    share = Fraction(part, whole)
    if share in (0, 1):
        return "nothing" if share == 0 else "all"
    if 0 < share < 1 and share.denominator in NAMES:
        name = NAMES[share.denominator]
        return f"a {name}" if share.numerator == 1 else f"{NUMBERS[share.numerator]} {name}s"
    percent = (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal(1), ROUND_HALF_UP)
    return f"about {percent}%"


def _round(value: Fraction) -> int:
    """To a whole number, halves away from nought."""
    whole = int(abs(value) + Fraction(1, 2))
    return whole if value >= 0 else -whole
