"""Text with a few marks: read once, the same in every format, and nothing of it ever markup."""

import pytest

from commonground.foundation.documents.marks import as_plain, from_plain, read_marks, text_of
from commonground.foundation.documents.report import Grid, Listed, Run, Words


def test_paragraphs_lists_emphasis_links_and_tables_are_read() -> None:
    text = "To *agree* the **plan** of [ours](https://example.org).\n\n- one\n- two\n\n1. first\n\n|a|b|\n|-|-|\n|1|2|"
    paragraph, points, numbers, table = read_marks(text)
    assert isinstance(paragraph, Words)
    assert list(paragraph.line) == [
        Run("To "), Run("agree", italic=True), Run(" the "), Run("plan", bold=True), Run(" of "),
        Run("ours", link="https://example.org"), Run("."),
    ]  # fmt: skip
    assert isinstance(points, Listed)
    assert [text_of(one) for one in points.items] == ["one", "two"]
    assert isinstance(numbers, Listed)
    assert numbers.is_ordered
    assert isinstance(table, Grid)
    assert [[text_of(cell) for cell in row] for row in (table.head, *table.rows)] == [["a", "b"], ["1", "2"]]


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "# not a heading", "`code`", "> said", "&lt;b&gt;"],
)
def test_what_is_no_mark_stays_as_it_was_typed(text: str) -> None:
    (only,) = read_marks(text)
    assert isinstance(only, Words)
    assert text_of(only.line) == text


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc", "//evil"])
def test_only_addresses_of_the_web_and_of_mail_lead_anywhere(address: str) -> None:
    found = [run.link for block in read_marks(f"[here]({address})") if isinstance(block, Words) for run in block.line]
    assert not any(found)


def test_what_is_kept_comes_back_the_same() -> None:
    for block in read_marks("A **b** *c* [d](https://e.org)\n\n1. x\n\n|a|\n|-|\n|**b**|"):
        assert as_plain(from_plain(as_plain(block))) == as_plain(block)
