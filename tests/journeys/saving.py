"""Taking a file away from a page."""

from pathlib import Path

from tests.journeys.browser import Visitor


def save(visitor: Visitor, link: str, folder: Path) -> bytes:
    """Follow a link that downloads, and read what came."""
    with visitor.page.expect_download() as coming:
        visitor.page.get_by_role("link", name=link).first.click()
    target = folder / coming.value.suggested_filename
    coming.value.save_as(target)
    return target.read_bytes()
