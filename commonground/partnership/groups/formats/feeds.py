"""Calendar feeds (RFC 5545) as calendar programs read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, lru_cache

from icalendar import Calendar, Component, Event, vDuration

from commonground.foundation.kernel.viewer import ENGLAND

MAKER = "-//Common Ground//Meetings of partners//EN"
REFRESH = timedelta(hours=1)
KEPT = 2000  # events, a kilobyte or two each
# The clocks of England since 1996 (2000/84/EC): a rule, so that it is short and holds for every year to come.
CLOCKS = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
"""


@dataclass(frozen=True)
class Entry:
    """One meeting as a calendar program shows it. `key` names it for ever, `sequence` counts its moves."""

    key: str
    sequence: int
    set_at: datetime
    starts_at: datetime
    ends_at: datetime
    title: str
    where: str
    words: str
    link: str
    is_cancelled: bool = False
    is_busy: bool = True


def write_calendar(name: str, entries: Iterable[Entry]) -> bytes:
    """A calendar with times of England and the rule of its clocks. No alarms: whoever wants one sets it."""
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    calendar.add_component(_clocks())
    end = b"END:VCALENDAR\r\n"
    return b"".join([calendar.to_ical().removesuffix(end), *(_event(entry) for entry in entries), end])


@cache
def _clocks() -> Component:
    return Component.from_ical(CLOCKS)


@lru_cache(maxsize=KEPT)
def _event(entry: Entry) -> bytes:
    """One event. Kept by all that it says, since programs ask for the same hundreds of events every hour: whoever is
    handed a kept one has handed in each of its words."""
    event = Event()
    event.add("uid", f"{entry.key}@meetings.commonground")
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.set_at)
    event.add("last-modified", entry.set_at)
    event.add("dtstart", entry.starts_at.astimezone(ENGLAND))
    event.add("dtend", entry.ends_at.astimezone(ENGLAND))
    event.add("summary", f"Cancelled: {entry.title}" if entry.is_cancelled else entry.title)
    event.add("location", entry.where)
    event.add("description", entry.words)
    event.add("url", entry.link)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("transp", "OPAQUE" if entry.is_busy and not entry.is_cancelled else "TRANSPARENT")
    return event.to_ical()
