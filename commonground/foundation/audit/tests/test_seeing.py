"""A page is sent only when it is on record who was on it; a refusal is on record too."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.test import Client
from django.urls import path

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.models import AuditContent, AuditEvent, AuditPerson
from commonground.foundation.kernel.errors import Conflict, NotFound, Refused
from commonground.foundation.kernel.viewer import Viewer

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
CHILD = UUID("01890a5d-ac96-774b-bcce-b302099a8057")
SIBLING = UUID("01890a5d-ac96-774b-bcce-b302099a8058")
NAME = "Zebedee Canary"

View = Callable[[HttpRequest], HttpResponse]


def lets_pass() -> None:
    """Access still holds."""


def no_longer() -> None:
    raise Refused("You are no longer in this family's team.")


def vanished() -> None:
    raise NotFound


def page(request: HttpRequest) -> HttpResponse:
    audit.shown(request, [CHILD], recheck=lets_pass, what="family")
    audit.shown(request, [SIBLING, CHILD], what="family")
    return HttpResponse(NAME)


def lazy_page(request: HttpRequest) -> HttpResponse:
    def names() -> str:
        audit.shown(request, [CHILD])
        return NAME

    return TemplateResponse(request, "audit_test_page.html", {"names": names})


def streamed_page(request: HttpRequest) -> StreamingHttpResponse:
    audit.shown(request, [CHILD])

    def rows() -> Iterator[str]:
        yield NAME
        audit.shown(request, [SIBLING])
        yield "!"

    return StreamingHttpResponse(rows(), content_type="text/csv")


def streams_first(request: HttpRequest) -> StreamingHttpResponse:
    def rows() -> Iterator[str]:
        yield "head"
        audit.shown(request, [CHILD])
        yield NAME

    return StreamingHttpResponse(rows())


def download(request: HttpRequest) -> StreamingHttpResponse:
    audit.export(request, what="open referrals", details={"format": "csv"}, persons=[CHILD])
    return StreamingHttpResponse(iter([NAME]))


def open_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("nobody is on this page")


def right_lost(request: HttpRequest) -> HttpResponse:
    audit.shown(request, [CHILD], recheck=no_longer)
    return HttpResponse(NAME)


def gone(request: HttpRequest) -> HttpResponse:
    audit.shown(request, [CHILD], recheck=vanished)
    return HttpResponse(NAME)


def fails_after_showing(request: HttpRequest) -> HttpResponse:
    audit.shown(request, [CHILD])
    raise Conflict("Somebody was first.")


def refuses(request: HttpRequest) -> HttpResponse:
    raise Refused("You may not.")


def denies(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("no")


VIEWS: list[Callable[[HttpRequest], object]] = [
    page, lazy_page, streamed_page, streams_first, download, open_page, right_lost, gone, fails_after_showing,
    refuses, denies,
]  # fmt: skip
urlpatterns = [path(f"{view.__name__}/", view) for view in VIEWS]  # type: ignore[arg-type]  # plain views
handler403 = "commonground.foundation.design.views.refused"

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def give_viewer(get_response: View) -> View:
    def with_viewer(request: HttpRequest) -> HttpResponse:
        request.viewer = Viewer(None, "Ann Example", (), "direct help", "session", NOW)  # type: ignore[attr-defined]  # as the middleware does
        return get_response(request)

    return with_viewer


@pytest.fixture(autouse=True)
def _plain_site(settings, tmp_path):
    """The two middlewares in their order, a template of this test's own, error pages without other rooms' addresses."""
    settings.MIDDLEWARE = [f"{__name__}.give_viewer", *settings.MIDDLEWARE[-2:]]
    assert settings.MIDDLEWARE[-1].endswith("ShownPersonsMiddleware")
    (tmp_path / "audit_test_page.html").write_text("{{ names }}")
    for name in ("403", "404", "409", "503"):
        errors = tmp_path / "design" / "errors"
        errors.mkdir(parents=True, exist_ok=True)
        (errors / f"{name}.html").write_text("{{ sentence }}")
    engine = settings.TEMPLATES[0]
    loaders = ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"]
    options = engine["OPTIONS"] | {"loaders": loaders, "context_processors": []}
    settings.TEMPLATES = [engine | {"DIRS": [tmp_path], "OPTIONS": options}]


RENAMES = "ALTER TABLE audit_auditevent RENAME TO elsewhere"


@pytest.fixture
def break_audit() -> Callable[[], None]:
    def breaks() -> None:
        with connection.cursor() as cursor:
            cursor.execute("DROP VIEW audit_appending" if connection.vendor == "sqlite" else RENAMES)

    return breaks


def recorded() -> list[tuple[str, set[UUID]]]:
    return [
        (event.verb, set(AuditPerson.objects.filter(event=event).values_list("person", flat=True)))
        for event in AuditEvent.objects.all()
    ]


def test_everybody_on_a_page_is_recorded_in_one_event(client: Client):
    assert client.get("/page/").content.decode() == NAME
    assert recorded() == [("page shown", {CHILD, SIBLING})]
    said = json.loads(AuditContent.objects.get().body)
    assert said == {"details": {"method": "GET", "path": "/page/", "what": ["family"]}}


def test_persons_met_while_the_template_renders_are_recorded(client: Client):
    assert client.get("/lazy_page/").content.decode() == NAME
    assert recorded() == [("page shown", {CHILD})]


def test_persons_met_while_a_page_streams_are_recorded_because_it_is_rendered_first(client: Client):
    response = client.get("/streamed_page/")
    assert not response.streaming
    assert (response.content.decode(), response["Content-Type"]) == (f"{NAME}!", "text/csv")
    assert recorded() == [("page shown", {CHILD, SIBLING})]


def test_showing_somebody_after_the_page_began_to_leave_is_a_mistake_of_the_programmer(client: Client):
    response = client.get("/streams_first/")
    with pytest.raises(RuntimeError, match="after the page left"):
        b"".join(response.streaming_content)
    assert recorded() == []


def test_a_page_about_nobody_writes_nothing(client: Client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/open_page/").status_code == 200
    assert recorded() == []


def test_an_export_is_recorded_before_its_first_byte(client: Client):
    response = client.get("/download/")
    assert recorded() == [("exported", {CHILD})], "nothing of the stream has been read yet"
    assert b"".join(response.streaming_content).decode() == NAME


def test_an_export_inside_a_transaction_that_may_still_fail_is_refused(rf):
    with pytest.raises(RuntimeError, match="before the first byte"), audit.atomic():
        audit.export(rf.get("/"), what="figures")


@pytest.mark.parametrize("address", ["/page/", "/lazy_page/", "/streamed_page/", "/download/"])
def test_where_the_audit_cannot_be_written_the_page_is_503_without_its_body(client: Client, break_audit, address):
    with transaction.atomic():
        break_audit()
        response = client.get(address)
    assert response.status_code == 503
    assert NAME not in response.content.decode()


@pytest.mark.parametrize(("address", "status"), [("/right_lost/", 403), ("/gone/", 404)])
def test_access_is_checked_again_when_the_page_is_ready(client: Client, address, status):
    response = client.get(address)
    assert response.status_code == status
    assert NAME not in response.content.decode()
    assert ("page shown", {CHILD}) not in recorded()


def test_a_right_lost_while_the_page_was_made_is_recorded_as_a_refusal(client: Client):
    assert "no longer in this family" in client.get("/right_lost/").content.decode()
    assert recorded() == [("refused", set())]


def test_a_page_that_failed_showed_nobody(client: Client):
    assert client.get("/fails_after_showing/").status_code == 409
    assert recorded() == []


@pytest.mark.parametrize("address", ["/refuses/", "/denies/"])
def test_a_refusal_is_recorded(client: Client, address):
    assert client.get(address).status_code == 403
    assert recorded() == [("refused", set())]
    assert json.loads(AuditContent.objects.get().body)["details"]["what"] == f"GET {address}"


def test_a_refusal_that_cannot_be_recorded_is_503(client: Client, break_audit):
    break_audit()
    assert client.get("/refuses/").status_code == 503


def test_no_log_line_names_who_was_on_the_page(client: Client, break_audit, caplog):
    break_audit()
    client.get("/page/")
    assert caplog.records, "the failure itself is logged"
    assert not any(word in caplog.text for word in (NAME, str(CHILD), CHILD.hex))
