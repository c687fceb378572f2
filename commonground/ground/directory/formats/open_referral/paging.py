"""Pages of an Open Referral UK API: lists of services, then each of them in full."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from commonground.ground.directory.formats.open_referral.documents import (
    MOST_SERVICES,
    Document,
    check_version,
    declared_total,
    document_of,
    read_json,
    unreadable,
)
from commonground.ground.directory.rules.words import Layout

Get = Callable[[str], bytes]
Tell = Callable[[int, int, str], object]
MOST_PAGES = 2_000
PER_PAGE = 100
DO_PAGES = "Ask the publisher for larger pages, or for a file of full services."


def read_address(address: str, *, get: Get, tell: Tell) -> Document:
    """What stands at an address: a file of services, or an API, of which the address or that of its `/services`.

    Raises Invalid where it is neither, or has no end.
    """
    read = read_json(get(address), name=address)
    if isinstance(read, list) or (isinstance(read, Mapping) and "services" in read):
        return document_of(read, name=address)
    base = address.partition("?")[0].rstrip("/")
    if isinstance(read, Mapping) and not isinstance(read.get("contents"), list) and "content" not in read:
        check_version(read, [], name=address)
        base = f"{base}/services"
        read = read_json(get(_page(base, 1)), name=base)
    return _all_pages(base, read, get=get, tell=tell)


def _all_pages(base: str, first: Any, *, get: Get, tell: Tell) -> Document:
    pages = document_of(first, name=base)
    document = Document(Layout.API, declared=pages.declared)
    total = first.get("total_pages") if isinstance(first, Mapping) else None
    if isinstance(total, int) and total > MOST_PAGES:
        raise unreadable(f"says that it has {total:,} pages; {MOST_PAGES:,} are read.", DO_PAGES, where=base)
    seen: set[str] = set()
    number, read = 1, first
    while True:
        listed = document_of(read, name=f"{base}, page {number}")
        ids = [str(one.get("id")) for _, one in listed.services if isinstance(one, Mapping) and one.get("id")]
        if ids and not set(ids) - seen:
            what = f"gives page {number} again that it gave before: it goes in a circle."
            raise unreadable(what, "Tell the publisher.", where=base)
        document.services += [_in_full(base, place, one, number, get) for place, one in listed.services]
        seen.update(ids)
        tell(len(document.services), document.declared or 0, "Reading services")
        if _is_last(read, number, listed) or len(document.services) > MOST_SERVICES:
            break
        number += 1
        if number > MOST_PAGES:
            raise unreadable(f"has more than {MOST_PAGES:,} pages.", DO_PAGES, where=base)
        read = read_json(get(_page(base, number)), name=f"{base}, page {number}")
        _check_total(read, document, number)
    return document


def _in_full(base: str, place: str, listed: Any, page: int, get: Get) -> tuple[str, Any]:
    """The whole of a service of a list. What is no service stays as it is and is told as that."""
    if not isinstance(listed, Mapping) or not isinstance(listed.get("id"), str) or "service_at_locations" in listed:
        return f"page {page}{place}", listed
    address = f"{base}/{quote(listed['id'], safe='')}"
    return f"/services/{listed['id']}", read_json(get(address), name=address)


def _check_total(read: Any, document: Document, number: int) -> None:
    total = declared_total(read) if isinstance(read, Mapping) else None
    if total is not None and document.declared is not None and total != document.declared:
        document.notes.append(f"Page {number} says {total:,} services, the first page {document.declared:,}.")


def _is_last(read: Any, number: int, listed: Document) -> bool:
    if not listed.services or not isinstance(read, Mapping):
        return True
    total = read.get("total_pages")
    if isinstance(total, int):
        return number >= total
    return read.get("last_page") is not False


def _page(base: str, number: int) -> str:
    return f"{base}?page={number}&per_page={PER_PAGE}"


def is_address(text: str) -> bool:
    return urlsplit(text).scheme in ("http", "https")
