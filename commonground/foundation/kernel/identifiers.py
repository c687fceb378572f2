"""Identifiers of this field, parsed and checked.

Each has `parse`, which takes what people type or paste and raises Invalid with a sentence. Sentences about numbers of
people never repeat the number: they end in logs.
"""

import re
from dataclasses import dataclass
from uuid import UUID

from uuid_utils.compat import uuid7

from commonground.foundation.kernel.errors import Invalid

SEPARATORS = re.compile(r"[\s\-]+")


def new_id() -> UUID:
    """A UUIDv7: unique, and ordered by time of creation so that indexes stay compact."""
    return uuid7()


# The entity types of the ONS Register of Geographic Codes that a partnership meets; others are taken, unnamed.
ENTITIES = {
    "E00": "output area",
    "E01": "lower layer super output area",
    "E02": "middle layer super output area",
    "E04": "parish",
    "E05": "ward",
    "E06": "unitary authority",
    "E07": "district",
    "E08": "metropolitan district",
    "E09": "London borough",
    "E10": "county",
    "E11": "metropolitan county",
    "E12": "region",
    "E13": "inner or outer London",
    "E14": "constituency",
    "E23": "police force area",
    "E47": "combined authority",
    "E54": "integrated care board",
    "E58": "county electoral division",
    "E92": "country",
    "W92": "country",
    "S92": "country",
    "N92": "country",
    "K02": "United Kingdom",
    "K03": "Great Britain",
    "K04": "England and Wales",
}
UPPER_TIER = frozenset({"E06", "E08", "E09", "E10"})  # councils with children's services
GSS = re.compile(r"[EWSNKJLM][0-9]{8}")


@dataclass(frozen=True, order=True)
class Gss:
    """A code of the Government Statistical Service: E10000024 is Nottinghamshire."""

    code: str

    @property
    def entity(self) -> str:
        """The type of area, first three characters: E10."""
        return self.code[:3]

    @property
    def kind(self) -> str:
        """The type of area in words; empty for one we have no word for."""
        return ENTITIES.get(self.entity, "")

    @property
    def has_childrens_services(self) -> bool:
        """Is it the code of a council with children's services in England?"""
        return self.entity in UPPER_TIER

    @classmethod
    def parse(cls, text: str) -> "Gss":
        code = SEPARATORS.sub("", text).upper()
        if not GSS.fullmatch(code):
            raise Invalid(f"“{text.strip()}” is not an area code. Area codes are a letter and eight digits: E10000024.")
        return cls(code)

    def __str__(self) -> str:
        return self.code


# BS 7666 / Royal Mail: which letter may stand where.
OUTWARD = re.compile(
    r"(?:[A-PR-UWYZ][0-9]{1,2}|[A-PR-UWYZ][A-HK-Y][0-9]{1,2}|[A-PR-UWYZ][0-9][A-HJKPSTUW]"
    r"|[A-PR-UWYZ][A-HK-Y][0-9][ABEHMNPRVWXY]|GIR)"
)
INWARD = re.compile(r"[0-9][ABD-HJLNP-UW-Z]{2}")


@dataclass(frozen=True, order=True)
class Postcode:
    """A full postcode: NG18 5BX. Outward NG18 (the district), inward 5BX."""

    outward: str
    inward: str

    @property
    def sector(self) -> str:
        """The outward part and the first of the inward: NG18 5."""
        return f"{self.outward} {self.inward[0]}"

    @classmethod
    def parse(cls, text: str) -> "Postcode":
        joined = SEPARATORS.sub("", text).upper()
        if joined.startswith("ZZ99"):
            raise Invalid("ZZ99 codes stand for no address. Leave the postcode empty and say why there is none.")
        if OUTWARD.fullmatch(joined):
            raise Invalid(f"“{text.strip()}” is only the first half of a postcode. Give all of it, such as NG18 5BX.")
        outward, inward = joined[:-3], joined[-3:]
        if not (OUTWARD.fullmatch(outward) and INWARD.fullmatch(inward)):
            raise Invalid(f"“{text.strip()}” is not a postcode. A postcode looks like NG18 5BX or M1 1AE.")
        return cls(outward, inward)

    def __str__(self) -> str:
        return f"{self.outward} {self.inward}"


@dataclass(frozen=True)
class NhsNumber:
    """Ten digits, the last a check digit modulo 11. Source: NHS Data Dictionary, NHS NUMBER."""

    digits: str

    @property
    def is_for_tests(self) -> bool:
        """Numbers that begin with 999 are given to nobody."""
        return self.digits.startswith("999")

    @classmethod
    def parse(cls, text: str) -> "NhsNumber":
        digits = SEPARATORS.sub("", text)
        if not re.fullmatch(r"[0-9]{10}", digits):
            raise Invalid("An NHS number has ten digits, such as 943 476 5919.")
        # Ten times the same digit passes the check and is what people type when they do not know.
        if len(set(digits)) == 1 or nhs_check_digit(digits[:9]) != int(digits[9]):
            raise Invalid(
                "This is not an NHS number: the check digit does not fit. Look for a digit mistyped or swapped."
            )
        return cls(digits)

    def __str__(self) -> str:
        return f"{self.digits[:3]} {self.digits[3:6]} {self.digits[6:]}"


def nhs_check_digit(nine: str) -> int:
    """Check digit for the first nine digits; 10 means that no number begins like this."""
    total = sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True))
    return (11 - total % 11) % 11


UPN = re.compile(r"[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]")
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"  # I, O and S are not used


@dataclass(frozen=True)
class Upn:
    """A pupil's number: check letter, authority, school, year, serial. Source: DfE, Unique Pupil Numbers guidance."""

    text: str

    @property
    def is_temporary(self) -> bool:
        """A letter at the end: given by a school until the permanent number is known."""
        return self.text[-1].isalpha()

    @classmethod
    def parse(cls, text: str) -> "Upn":
        upn = SEPARATORS.sub("", text).upper()
        if not UPN.fullmatch(upn):
            raise Invalid(
                "A pupil number is a letter, eleven digits, and a digit or letter: 13 characters, no I, O or S."
            )
        if upn_check_letter(upn[1:]) != upn[0]:
            raise Invalid(
                "This is not a pupil number: its first letter does not fit the rest. Look for a mistyped digit."
            )
        return cls(upn)

    def __str__(self) -> str:
        return self.text


def upn_check_letter(twelve: str) -> str:
    """The first letter of a pupil number from the twelve characters after it."""
    values = [int(sign) if sign.isdigit() else UPN_LETTERS.index(sign) for sign in twelve]
    return UPN_LETTERS[sum(value * weight for value, weight in zip(values, range(2, 14), strict=True)) % 23]


@dataclass(frozen=True, order=True)
class Urn:
    """A school's unique reference number in Get Information about Schools: six digits."""

    number: int

    @classmethod
    def parse(cls, text: str) -> "Urn":
        digits = SEPARATORS.sub("", text)
        if not re.fullmatch(r"[1-9][0-9]{5}", digits):
            raise Invalid(f"“{text.strip()}” is not a school's reference number (URN), which has six digits: 122889.")
        return cls(int(digits))

    def __str__(self) -> str:
        return str(self.number)
