"""A real browser for journeys: visitors at a desk, on a phone and without scripts, and what every page must keep.

    def test_a_manager_opens_a_district(site, visitor):
        visitor.open(f"{site}/places/mansfield/")
        visitor.check()                               # axe, console, outside requests, policy
        visitor.picture("place-mansfield")            # var/screenshots/place-mansfield-desktop.png

Needs Chromium (`chromium_path` of tests/needs.py). The browser talks to this machine only.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Response, sync_playwright

REPOSITORY = Path(__file__).resolve().parents[2]
SCREENSHOTS = REPOSITORY / "var" / "screenshots"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
KINDS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "phone": {
        "viewport": {"width": 375, "height": 812},
        "device_scale_factor": 2,
        "is_mobile": True,
        "has_touch": True,
    },
    "no-script": {"viewport": {"width": 1280, "height": 900}, "java_script_enabled": False},
}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ZOOMED = {"width": 320, "height": 640}  # 1280 pixels at 400%: WCAG 1.4.10
PATIENCE = 10_000


@dataclass
class Visitor:
    """Somebody with a browser of one kind. Notes what the browser complains about and whom it asks."""

    kind: str
    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)

    def open(self, address: str, *, status: int = 200) -> Response:
        """Go to an address and expect a status."""
        answer = self.page.goto(address)
        assert answer is not None, address
        assert answer.status == status, f"{address} answered {answer.status}, not {status}"
        if status >= 400:  # the browser logs the failure that was wanted
            self.complaints = [line for line in self.complaints if "Failed to load resource" not in line]
        return answer

    def sign_in(self, account: AbstractBaseUser, site: str) -> None:
        """A session of the account, without the sign-in page."""
        client = Client()
        client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[0])
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        self.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])

    def sign_out(self) -> None:
        """The session is lost, as when it ran out; whatever page is open stays open."""
        self.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)

    def check(self) -> None:
        """What every page must keep: accessible, no complaint of the browser, nobody outside asked."""
        if self.kind != "no-script":
            axe(self.page)
        assert self.complaints == []
        assert self.outsiders() == set()

    def outsiders(self) -> set[str]:
        """Whom the browser asked besides this machine."""
        return {host for host in self.asked if host not in ("localhost", "127.0.0.1", "")}

    def check_reflow(self) -> None:
        """At 400% zoom the page is read in one column: nothing sticks out to the side."""
        before = self.page.viewport_size
        self.page.set_viewport_size({"width": ZOOMED["width"], "height": ZOOMED["height"]})
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        if before is not None:
            self.page.set_viewport_size(before)
        assert wide <= ZOOMED["width"], f"{self.page.url} is {wide} pixels wide where {ZOOMED['width']} are seen"

    def picture(self, name: str) -> Path:
        """The whole page as a picture in var/screenshots."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        target = SCREENSHOTS / f"{name}-{self.kind}.png"
        self.page.screenshot(path=target, full_page=True)
        return target

    def focused(self) -> str:
        """What the keyboard is on: its words."""
        return str(self.page.evaluate("(document.activeElement?.innerText || document.activeElement?.id || '').trim()"))


def axe(page: Page) -> None:
    """No violation of WCAG 2.2 A and AA that axe can find."""
    options = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("options => axe.run(options).then(results => results.violations)", options)
    told = [
        f"{rule['id']} ({rule['impact']}): {rule['help']}\n    "
        + "\n    ".join(node["html"][:300] for node in rule["nodes"])
        for rule in found
    ]
    assert not told, f"{page.url}\n" + "\n".join(told)


@pytest.fixture(scope="session")
def browser(chromium_path: Path) -> Iterator[Browser]:
    """One browser for all journeys; each visitor has a profile of their own."""
    with sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread; Django would refuse the tests' own queries beside it
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        browser = playwright.chromium.launch(executable_path=str(chromium_path), args=FLAGS)
        yield browser
        browser.close()
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[[str], Visitor]]:
    """Make visitors: `visit("desktop")`, `visit("phone")`, `visit("no-script")`."""
    contexts: list[BrowserContext] = []

    def make(kind: str) -> Visitor:
        context = browser.new_context(locale="en-GB", timezone_id="Europe/London", **KINDS[kind])
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        visitor = Visitor(kind, context, context.new_page())
        visitor.page.on("console", lambda said: _note(visitor, said.type, said.text))
        visitor.page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
        visitor.page.on("request", lambda request: visitor.asked.add(urlsplit(request.url).hostname or ""))
        return visitor

    yield make
    for context in contexts:
        context.close()


def _note(visitor: Visitor, kind: str, text: str) -> None:
    if kind in ("error", "warning"):
        visitor.complaints.append(text)


@pytest.fixture
def visitor(visit: Callable[[str], Visitor]) -> Visitor:
    """Somebody at a desk."""
    return visit("desktop")


@pytest.fixture(params=list(KINDS))
def any_visitor(request: pytest.FixtureRequest, visit: Callable[[str], Visitor]) -> Visitor:
    """The same test at a desk, on a phone and without scripts."""
    return visit(request.param)


@pytest.fixture
def site(live_server: Any) -> str:
    """The address of the site under test."""
    return str(live_server.url)
