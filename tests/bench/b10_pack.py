"""B10c: the pack of a meeting, 200 pages of papers with numbered paragraphs, lists and tables, from what was kept."""

import io
import itertools
import json
import os
from datetime import date
from typing import Any

import django
import pikepdf
import typst

from commonground.foundation.documents.marks import as_plain, read_marks
from commonground.foundation.documents.paper import data_of
from commonground.foundation.documents.render import to_pdf
from commonground.foundation.documents.signs import typefaces
from commonground.partnership.groups.rules import packs as rules
from tests.bench.rows import Measured, Row, cpu_seconds, in_turn

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonground.config.settings")
django.setup()

from commonground.partnership.groups.papers.packs import Shown, pack_report  # noqa: E402 after django.setup()

PAGES, TIMES = 200, 3
ITEMS, SECTIONS, PARAGRAPHS = 23, 12, 7
AS_AT = date(2026, 11, 29)
# What is asked of typst alone: the same headings and words, untagged and without numbers in the margin.
PLAIN = b"""#let report = json(bytes(sys.inputs.report))
#let line(runs) = runs.map(run => run.at(0)).join()
#let say(it) = {
  heading(it.heading)
  for block in it.blocks {
    if block.kind == "words" { par(line(block.line)) }
    if block.kind == "paragraph" { par(block.text) }
    if block.kind == "listed" { list(..block.items.map(line)) }
    if block.kind == "grid" { table(columns: block.head.len(), ..block.rows.join().map(line)) }
  }
  for part in it.parts { say(part) }
}
#for section in report.sections { pagebreak(weak: true); say(section) }"""


def pack() -> Measured:
    # typst remembers what it has set before, so each pack says something else
    numbers = itertools.count()
    samples = in_turn(
        lambda: cpu_seconds(lambda: to_pdf(_report(next(numbers)))),
        lambda: _plain(data_of(_report(next(numbers)))),
        times=TIMES,
    )
    pages = len(pikepdf.open(io.BytesIO(to_pdf(_report(next(numbers))))).pages)
    if pages < PAGES:
        raise AssertionError(f"the pack has {pages} pages, not {PAGES}")
    return Measured(*samples, unit="s CPU", note=f"{pages} pages, {ITEMS} papers, words new each time")


def _plain(data: dict[str, object]) -> float:
    inputs = {"report": json.dumps(data)}
    return cpu_seconds(
        lambda: typst.compile(PLAIN, format="pdf", sys_inputs=inputs, font_paths=typefaces(), pdf_tags=False)
    )


ROWS = [Row("B10c", "pack of 200 pages, PDF/UA, by number", "typst alone, untagged", pack, ours_at_most=2)]


def _report(edition: int) -> Any:
    meeting = {
        "group": "Rushcliffe", "title": "", "on": "2026-12-14", "from": "14:00", "until": "16:00", "where": "Online",
        "venue": "",
    }  # fmt: skip
    content = {"meeting": meeting, "number": 0, "items": [_item(at, edition) for at in range(1, ITEMS + 1)]}
    return pack_report(content, on=AS_AT, shown=Shown())


def _item(number: int, edition: int) -> dict[str, Any]:
    paragraphs = rules.paragraph_numbers(str(number))
    sections = [
        {
            "heading": f"Section {at}",
            "under": "",
            "lists": "",
            "blocks": rules.numbered(_blocks(at, edition), paragraphs),
        }
        for at in range(SECTIONS)
    ]
    paper = {
        "id": f"{number}", "title": f"Paper {number}", "author": "Somebody", "author_id": "", "organisation": "Council",
        "contact": "A team", "is_late": False, "withdrawn": "", "sections": sections, "sign_offs": [], "files": [],
    }  # fmt: skip
    return {
        "id": str(number), "number": str(number), "title": f"Item {number}", "purpose": "For decision", "minutes": 10,
        "sponsor": "", "sponsor_id": "", "sponsor_words": "", "note": "", "is_restricted": False, "why_restricted": "",
        "is_new": True, "recommendations": [], "papers": [paper],
    }  # fmt: skip


def _blocks(section: int, edition: int) -> list[dict[str, Any]]:
    words = "\n\n".join(
        f"What paragraph {at} of **section {section}** says in edition {edition}. " * 6 for at in range(PARAGRAPHS)
    )
    table = "\n\n- one thing\n- another thing\n\n| Area | Children |\n|---|---|\n| Arnold | 12 |\n| Hucknall | 15 |"
    return [as_plain(block) for block in read_marks(words + (table if section % 4 == 0 else ""))]
