"""What must not stand in a text that everybody may read: a named child, a number of a person, the postcode of a home.

A second person reads every note before it is shown; this only catches what is plain to see, at the field, while the
author is still there. It never repeats what it found: messages end in logs.
"""

import re
from datetime import date

from commonground.foundation.kernel.errors import Problem

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
DAY = (
    r"(?:[0-3]?[0-9][./-][01]?[0-9][./-](?:[12][0-9])?[0-9]{2}"
    rf"|[0-3]?[0-9](?:st|nd|rd|th)? (?:of )?{MONTH},? [12][0-9]{{3}})"
)
BORN = re.compile(rf"\b(?:born|d\.?o\.?b\b\.?|date of birth)\W+(?:on |in |is |was |the )*{DAY}", re.IGNORECASE)
# Two capitalised words and a day close behind: "Ann Example, 4.6.2015". The day an event was held has its own field.
NAMED = re.compile(rf"\b([A-Z][a-z'’-]+) ([A-Z][A-Za-z'’-]+)\s*[,(:;–-]*\s*(?:aged [0-9]+,? )?\(?{DAY}")
# What ends the name of a place, a body or an event, and never that of a person.
NOT_A_NAME = frozenset(
    word
    for line in (
        "Academy Alliance Area Board Borough Centre Children Church Clinic College Committee Conference Council",
        "County Day District Estate Event Fair Festival Forum Group Hall Hospital Hub Launch Library Management",
        "Meeting Network Nursery Office Park Partnership Report Review Road School Service Services Session",
        "Street Survey Team Trust Unit Village Visit Ward Week Workshop",
    )
    for word in line.split()
)
POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][ABD-HJLNP-UW-Z]{2}\b", re.IGNORECASE)
NHS_NUMBER = re.compile(r"(?<![0-9])[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}(?![0-9])")
UPN = re.compile(r"\b[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]\b", re.IGNORECASE)
NATIONAL_INSURANCE = re.compile(r"\b[A-CEGHJ-PR-TW-Z]{2} ?(?:[0-9]{2} ?){3}[A-D]\b", re.IGNORECASE)
EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[a-z]{2,}", re.IGNORECASE)
TELEPHONE = re.compile(r"(?<![0-9])(?:\+44 ?|0)(?:[0-9][ -]?){9}[0-9](?![0-9])")
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def problems(text: str, *, column: str) -> list[Problem]:
    """What in a text looks like a person, each with what to write instead; nothing where it is clean."""
    found = {
        "This looks like a name with a date of birth.": (
            "Write about families here in general; put the day of an event in its own field.",
            bool(BORN.search(text)) or any(_is_a_person(match) for match in NAMED.finditer(text)),
        ),
        "This looks like an NHS number.": ("Take it out.", any(map(_is_nhs_number, NHS_NUMBER.findall(text)))),
        "This looks like a pupil number.": ("Take it out.", any(map(_is_upn, UPN.findall(text)))),
        "This looks like a National Insurance number.": ("Take it out.", bool(NATIONAL_INSURANCE.search(text))),
        "This looks like a postcode, which can mean a single home.": (
            "Say the ward, estate or neighbourhood instead.",
            bool(POSTCODE.search(text)),
        ),
        "This looks like somebody’s e-mail address or telephone number.": (
            "Say which organisation to ask.",
            bool(EMAIL.search(text) or TELEPHONE.search(text)),
        ),
    }
    return [Problem(what, do=do, column=column) for what, (do, is_there) in found.items() if is_there]


def too_late(day: date | None, *, today: date, column: str) -> list[Problem]:
    """Nothing is known before it happened."""
    if day is None or day <= today:
        return []
    return [Problem("This day is still to come.", do="Enter the day on which it was known.", column=column)]


def _is_a_person(match: "re.Match[str]") -> bool:
    return not NOT_A_NAME & {match[1], match[2]} and not re.fullmatch(MONTH, match[1])


def _is_nhs_number(text: str) -> bool:
    """Ten digits of which the last checks the others, modulo 11 (NHS Data Dictionary)."""
    digits = [int(sign) for sign in text if sign.isdigit()]
    check = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return digits[9] == (0 if check == 11 else check)


def _is_upn(text: str) -> bool:
    """A letter that checks the twelve signs behind it, modulo 23 (DfE, unique pupil numbers)."""
    signs = text.upper()
    values = [int(sign) if sign.isdigit() else UPN_LETTERS.index(sign) for sign in signs[1:]]
    return UPN_LETTERS[sum(value * weight for weight, value in enumerate(values, start=2)) % 23] == signs[0]
