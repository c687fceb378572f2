"""Feeds that hang, loop, never end or lead inward: each is refused with a sentence, in bounded time."""

import http.server
import json
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from commonground.foundation.kernel.errors import Invalid
from commonground.ground.directory import actions
from commonground.ground.directory.formats.open_referral.fetching import Fetcher, is_public
from commonground.ground.directory.formats.open_referral.paging import read_address
from commonground.ground.directory.models import Feed
from commonground.ground.directory.tests import entries
from commonground.ground.directory.tests.feeds import whole_service

FIRST_DAY, LAST_DAY = datetime(2020, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


class Site(http.server.BaseHTTPRequestHandler):
    """A publisher with every bad habit."""

    def do_GET(self) -> None:
        name = self.path.partition("?")[0]
        if name in ("/loop", "/inward"):
            self.send_response(302)
            self.send_header("Location", "/loop" if name == "/loop" else "http://169.254.169.254/latest")
            self.end_headers()
        elif name == "/hang":
            time.sleep(2)
        elif name == "/drip":
            self.send_response(200)
            self.end_headers()
            with suppress(ConnectionError):
                for _ in range(100):
                    self.wfile.write(b" ")
                    time.sleep(0.05)
        elif name == "/large":
            self._say(b" " * 5_000)
        elif name == "/broken":
            self.send_response(500)
            self.end_headers()
        else:
            self._say(json.dumps(self._page(name)).encode())

    def _page(self, name: str) -> object:
        if name.startswith("/good/services/"):
            return whole_service(name.rpartition("/")[2])
        if name in ("/good", "/many", "/circle"):
            return {"version": "HSDS-UK-3.0"}
        number = int(self.path.partition("page=")[2].partition("&")[0] or 1)
        listed = {key: whole_service(str(number))[key] for key in ("id", "name", "status")}
        total = {"/good/services": 3, "/many/services": 10_000}.get(name)
        more = {"total_pages": total} if total else {"last_page": False}
        contents = [listed | {"id": "same"} | {"service_at_locations": []} if name == "/circle/services" else listed]
        return {"total_items": 4, **more, "contents": contents}

    def _say(self, content: bytes) -> None:
        self.send_response(200)
        self.end_headers()
        with suppress(ConnectionError):  # whoever asked has had enough
            self.wfile.write(content)

    def log_message(self, *said: object) -> None:
        """Nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


PATIENT = {"seconds_each": 60.0, "quiet": 20.0}  # for what answers in the end, however busy the machine


def fetcher(**bounds: Any) -> Fetcher:
    chosen: dict[str, Any] = {"largest": 100_000, "seconds_each": 1.0, "quiet": 0.5}
    return Fetcher(**{**chosen, "is_allowed": lambda ip: ip == "127.0.0.1", **bounds})


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("/loop", "circle"),
        ("/inward", "not open to the world"),
        ("/hang", "did not answer"),
        ("/drip", "takes too long"),
        ("/broken", "answered 500"),
    ],
)
def test_a_feed_that_misbehaves_is_refused_in_bounded_time(site: str, name: str, why: str):
    began = time.monotonic()
    with pytest.raises(Invalid) as wrong:
        fetcher().get(f"{site}{name}")
    assert why in str(wrong.value.problems[0])
    assert time.monotonic() - began < 5


@pytest.fixture
def sealed(site: str, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The same publisher behind TLS at 127.0.0.1, and the certificate by which it is known."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a publisher")])
    alternatives = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(FIRST_DAY).not_valid_after(LAST_DAY)
    signed = made.add_extension(alternatives, critical=False).sign(key, hashes.SHA256())
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    (tmp_path / "certificate.pem").write_bytes(signed.public_bytes(pem))
    (tmp_path / "key.pem").write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "certificate.pem", tmp_path / "key.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"https://127.0.0.1:{server.server_port}", tmp_path / "certificate.pem"
    server.shutdown()
    server.server_close()


def test_a_certificate_is_held_to_those_that_are_trusted_and_to_the_name(
    sealed: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
):
    address, certificate = sealed
    with pytest.raises(Invalid) as wrong:
        fetcher(**PATIENT).get(f"{address}/good")
    assert "SSLCertVerificationError" in str(wrong.value.problems[0])
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert json.loads(fetcher(**PATIENT).get(f"{address}/good"))["version"] == "HSDS-UK-3.0"
    with pytest.raises(Invalid) as wrong:  # the same machine under a name that the certificate does not have
        fetcher(is_allowed=lambda ip: True).get(f"{address.replace('127.0.0.1', 'localhost')}/good")
    assert "did not answer as it should" in str(wrong.value.problems[0])


def test_a_file_that_is_too_large_is_refused(site: str):
    with pytest.raises(Invalid, match="cannot be read"):
        fetcher(largest=1_000).get(f"{site}/large")


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://localhost:8000/",
        "http://[::1]/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://2130706433/",
        "http://0/",
        "http://[::ffff:127.0.0.1]/",
        "file:///etc/passwd",
        "ftp://example.org/",
        "http://user:word@example.org/",
        "https://",
        "http://exa mple.org/",
    ],
)
def test_an_address_inside_is_never_asked(address: str):
    with pytest.raises(Invalid):
        Fetcher().get(address)


@pytest.mark.parametrize(
    ("ip", "public"),
    [
        ("93.184.216.34", True),
        ("192.168.1.1", False),
        ("::ffff:10.0.0.1", False),
        ("100.64.0.1", False),
        ("fe80::1", False),
    ],
)
def test_which_machines_are_open_to_the_world(ip: str, public: bool):
    assert is_public(ip) is public


def read(address: str):
    return read_address(address, get=fetcher(**PATIENT).get, tell=lambda *said: None)


def test_an_api_is_read_page_by_page_and_each_service_in_full(site: str):
    document = read(f"{site}/good")
    assert [raw["name"] for _, raw in document.services] != []
    assert len(document.services) == 3
    assert document.declared == 4


@pytest.mark.parametrize(("name", "why"), [("/many", "10,000 pages"), ("/circle", "circle")])
def test_an_api_without_end_is_refused(site: str, name: str, why: str):
    with pytest.raises(Invalid) as wrong:
        read(f"{site}{name}")
    assert why in str(wrong.value.problems[0])


@pytest.mark.django_db
@pytest.mark.once
def test_feeds_are_read_again_at_night_and_one_that_fails_does_not_keep_the_others(site: str):
    for name, address in (("Broken", f"{site}/broken"), ("Good", f"{site}/good")):
        Feed.objects.create(name=name, source="address", address=address, is_nightly=True)
    runs, failed = actions.refresh_feeds(tell=lambda *said: None, by=entries.KEEPER, fetcher=fetcher(**PATIENT))
    assert [(run.feed.name, run.new) for run in runs] == [("Good", 3)]
    assert "answered 500" in failed["Broken"][0]
