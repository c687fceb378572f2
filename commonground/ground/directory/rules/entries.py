"""What an entry of the directory must be when somebody writes it by hand. Each problem names its field."""

import math
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from commonground.foundation.kernel.errors import Problem
from commonground.ground.directory.rules import ages, positions, schedules
from commonground.ground.directory.rules.plain import CONTROL, is_email, is_web_address, plain
from commonground.ground.directory.rules.words import LocationKind

DO_PLAIN = "Write plain words. A web page has a field of its own."
DO_WEB = "It begins with https:// or http://."
LONGEST_SHOWN = 40
FARTHEST = 10_000  # metres from the middle of a postcode; the longest rural ones reach a few kilometres
AS_AT = (("places", "places_on"), ("waiting_weeks", "waiting_on"))

Values = Mapping[str, Any]


def of_text(values: Values) -> list[Problem]:
    """Text with HTML, scripts or signs that turn the direction of reading, and addresses that are none."""
    found = [_markup(name, value) for name, value in values.items() if isinstance(value, str)]
    found += [_email(name, values[name]) for name in ("email", "assurer_email") if values.get(name)]
    found += [_web(name, values[name]) for name in ("url", "website", "schedule_link") if values.get(name)]
    return [one for one in found if one is not None]


def of_provider(values: Values) -> list[Problem]:
    return [*of_text(values), *_named(values)]


def of_service(values: Values, *, today: date) -> list[Problem]:
    """What is wrong with those facts of a service that are given."""
    found = [*of_text(values), *_named(values)]
    wrong = ages.what_is_wrong(values.get("minimum_age"), values.get("maximum_age"))
    if wrong:
        found.append(Problem(f"It {wrong}", column="maximum_age"))
    for number, day in AS_AT:
        found += _as_at(values, number, day, today)
    return found


def of_location(values: Values) -> list[Problem]:
    """What is wrong with a place, apart from its postcode, which only the site knows."""
    found = of_text(values)
    both = {"latitude", "longitude"} <= values.keys()  # one that could not be read is told already
    wrong = positions.what_is_wrong(values["latitude"], values["longitude"]) if both else ""
    if wrong:
        found.append(Problem(f"It {wrong}", positions.DO, column="latitude"))
    if values.get("kind") == LocationKind.PHYSICAL and not (values.get("name") or values.get("postcode")):
        found.append(Problem("A place to go to needs a name or a postcode.", column="name"))
    if bool(values.get("external_identifier")) != bool(values.get("external_identifier_type")):
        what = "A number in a register and the name of the register belong together."
        found.append(Problem(what, "Give both, or neither.", column="external_identifier"))
    return found


def of_distance(given: tuple[float, float], middle: tuple[float, float], *, postcode: str) -> list[Problem]:
    """Coordinates (metres of the National Grid) that are not where the postcode is."""
    away = math.dist(given, middle)
    if away <= FARTHEST:
        return []
    what = f"These coordinates lie {away / 1000:.0f} km from the middle of {postcode}."
    return [
        Problem(what, "Correct one of them; without coordinates, those of the postcode are taken.", column="latitude")
    ]


def of_schedule(values: Values) -> list[Problem]:
    found = of_text(values)
    named = {key: value for key, value in values.items() if key in schedules.When.__dataclass_fields__}
    when = schedules.When(**{**named, "interval": 1 if named.get("interval") is None else named["interval"]})
    wrong = schedules.what_is_wrong(when)
    if wrong:
        found.append(Problem(f"It {wrong}", column=_field_of(when)))
    if (when.opens_at is None) != (when.closes_at is None):
        found.append(Problem("Say from when and until when, or neither.", column="closes_at"))
    if not any(value for key, value in values.items() if key not in ("interval", "freq")):
        found.append(Problem("Nothing is said of when.", "Give days, hours or a description.", column="byday"))
    return found


def of_cost(values: Values) -> list[Problem]:
    found = of_text(values)
    first, last = values.get("valid_from"), values.get("valid_to")
    if first and last and last < first:
        found.append(Problem("It ends before it begins.", column="valid_to"))
    if not any(values.get(name) or values.get(name) == 0 for name in ("option", "amount", "amount_description")):
        found.append(Problem("Say for whom or what, or how much.", column="option"))
    return found


def of_phone(values: Values) -> list[Problem]:
    found = of_text(values)
    if sum(sign.isdigit() for sign in str(values.get("number", ""))) < 3:
        found.append(Problem("It is no telephone number.", "Give its digits, such as 01632 960001.", column="number"))
    return found


def of_something(values: Values, *, asked: Iterable[str], what: str) -> list[Problem]:
    """Text in which at least one of the fields says something."""
    asked = list(asked)
    found = of_text(values)
    if not any(values.get(name) for name in asked):
        found.append(Problem(what, column=asked[0]))
    return found


def _named(values: Values) -> list[Problem]:
    empty = "name" in values and not str(values["name"]).strip()
    return [Problem("It has no name.", "Give it one.", column="name")] if empty else []


def _markup(name: str, value: str) -> Problem | None:
    said = value.replace("\r\n", "\n")
    if plain(said) == said:
        return None
    at = next((at for at, (one, other) in enumerate(zip(said, plain(said), strict=False)) if one != other), 0)
    shown = CONTROL.sub("", said[at : at + LONGEST_SHOWN])
    return Problem(f"It has HTML or hidden signs in it, at “{shown}”.", DO_PLAIN, column=name)


def _email(name: str, value: str) -> Problem | None:
    return None if is_email(value) else Problem(f"“{value[:LONGEST_SHOWN]}” is no e-mail address.", column=name)


def _web(name: str, value: str) -> Problem | None:
    if is_web_address(value):
        return None
    return Problem(f"“{value[:LONGEST_SHOWN]}” is no address of the web.", DO_WEB, column=name)


def _as_at(values: Values, number: str, day: str, today: date) -> list[Problem]:
    if number not in values or day not in values:
        return []
    count, at = values[number], values[day]
    if (count is None) != (at is None):
        missing = "as at which day it is so" if at is None else "how many"
        return [Problem(f"Say {missing}.", column=day if at is None else number)]
    if at is not None and at > today:
        return [Problem("This day is still to come.", "Give the day on which it was so.", column=day)]
    return []


def _field_of(when: schedules.When) -> str:
    """Which field a schedule that cannot be is told at: the days, unless hours or an interval are the fault."""
    if when.interval < 1:
        return "interval"
    if when.valid_from and when.valid_to and when.valid_to < when.valid_from:
        return "valid_to"
    if when.opens_at is not None and when.opens_at == when.closes_at:
        return "closes_at"
    return "bymonthday" if when.bymonthday and not when.byday else "byday"
