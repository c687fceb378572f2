"""Who may not try a password or a code for a while: docs/decisions/0041."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest

from commonground.ground.partners.models import Account

APP, ACTION = "allauth.account", "login_failed"


def attempts_key(email: str) -> str:
    """Under what failed passwords of an address are counted, known or not."""
    return f"sign-in:{email.strip().casefold()}"


def locked_for(email: str, *, now: datetime) -> timedelta | None:
    """How long passwords of this address are not looked at any more; None where they are."""
    return _longest(attempts_key(email), now)


def account_locked_for(account: Account, *, now: datetime) -> timedelta | None:
    """The same for passwords or codes of an account."""
    return max(filter(None, (_longest(key, now) for key in _keys(account))), default=None)


def cache_keys(account: Account) -> list[str]:
    """Where the counts of an account stand."""
    return [kept for key in _keys(account) for kept, _ in _counts(key)]


def _keys(account: Account) -> tuple[str, str]:
    return attempts_key(account.email), f"mfa-auth-user-{account.pk}"


def _longest(key: str, now: datetime) -> timedelta | None:
    waits = []
    for kept, rate in _counts(key):
        history: list[float] = cache.get(kept, [])  # newest first
        if len(history) >= rate.amount:
            waits.append(history[rate.amount - 1] + rate.duration - now.timestamp())
    longest = max(waits, default=0)
    return timedelta(seconds=longest) if longest > 0 else None


def _counts(key: str) -> Iterator[tuple[str, ratelimit.Rate]]:
    """What is counted for a person, not for a machine: cache key and rate."""
    for rate in ratelimit.get_rates(app=APP, action=ACTION):
        if rate.per == "key":
            yield ratelimit.get_cache_key(HttpRequest(), app=APP, action=ACTION, rate=rate, key=key), rate
