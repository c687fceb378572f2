"""An e-mail as text: short, wrapped, with its reason, and with what somebody can do about it."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from commonground.foundation.post.rules.notices import Kind, Notice

WIDTH = 72
NOBODY_READS = "This e-mail was sent by the site. Nobody reads answers to it."


@dataclass(frozen=True)
class Letter:
    """What is handed to the mail server."""

    subject: str
    body: str


@dataclass(frozen=True)
class Sheet:
    """What each e-mail bears around its text: to whom, from which place, where to choose (nowhere without account)."""

    label: str
    place: str
    choices: str


def notice_letter(notice: Notice, kind: Kind, *, link: str, sheet: Sheet) -> Letter:
    """One notice, told at once."""
    said = [notice.subject.rstrip(".") + ".", *notice.lines]
    why = _wrapped(f"You get this because {kind.because}. {_choose(sheet, is_duty=kind.is_duty)}")
    body = [_greeting(sheet), *map(_wrapped, said), _linked("Read more:", link), *_foot(sheet, why, sheet.choices)]
    return Letter(notice.subject, _paragraphs(body))


def digest_letter(parts: Sequence[tuple[Notice, str]], *, sheet: Sheet) -> Letter:
    """The notices of a day, each with its link."""
    count = "1 notice" if len(parts) == 1 else f"{len(parts)} notices"
    blocks = ["\n".join((_wrapped(f"* {notice.subject}", "  "), f"  {link}")) for notice, link in parts]
    why = _wrapped("You get this once a day because you chose to, or because these kinds of notice are gathered.")
    body = [_greeting(sheet), f"{count} since yesterday:", *blocks, *_foot(sheet, why, sheet.choices)]
    return Letter(f"{count} from Common Ground", _paragraphs(body))


def _greeting(sheet: Sheet) -> str:
    return f"Hello {sheet.label}," if sheet.label else "Hello,"


def _choose(sheet: Sheet, *, is_duty: bool) -> str:
    if not sheet.choices:
        return "If you want it no more, tell whoever put you on their list."
    return "It cannot be switched off, but it can come once a day." if is_duty else "You can choose how you are told."


def _foot(sheet: Sheet, why: str, choices: str) -> list[str]:
    signed = f"-- \nCommon Ground{f', {sheet.place}' if sheet.place else ''}"
    chosen = [_linked("Choose how you are told:", choices)] if choices else []
    return [signed, why, *chosen, _wrapped(NOBODY_READS)]


def _linked(words: str, link: str) -> str:
    """The address on a line of its own and never broken, so that mail programs find it."""
    return f"{words}\n{link}"


def _wrapped(text: str, indent: str = "") -> str:
    return textwrap.fill(text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def _paragraphs(parts: Sequence[str]) -> str:
    return "\n\n".join(parts) + "\n"
