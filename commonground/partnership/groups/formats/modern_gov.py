"""Published lists of meetings and of recorded votes, as taken off a modern.gov site into JSON."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.partnership.groups.rules.words import Outcome

LONGEST_TITLE = 200
OUTCOMES = {"carried": Outcome.AGREED, "rejected": Outcome.REJECTED}
# "Extraordinary, Full Council, Wednesday, 7th June, 2023 6.30 pm"
CALLED = re.compile(
    r"^(?:(?P<title>.+), )?(?P<committee>[^,]+), (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, .+? "
    r"(?P<hour>\d{1,2})\.(?P<minute>\d\d) (?P<half>[ap]m)$"
)
NOON = 12


@dataclass(frozen=True)
class PublishedVote:
    """A vote that was recorded. How each member voted is published too and is not taken over."""

    title: str
    outcome: Outcome
    votes_for: int
    votes_against: int
    abstentions: int
    where: str


@dataclass(frozen=True)
class PublishedMeeting:
    """A meeting of a committee, with its agenda and the names of documents, or with its votes."""

    committee: str
    on: date
    starts: time
    where: str
    title: str = ""
    venue: str = ""
    link: str = ""
    is_cancelled: bool = False
    items: Sequence[str] = ()
    documents: Sequence[str] = ()
    votes: Sequence[PublishedVote] = ()


def read_published(name: str, content: bytes) -> list[PublishedMeeting]:
    """All meetings of a file. Raises Invalid naming each place that cannot be taken."""
    try:
        held = json.loads(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        why = f"It is not written in UTF-8 (byte {error.start})."
        raise Invalid(f"{name} was not read.", [Problem(why, where=name)]) from error
    except json.JSONDecodeError as error:
        why = f"It is no JSON: {error.msg} in line {error.lineno}."
        raise Invalid(f"{name} was not read.", [Problem(why, where=name)]) from error
    kinds = {"meetings": _meeting, "votes": _meeting_of_vote}
    kind = next((one for one in kinds if isinstance(held, dict) and isinstance(held.get(one), list)), None)
    if kind is None:
        why = 'It holds neither a list "meetings" nor a list "votes".'
        raise Invalid(f"{name} was not read.", [Problem(why, where=name)])
    found: list[PublishedMeeting] = []
    problems: list[Problem] = []
    for number, row in enumerate(held[kind], start=1):
        where = f"{name}, {kind} {number}"
        try:
            found.append(kinds[kind](row, where))
        except _Wrong as error:
            problems.append(Problem(str(error), where=where))
    if problems:
        raise Invalid(f"{name} was not read. Nothing was changed.", problems)
    return found


class _Wrong(ValueError):
    """What is wrong with one row, as a sentence."""


def _meeting(row: Any, where: str) -> PublishedMeeting:
    return PublishedMeeting(
        committee=_words(row, "committee"),
        on=_day(row, "date"),
        starts=_hour(row),
        where=where,
        venue=_words(row, "venue", needed=False),
        link=_link(row),
        is_cancelled=row.get("cancelled") is True,
        items=_titles(row, "agenda_items"),
        documents=_titles(row, "documents"),
    )


def _meeting_of_vote(row: Any, where: str) -> PublishedMeeting:
    called = CALLED.match(_words(row, "meeting"))
    if called is None:
        raise _Wrong("meeting does not name a committee, a day and an hour, as in Full Council, Tuesday, … 6.30 pm.")
    hour = int(called["hour"]) % NOON + (NOON if called["half"] == "pm" else 0)
    try:
        starts = time(hour, int(called["minute"]))
    except ValueError as error:
        raise _Wrong("meeting names no hour of the day.") from error
    outcome = OUTCOMES.get(_words(row, "outcome"))
    if outcome is None:
        raise _Wrong(f"outcome is none of {', '.join(OUTCOMES)}.")
    counts = (_count(row, "for_count"), _count(row, "against_count"), _count(row, "abstain_count"))
    title = _title(_words(row, "title"), "title")
    vote = PublishedVote(title, outcome, *counts, where)
    return PublishedMeeting(
        called["committee"], _day(row, "meeting_date"), starts, where, title=called["title"] or "", votes=(vote,)
    )


def _words(row: Any, key: str, *, needed: bool = True) -> str:
    """Text with single spaces."""
    held = row.get(key) if isinstance(row, Mapping) else None
    if held is None and not needed:
        return ""
    if not isinstance(held, str) or (needed and not held.strip()):
        raise _Wrong(f"{key} is missing or is no text.")
    return " ".join(held.split())


def _day(row: Any, key: str) -> date:
    held = _words(row, key)
    try:
        return date.fromisoformat(held)
    except ValueError as error:
        raise _Wrong(f"{key} is no date as 2026-03-18: {held}.") from error


def _hour(row: Any) -> time:
    held = _words(row, "time")
    try:
        return datetime.strptime(held, "%H:%M").time()  # noqa: DTZ007 an hour of the day alone
    except ValueError as error:
        raise _Wrong(f"time is no hour as 18:30: {held}.") from error


def _link(row: Any) -> str:
    held = _words(row, "link", needed=False)
    if held and not held.startswith(("https://", "http://")):
        raise _Wrong(f"link is no address of the web: {held}.")
    return held


def _titles(row: Any, key: str) -> list[str]:
    held = row.get(key) or []
    if not isinstance(held, list) or not all(isinstance(one, str) for one in held):
        raise _Wrong(f"{key} is no list of texts.")
    return [_title(" ".join(one.split()), key) for one in held if one.strip()]


def _title(words: str, key: str) -> str:
    if len(words) > LONGEST_TITLE:
        raise _Wrong(f"{key}: “{words[:40]}…” has more than {LONGEST_TITLE} characters.")
    return words


def _count(row: Any, key: str) -> int:
    held = row.get(key)
    if isinstance(held, bool) or not isinstance(held, int) or held < 0:
        raise _Wrong(f"{key} is no number of votes.")
    return held
