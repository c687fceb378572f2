"""Names of areas: how they are looked up, and how they are written in an address."""

import re
import unicodedata
from collections.abc import Iterator

_NOT_A_LETTER_OR_DIGIT = re.compile(r"[^a-z0-9]+")
_NUMBER = re.compile(r"([0-9]+)")
LONGEST_SLUG = 100  # leaves room in the column for a number that makes it unique


def search_form(name: str) -> str:
    """The form in which names are compared: small letters without accents, `&` as "and", single spaces.

    >>> search_form("  Newark & Sherwood ")
    'newark and sherwood'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    spoken = plain.casefold().replace("&", " and ").replace("'", "")
    return _NOT_A_LETTER_OR_DIGIT.sub(" ", spoken).strip()


def natural_order(name: str) -> list[tuple[int, str]]:
    """Key to sort names by as people do: "Team 2" before "Team 10"."""
    words = _NUMBER.split(name.casefold())
    return [(int(word), "") if word.isdigit() else (-1, word) for word in words if word]


def slug_candidates(name: str, *qualifiers: str) -> Iterator[str]:
    """Slugs for a name, best first: the name, the name with each qualifier, then numbered for ever.

    >>> import itertools; list(itertools.islice(slug_candidates("Ashfield", "Locality"), 3))
    ['ashfield', 'ashfield-locality', 'ashfield-2']
    """
    plain = search_form(name).replace(" ", "-")[:LONGEST_SLUG].strip("-") or "area"
    yield plain
    for qualifier in qualifiers:
        ending = search_form(qualifier).replace(" ", "-")
        if ending:
            yield f"{plain[: LONGEST_SLUG - len(ending)]}-{ending}"
    number = 2
    while True:
        yield f"{plain}-{number}"
        number += 1
