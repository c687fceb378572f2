"""What is told to whom, and what an e-mail may not say."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.identifiers import nhs_check_digit

LONGEST_SUBJECT, LONGEST_LINE, MOST_LINES = 150, 300, 12
CUT = "…"
KIND = re.compile(r"[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*")
NOT_PRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
NHS_NUMBER = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")


class Way(StrEnum):
    """How somebody is told. Whatever the way, the notice stands among their notices on the site."""

    AT_ONCE = "at once"
    DIGEST = "digest"
    ON_SITE = "on site"


@dataclass(frozen=True)
class Recipient:
    """Somebody to be told: an account's id, or none for somebody without one; an address; a name for the greeting."""

    account: UUID | None
    address: str
    label: str


class MayStill(Protocol):
    """Asked just before an e-mail leaves, perhaps hours after the notice was written: may they still be told of this?

    `about` is what the notice says that it is about (`Notice.about`). Whether the account is open and still holds a
    role has been asked already. Default is no.
    """

    def __call__(self, recipient: Recipient, *, about: str, now: datetime) -> bool: ...


def has_account(recipient: Recipient, *, about: str, now: datetime) -> bool:
    """A MayStill for what concerns somebody's own account: it is open and holds a role, and that is enough."""
    return recipient.account is not None


@dataclass(frozen=True)
class Kind:
    """A kind of notice, as a room declares it: people choose for each kind how they are told.

    `slug` is `<room>.<what>`; `title` says what it is (“Papers of a meeting”); `because` ends the sentence “You get
    this because …”; a duty may be gathered into the daily digest but not be switched off.
    """

    slug: str
    title: str
    because: str
    may_still: MayStill
    default: Way = Way.AT_ONCE
    is_duty: bool = False

    def __post_init__(self) -> None:
        if not KIND.fullmatch(self.slug):
            raise ValueError(f"A kind of notice is named <room>.<what>, not {self.slug!r}.")
        if self.is_duty and self.default is Way.ON_SITE:
            raise ValueError(f"{self.slug} is a duty, which is told by e-mail.")


@dataclass(frozen=True)
class Notice:
    """What is told. A subject, a few lines, and the path of the page that says the rest.

    Line breaks and what is not printed become spaces, and what is too long is cut. `about` is for the room's own
    `may_still`: the id of the meeting, say. Raises ValueError for a path that leaves the site.
    """

    kind: str
    subject: str
    lines: tuple[str, ...] = ()
    path: str = "/"
    about: str = ""

    def __post_init__(self) -> None:
        lines = tuple(_in_one_line(line, LONGEST_LINE) for line in self.lines)
        object.__setattr__(self, "subject", _in_one_line(self.subject, LONGEST_SUBJECT))
        object.__setattr__(self, "lines", tuple(line for line in lines if line))
        if not self.subject:
            raise ValueError("A notice has a subject.")
        if len(self.lines) > MOST_LINES:
            raise ValueError(f"A notice has {MOST_LINES} lines at most; the page that it links to says the rest.")
        if not self.path.startswith("/") or self.path.startswith("//") or re.search(r"[\s\\]|[\x00-\x1f]", self.path):
            raise ValueError("A notice links to a path of this site: give reverse(…), which begins with one stroke.")


class Reached(Protocol):
    """Which of these accounts are open and hold a role that day: nobody else gets anything more."""

    def __call__(self, accounts: Collection[UUID], *, on: date) -> Collection[UUID]: ...


@dataclass(frozen=True)
class Surroundings:
    """What this room is told of the rooms above; composed in config/notices.py."""

    kinds: tuple[Kind, ...]
    reached: Reached
    place: Callable[[], str]


def each_once(recipients: Iterable[Recipient]) -> list[Recipient]:
    """Each account and each address once, in the order given; addresses in small letters. Who has neither is left
    out."""
    found: dict[UUID | str, Recipient] = {}
    for one in recipients:
        tidy = Recipient(one.account, one.address.strip().casefold(), _in_one_line(one.label, LONGEST_SUBJECT))
        if tidy.account or tidy.address:
            found.setdefault(tidy.account or tidy.address, tidy)
    with_account = {one.address for one in found.values() if one.account}
    return [one for one in found.values() if one.account or one.address not in with_account]


def check_says_little(notice: Notice, *, never: Collection[str] = ()) -> None:
    """E-mail is a postcard. Raises ValueError where one of the words of `never` stands in the notice (the name of a
    child, of a closed group, the title of a restricted item), and Invalid for an address or an NHS number in it."""
    said = " ".join((notice.subject, *notice.lines))
    if any(_stands_in(words, said) for words in never):
        raise ValueError(f"A notice of the kind {notice.kind} says what its room said that no e-mail may say.")
    if ADDRESS.search(said):
        raise Invalid("Nobody was told.", [Problem("A title or name has an e-mail address in it.", "Take it out.")])
    if any(_is_nhs_number(found.group()) for found in NHS_NUMBER.finditer(said)):
        raise Invalid("Nobody was told.", [Problem("A title or name has an NHS number in it.", "Take it out.")])


def _in_one_line(text: str, longest: int) -> str:
    line = " ".join(NOT_PRINTED.sub(" ", text).split())
    return line if len(line) <= longest else line[: longest - len(CUT)].rstrip() + CUT


def _stands_in(words: str, said: str) -> bool:
    """As whole words, whatever the case and the spaces."""
    wanted = r"\s+".join(re.escape(word) for word in words.casefold().split())
    return bool(wanted) and re.search(rf"(?<!\w){wanted}(?!\w)", said.casefold()) is not None


def _is_nhs_number(text: str) -> bool:
    """By its check digit, so that a telephone number or a reference is not taken for one."""
    digits = "".join(sign for sign in text if sign.isdigit())
    return nhs_check_digit(digits[:9]) == int(digits[9])
