"""The typeface of documents, and what to do with signs that it does not have.

PDF/UA forbids a sign without a picture, so that one name in an unusual script would stop a whole report. Signs beyond
the usual are tried beforehand; those that no font has are replaced, and the document says so.
"""

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cache
from typing import Any

import typst

from commonground.foundation.design.drawing import FONTS

OWN_FONT = "Arimo"  # the typeface of the pages, put there by the assets build
OTHER_FONTS = ["Liberation Sans", "DejaVu Sans"]  # where the assets were not built yet
LAST_RESORT = "Libertinus Serif"  # inside typst

USUAL = re.compile("[\\s!-~\u00a0-\u017f\u2010-\u2027\u2030-\u203a\u20ac\u200b\u2212\ufffd]*")
MISSING = "\N{REPLACEMENT CHARACTER}"
NOTE = f"Some signs could not be printed and stand as {MISSING}; the web page and the workbook have them."
SCRIPT = 128  # signs of one script stand together: they are tried in blocks of this many
# So that a text of every sign there is cannot hold the server up: blocks tried, and signs tried one by one in each.
BLOCKS, SINGLES = 64, 16
TRIAL = b"""#set document(title: "t")
#set text(lang: "en", font: json(bytes(sys.inputs.fonts)))
#sys.inputs.signs"""


@cache
def typefaces() -> typst.Fonts:
    """Where typst looks: at our fonts and its own; at the machine's only while ours are not there."""
    return typst.Fonts(include_system_fonts=not FONTS.is_dir(), font_paths=[FONTS])


@cache
def families() -> list[str]:
    """The families to print with, of those that are there."""
    found = set(typefaces().families())
    return [name for name in (OWN_FONT, *OTHER_FONTS) if name in found] or [LAST_RESORT]


def without_missing(data: dict[str, Any]) -> dict[str, Any]:
    """The report's data with signs replaced that cannot be printed, and a note about it as its last section's end."""
    unusual = {sign for text in _texts(data) for sign in USUAL.sub("", text)}
    missing = _missing(unusual)
    if not missing:
        return data
    replaced: dict[str, Any] = _replaced(data, str.maketrans(dict.fromkeys(missing, MISSING)))
    note = {
        "heading": "About the signs",
        "blocks": [{"kind": "paragraph", "text": NOTE}],
        "parts": [],
        "together": True,
        "mark": "",
        "opens": False,
        "page": None,
    }
    return {**replaced, "sections": [*replaced["sections"], note]}


def _missing(signs: Collection[str]) -> set[str]:
    scripts = defaultdict(set)
    for sign in signs:
        scripts[ord(sign) // SCRIPT].add(sign)
    missing: set[str] = set()
    for number, script in enumerate(sorted(scripts)):
        together = scripts[script]
        if number < BLOCKS and _can_print("".join(sorted(together))):
            continue
        few = number < BLOCKS and len(together) <= SINGLES
        missing |= {sign for sign in together if not (few and _can_print(sign))}
    return missing


@cache
def _can_print(signs: str) -> bool:
    inputs = {"signs": signs, "fonts": json.dumps(families())}
    try:
        typst.compile(TRIAL, format="pdf", pdf_standards="ua-1", sys_inputs=inputs, font_paths=typefaces())
    except typst.TypstError:
        return False
    return True


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)


def _replaced(data: Any, signs: dict[int, str]) -> Any:
    if isinstance(data, str):
        return data.translate(signs)
    if isinstance(data, dict):
        return {key: _replaced(value, signs) for key, value in data.items()}
    return [_replaced(value, signs) for value in data] if isinstance(data, list) else data
