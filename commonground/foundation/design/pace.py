"""How often somebody who need not sign in may ask: counted in the memory of this process (docs/decisions/0084)."""

from datetime import datetime

from allauth.core.internal.httpkit import get_client_ip
from django.core.cache import caches
from django.http import HttpRequest

from commonground.foundation.kernel.errors import TooOften

MINUTE, HOUR = 60, 3600


def machine_of(request: HttpRequest) -> str:
    """Whom requests are counted for, where it is not known who asks. Kept nowhere but in the counts."""
    return get_client_ip(request) or ""


def count(who: str, most: int, now: datetime, *, add: int = 1, seconds: int = MINUTE) -> None:
    """Raises TooOften where `who` has asked more than `most` times in this minute, or this hour."""
    at = int(now.timestamp())
    key, held = f"{who}-{at // seconds}", caches["polite"]
    held.add(key, 0, timeout=seconds)
    try:
        asked = held.incr(key, add)
    except ValueError:  # pushed out in between by many others
        return
    if asked > most:
        wait = seconds - at % seconds
        span, rest = ("minute", f"{wait} seconds") if seconds == MINUTE else ("hour", f"{wait // MINUTE + 1} minutes")
        raise TooOften(f"You have asked {most} times in this {span}. Wait {rest}, then go on.", wait=wait)
