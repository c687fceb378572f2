"""Tokens of the API: what they may do, how long they hold, and how one is known without being kept."""

import hashlib
import hmac
import re
import secrets
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from commonground.foundation.kernel.errors import Invalid, Problem

# cg_ so that those who search code for secrets know one; then what finds the row, then the secret.
FORM = re.compile(r"cg_([0-9a-f]{16})_([A-Za-z0-9_-]{43})")
NUMBERS = ("longest_days", "usual_days", "ending_days", "at_once", "requests_a_minute", "requests_without")


@dataclass(frozen=True)
class Scope:
    """What a token of this scope may do, as far as its owner may."""

    slug: str
    name: str
    tells: str
    permissions: frozenset[str]


@dataclass(frozen=True)
class TokenPolicy:
    """What packs/tokens.toml says."""

    longest_days: int
    usual_days: int
    ending_days: int
    at_once: int
    requests_a_minute: int
    requests_without: int
    scopes: Mapping[str, Scope]


def read_token_policy(text: str) -> TokenPolicy:
    """Raises Invalid naming each line that is missing, unknown or not a whole number above 0."""
    given: dict[str, Any] = tomllib.loads(text)
    scopes = {row["slug"]: Scope(**{**row, "permissions": frozenset(row["permissions"])}) for row in given.pop("scope")}
    problems = [Problem("is not known", where=name) for name in given if name not in NUMBERS]
    problems += [
        Problem("must be a whole number above 0", where=name)
        for name in NUMBERS
        if not (isinstance(given.get(name), int) and given[name] > 0)
    ]
    if problems:
        raise Invalid("The policy of tokens cannot be read.", problems)
    return TokenPolicy(**given, scopes=scopes)


@dataclass(frozen=True)
class NewToken:
    """A token as it is shown once, and what is kept of it."""

    text: str
    key: str
    salt: str
    digest: str


def new_token() -> NewToken:
    """The secret has 256 bits by chance, so that one round of a hash protects it as well as many."""
    key, secret, salt = secrets.token_hex(8), secrets.token_urlsafe(32), secrets.token_hex(16)
    return NewToken(f"cg_{key}_{secret}", key, salt, digest_of(secret, salt))


def parts_of(text: str) -> tuple[str, str] | None:
    """(key, secret) of a text that has the form of a token; None of any other."""
    found = FORM.fullmatch(text)
    return (found[1], found[2]) if found else None


def digest_of(secret: str, salt: str) -> str:
    return hashlib.sha256(f"{salt}{secret}".encode()).hexdigest()


def is_the_secret(secret: str, *, salt: str, digest: str) -> bool:
    """Takes as long for a wrong secret as for the right one."""
    return hmac.compare_digest(digest_of(secret, salt), digest)


class TokenEnding(StrEnum):
    """Why a token no longer holds."""

    BY_OWNER = "ended by its owner"
    BY_ADMINISTRATOR = "ended by an administrator"
    RUN_OUT = "run out"
    LEFT = "the role it stood on has ended"
    CLOSED = "the account is closed"


def why_refused(over: TokenEnding | None) -> str:
    """What a program is told. None: there is no such token."""
    if over is None:
        return "This token is not known. Send it whole, as it was shown: Authorization: Bearer cg_…"
    return f"This token no longer holds: {over}. Its owner can make a new one on the page My account."


@dataclass(frozen=True)
class TokenFacts:
    """A token, reduced to what its end is judged by. `held`: when roles that may have tokens were held there."""

    made_on: date
    expires_at: datetime
    ended_because: str
    is_account_open: bool
    held: tuple[tuple[date, date | None], ...]


def why_token_over(facts: TokenFacts, *, now: datetime, today: date) -> TokenEnding | None:
    """Why the token no longer holds at `now`, or None. A role that was given up and given again does not revive it."""
    if facts.ended_because:
        return TokenEnding(facts.ended_because)
    if not facts.is_account_open:
        return TokenEnding.CLOSED
    if not held_throughout(facts.held, facts.made_on, today):
        return TokenEnding.LEFT
    return TokenEnding.RUN_OUT if now >= facts.expires_at else None


def held_throughout(held: Iterable[tuple[date, date | None]], first: date, last: date) -> bool:
    """Whether every day from `first` to `last` lies in one of the stretches [from, until)."""
    day = first
    for starts, ends in sorted(held, key=lambda one: one[0]):
        if starts <= day and (ends is None or ends > day):
            if ends is None or ends > last:
                return True
            day = ends
    return False


def check_new_token(*, name: str, scopes: Collection[str], days: int, open_already: int, policy: TokenPolicy) -> None:
    """Raises Invalid with everything that is wrong."""
    problems = []
    if not name.strip():
        problems.append(Problem("Say what the token is for, so that you know later which one to end", column="name"))
    if not scopes or set(scopes) - policy.scopes.keys():
        problems.append(Problem("Choose what the token may read", column="scopes"))
    if not 1 <= days <= policy.longest_days:
        problems.append(Problem(f"A token lasts from 1 to {policy.longest_days} days", column="days"))
    if open_already >= policy.at_once:
        problems.append(Problem(f"You have {open_already} open tokens. End one that is no longer used first"))
    if problems:
        raise Invalid("No token was made.", problems)
