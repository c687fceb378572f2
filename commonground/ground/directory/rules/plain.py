"""Text from outside without its markup, and whether addresses of mail and web are any."""

import math
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

SKIPPED = frozenset({"script", "style", "template", "iframe", "object", "svg", "math", "noscript", "title", "textarea"})
BLOCKS = frozenset({"p", "div", "br", "li", "ul", "ol", "tr", "table", "section", "article", "h1", "h2", "h3", "h4"})
MARKUP = re.compile(r"<[a-zA-Z/!?]|&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")
CONTROL = re.compile(r"[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
IN_URI = r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]"
URI = re.compile(rf"[A-Za-z][A-Za-z0-9+.-]*:{IN_URI}+")
WEB = re.compile(rf"https?://[^/?#\s]+(?:[/?#]{IN_URI}*)?", re.IGNORECASE)
PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
DEEPEST, ROUNDS = 40, 3


class _Words(HTMLParser):
    """Collects what a reader would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._skipping: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SKIPPED:
            self._skipping.append(tag)
        if tag in BLOCKS:
            self.said.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._skipping:
            del self._skipping[self._skipping.index(tag) :]
        if tag in BLOCKS:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self.said.append(data)


def plain(text: str) -> str:
    """Text without HTML, scripts, control characters and signs that turn the direction of reading.

    Text without any comes back as it was. What was written as text of HTML several times over is taken apart as often.
    """
    for _ in range(ROUNDS):
        if not MARKUP.search(text):
            break
        reader = _Words()
        reader.feed(text)
        reader.close()
        text = re.sub(r"\n\s*\n\s*(?:\n\s*)*", "\n\n", re.sub(r"[ \t\xa0]+", " ", "".join(reader.said))).strip()
    else:
        text = MARKUP.sub(" ", text)
    return CONTROL.sub("", text)


def plain_throughout(value: Any, *, depth: int = 0) -> Any:
    """The same for all text in JSON, keys too. What is nested deeper than anything real is left out."""
    if isinstance(value, str):
        return plain(value)
    if depth > DEEPEST:
        return None
    if isinstance(value, Mapping):
        return {plain(str(key)): plain_throughout(one, depth=depth + 1) for key, one in value.items()}
    if isinstance(value, list):
        return [plain_throughout(one, depth=depth + 1) for one in value]
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def is_email(text: str) -> bool:
    return len(text) <= 254 and EMAIL.fullmatch(text) is not None


def is_web_address(text: str) -> bool:
    """Http or https: nothing that a browser would run."""
    return len(text) <= 2000 and WEB.fullmatch(text) is not None and not PERCENT.search(text)


def is_uri(text: str) -> bool:
    """A name of the web, of any scheme but those that run something."""
    runs = text.casefold().startswith(("javascript:", "data:", "vbscript:"))
    return len(text) <= 2000 and not runs and URI.fullmatch(text) is not None and not PERCENT.search(text)
