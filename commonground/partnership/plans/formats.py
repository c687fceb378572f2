"""Packs of this room: when something counts as at risk, how risks are rated, where a process stands for which ages."""

import tomllib
from dataclasses import fields
from typing import Any

from commonground.foundation.kernel.errors import Invalid
from commonground.partnership.plans.rules.parity import WORDS, AgeBand, Parity, StandingKind, check_bands
from commonground.partnership.plans.rules.risks import Band, Level, Scale
from commonground.partnership.plans.rules.status import Policy


def read_policy(*texts: str) -> Policy:
    """packs/status.toml: whole numbers, of several files the later counts. Raises Invalid, naming what is wrong."""
    held: dict[str, Any] = {}
    for text in texts:
        try:
            held |= tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise Invalid(f"status.toml cannot be read: {error}.") from error
    names = [one.name for one in fields(Policy)]
    wrong = [name for name in names if not isinstance(held.get(name), int) or held[name] < 0]
    if wrong:
        raise Invalid(f"status.toml needs a whole number for {', '.join(wrong)}.")
    return Policy(**{name: held[name] for name in names})


def read_scale(text: str) -> Scale:
    """packs/risks.toml: both scales, bands from the lowest score, kinds. Raises Invalid, naming what is wrong."""
    try:
        held = tomllib.loads(text)
        likelihood, impact = (_levels(held, name) for name in ("likelihood", "impact"))
        bands = tuple(Band(**one) for one in held["band"])
        kinds = tuple((slug, str(name)) for slug, name in held["kinds"].items())
    except tomllib.TOMLDecodeError as error:
        raise Invalid(f"risks.toml cannot be read: {error}.") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise Invalid(f"risks.toml needs likelihood, impact, band and kinds; wrong is {error}.") from error
    if not bands or bands[0].least > 1 or list(bands) != sorted(bands, key=lambda band: band.least):
        raise Invalid("risks.toml: bands go up from the score 1.")
    return Scale(likelihood, impact, bands, kinds)


def read_parity(text: str) -> Parity:
    """packs/parity.toml: standings, age bands without a gap, months. Raises Invalid, naming what is wrong."""
    try:
        held = tomllib.loads(text)
        kinds = tuple(StandingKind(**{**one, "asks": tuple(one.get("asks", ()))}) for one in held["standing"])
        bands = tuple(AgeBand(**one) for one in held["band"])
        ages, months = held["ages"], held["stale_months"]
        first, last = int(ages["first"]), int(ages["last"])
    except tomllib.TOMLDecodeError as error:
        raise Invalid(f"parity.toml cannot be read: {error}.") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Invalid(f"parity.toml needs standing, band, ages and stale_months; wrong is {error}.") from error
    check_bands(bands, first=first, last=last)
    unknown = sorted({word for one in kinds for word in one.asks} - {*WORDS})
    if unknown:
        raise Invalid(f"parity.toml: a standing asks for {' or '.join(WORDS)}, not for {', '.join(unknown)}.")
    if not isinstance(months, int) or months < 1:
        raise Invalid("parity.toml needs a whole number of months, from 1, for stale_months.")
    if not any(one.agreed for one in kinds):
        raise Invalid("parity.toml: one standing at least is as agreed (agreed = true).")
    return Parity(kinds, bands, months)


def _levels(held: dict[str, Any], name: str) -> tuple[Level, ...]:
    return tuple(Level(number, **one) for number, one in enumerate(held[name], start=1))
