"""Pages carry no script or style of their own and escape all they show."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from commonground.config.house import House
from tests.architecture.source import Source, package_sources, walk

BANNED = {
    r"\|\s*safe(seq)?\b": "switches escaping off",
    r"{%\s*autoescape\s+off": "switches escaping off",
    r"<style\b": "holds a style sheet; the content security policy blocks it",
    r"\sstyle\s*=": "holds an inline style; the content security policy blocks it",
    r"<script\b(?![^>]*\bsrc=)": "holds an inline script; the content security policy blocks it",
    r"\son[a-z]+\s*=\s*[\"']": "holds an inline handler; the content security policy blocks it",
    r"javascript:": "holds a script as an address; the content security policy blocks it",
}
TRUSTED = ("mark_safe", "SafeString", "SafeText")


def templates(house: House) -> Iterator[str]:
    """Nothing in a template that the content security policy or an attacker would make use of."""
    for path in _templates(house):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            for pattern, why in BANNED.items():
                if re.search(pattern, line):
                    yield f"{path.relative_to(house.root).as_posix()}:{number} {why}"


def trusted_text(house: House) -> Iterator[str]:
    """Markup made in Python is made with format_html, which escapes what it is given."""
    for source in package_sources(house):
        for name, call in source.calls():
            if name.split(".")[-1] in TRUSTED and not _is_known(house, source, call):
                yield f"{source.where}:{call.lineno} trusts text through {name}(); build it with format_html"


def _is_known(house: House, source: Source, call: ast.Call) -> bool:
    """A text written out in the code, nothing at all, or a room whose work it is to make markup."""
    made_here = source.room is not None and source.room.key in house.plan["habits"]["makes_markup"]
    return made_here or all(isinstance(argument, ast.Constant) for argument in call.args)


def _templates(house: House) -> Iterator[Path]:
    return (path for path in walk(house.package) if path.suffix == ".html")
