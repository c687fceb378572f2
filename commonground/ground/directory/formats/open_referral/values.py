"""How one value of the standard is read and written. A reader raises ValueError with what is wrong, in a sentence."""

import math
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any
from uuid import UUID

from commonground.ground.directory.rules import eligibility as criteria
from commonground.ground.directory.rules import plain

Reader = Callable[[Any], Any]
Writer = Callable[[Any], Any]
LONGEST_TEXT = 100_000
LONGEST_SHOWN = 60
DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T[0-9:.]+(?:Z|[+-][0-9:]{5})?)?")
CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9])(?:\.[0-9]+)?)?(?:Z|[+-]00:?00)?")


def shown(value: object) -> str:
    """A value as a message shows it."""
    text = str(value)
    return f"“{text[:LONGEST_SHOWN]}{'…' if len(text) > LONGEST_SHOWN else ''}”"


def text(longest: int = LONGEST_TEXT) -> Reader:
    def read(value: Any) -> str:
        if not isinstance(value, str):
            raise ValueError(f"is {shown(value)}, and should be text.")
        said = plain.plain(value)
        if len(said) > longest:
            raise ValueError(f"has {len(said):,} characters, and at most {longest:,} are kept.")
        return said

    return read


def email(value: Any) -> str:
    said = text(254)(value).strip()
    if said and not plain.is_email(said):
        raise ValueError(f"is {shown(said)}, which is no e-mail address.")
    return said


def web(value: Any) -> str:
    said = text(2000)(value).strip()
    if said and not plain.is_web_address(said):
        raise ValueError(f"is {shown(said)}, which is no address of the web: it begins with https:// or http://.")
    return said


def uri(value: Any) -> str:
    said = text(2000)(value).strip()
    if said and not plain.is_uri(said):
        raise ValueError(f"is {shown(said)}, which is no URI.")
    return said


def day(value: Any) -> date:
    found = DAY.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise ValueError(f"is {shown(value)}, which is no date such as 2026-06-04.")
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise ValueError(f"is {shown(value)}, and there is no such day.") from None


def clock(value: Any) -> time:
    found = CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise ValueError(f"is {shown(value)}, which is no time of day such as 09:30.")
    return time(int(found[1]), int(found[2]), int(found[3] or 0))


def instant(value: Any) -> datetime:
    try:
        said = datetime.fromisoformat(value.strip())
    except (AttributeError, ValueError):
        raise ValueError(f"is {shown(value)}, which is no moment such as 2026-06-04T09:30:00Z.") from None
    return (said if said.tzinfo else said.replace(tzinfo=UTC)).astimezone(UTC)


def number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError(f"is {shown(value)}, and should be a number.")
    try:
        read = float(value)
    except (ValueError, OverflowError):
        raise ValueError(f"is {shown(value)}, and should be a number.") from None
    if not math.isfinite(read):
        raise ValueError(f"is {shown(value)}, and should be a number.")
    return read


def exact(value: Any) -> Decimal:
    number(value)
    try:
        read = Decimal(str(value).strip())
    except InvalidOperation:
        raise ValueError(f"is {shown(value)}, and should be a number.") from None
    if abs(read) >= 1000 or read != round(read, 2):  # in this order: a number with hundreds of digits cannot be rounded
        raise ValueError(f"is {shown(value)}: at most three digits and two decimals are kept.")
    return read


def whole(most: int = 32_000) -> Reader:
    def read(value: Any) -> int:
        said = number(value)
        if said != int(said) or not 0 <= said <= most:
            raise ValueError(f"is {shown(value)}, and should be a whole number from 0 to {most:,}.")
        return int(said)

    return read


def pence(value: Any) -> int:
    """An amount in pounds as pence."""
    said = round(number(value) * 100, 6)
    if said != int(said) or not 0 <= said <= 2_000_000_000:
        raise ValueError(f"is {shown(value)}, which is no amount in pounds and pence.")
    return int(said)


def identifier(value: Any) -> UUID:
    try:
        return UUID(value.strip()) if isinstance(value, str) else UUID("")
    except ValueError:
        raise ValueError(f"is {shown(value)}, and should be a UUID.") from None


def one_of(kinds: type[StrEnum]) -> Reader:
    def read(value: Any) -> str:
        try:
            return kinds(value).value
        except ValueError:
            known = ", ".join(one.value for one in kinds)
            raise ValueError(f"is {shown(value)}, and should be one of: {known}.") from None

    return read


def code(value: Any) -> str:
    said = text(40)(value)
    if said and not re.fullmatch(r"[a-z0-9][a-z0-9-]*", said):
        raise ValueError(f"is {shown(said)}, which is no code of small letters, digits and hyphens.")
    return said


def truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"is {shown(value)}, and should be true or false.")
    return value


def as_is(value: Any) -> Any:
    return value


def plain_number(value: Decimal | float | int) -> float | int:
    read = float(value)
    return int(read) if read == int(read) else read


def pounds(value: int) -> float | int:
    return plain_number(Decimal(value) / 100)


def iso(value: date | time) -> str:
    return value.isoformat()


def moment(value: datetime) -> str:
    said = value.astimezone(UTC)
    fine = "milliseconds" if said.microsecond % 1000 == 0 else "microseconds"
    return said.isoformat(timespec=fine).replace("+00:00", "Z")


def eligibility(value: Any) -> list[dict[str, Any]]:
    """Who a service takes, as this site writes it."""
    return criteria.as_plain(criteria.from_plain(value))
