"""Opening hours as somebody writes them, a line each: “Mondays and Thursdays, 10:00 to 12:00”. No Django, no clock."""

import re
from datetime import time

from commonground.foundation.kernel.errors import Invalid
from commonground.ground.directory.rules.schedules import DAYS, NAMES, When, in_words, what_is_wrong

AT = r"\d{1,2}(?:[:.]\d{2})?\s*(?:[ap]m)?"
LINE = re.compile(rf"(?P<days>[a-z ,&-]+?)[\s,:]*(?P<opens>{AT})\s*(?:to|until|-|–)\s*(?P<closes>{AT})", re.IGNORECASE)
RANGE = re.compile(r"\s+to\s+|\s*-\s*")
EXAMPLE = "Write it like “Mondays and Thursdays, 10:00 to 12:00”."


def read_hours(line: str) -> When:
    """The weekly repetition that a line says. Raises Invalid with a sentence that holds the line."""
    found = LINE.fullmatch(line.strip())
    days = _days(found["days"]) if found else []
    opens, closes = (_time(found["opens"]), _time(found["closes"])) if found else (None, None)
    if not days or opens is None or closes is None:
        raise Invalid(f"“{line.strip()[:60]}” is not understood. {EXAMPLE}")
    when = When(freq="WEEKLY", byday=",".join(one for one in DAYS if one in days), opens_at=opens, closes_at=closes)
    wrong = what_is_wrong(when)
    if wrong:
        raise Invalid(f"“{line.strip()[:60]}” {wrong}")
    return when


def as_written(line: str) -> str:
    """The same line in the words of the site. Raises Invalid."""
    return in_words(read_hours(line))


def _days(text: str) -> list[str]:
    """Codes of the days of “Mondays and Thursdays” or “Mon-Fri”; empty where one is no day."""
    days: list[str] = []
    for part in re.split(r"\s*(?:,|&|\band\b)\s*", text.strip().casefold().removeprefix("every ")):
        if not part:
            continue
        ends = [_day(one) for one in RANGE.split(part)]
        if None in ends or len(ends) > 2:
            return []
        first, last = ends[0], ends[-1]
        assert first is not None
        assert last is not None
        days += [DAYS[at % 7] for at in range(first, (last if last >= first else last + 7) + 1)]
    return days


def _day(word: str) -> int | None:
    named = [at for at, name in enumerate(NAMES) if len(word) >= 3 and f"{name.casefold()}s".startswith(word)]
    return named[0] if len(named) == 1 else None


def _time(text: str) -> time | None:
    plain = text.strip().casefold()
    half = plain[-2:] if plain.endswith(("am", "pm")) else ""
    hour, _, minute = plain.removesuffix(half).strip().replace(".", ":").partition(":")
    number = int(hour)
    if half:
        if not 1 <= number <= 12:
            return None
        number = number % 12 + (12 if half == "pm" else 0)
    return time(number, int(minute or 0)) if number < 24 and int(minute or 0) < 60 else None
