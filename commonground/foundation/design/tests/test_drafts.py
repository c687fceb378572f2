"""Drafts of long forms survive a lost session, belong to one person, and are no activity."""

import pytest
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.test import RequestFactory

from commonground.foundation.design import drafts
from commonground.foundation.design.doors import open_to
from commonground.foundation.design.models import Draft
from commonground.foundation.design.specimens import ExampleForm
from commonground.foundation.design.tests.people import ASHA, NOW, SOMEBODY_ELSE, nobody, somebody
from commonground.foundation.design.views import discard_draft, draft
from commonground.foundation.kernel.errors import Invalid, Refused
from commonground.foundation.kernel.viewer import Viewer

pytestmark = pytest.mark.django_db
FORM = "places.footprint/three"
ADDRESS = "/places/footprints/three/edit/"


def opened(viewer: Viewer | None = None) -> drafts.OpenDraft:
    return drafts.load(FORM, by=viewer or somebody(), address=ADDRESS)


def posted(viewer: Viewer, path: str = "/design/draft/", htmx: bool = False, **values: str) -> HttpRequest:
    headers = {"HX-Request": "true"} if htmx else {}
    request = RequestFactory().post(path, values, headers=headers)
    request.viewer = viewer
    request._messages = type("Messages", (), {"add": lambda *args, **kwargs: None})()
    return request


def typed(**values: str) -> QueryDict:
    query = QueryDict(mutable=True)
    query.update(values)
    return query


def test_nothing_is_kept_until_it_is_saved() -> None:
    assert opened().saved_at is None
    assert not Draft.objects.exists()


def test_what_was_saved_is_back_when_the_form_is_opened_again() -> None:
    address = drafts.save(opened().token, typed(name="Mid", districts="ashfield"), now=NOW)
    again = opened()
    assert address == ADDRESS
    assert again.fields == {"name": ["Mid"], "districts": ["ashfield"]}
    assert again.saved_at == NOW


def test_saving_again_replaces_the_draft() -> None:
    for name in ("Mid", "Middle"):
        drafts.save(opened().token, typed(name=name), now=NOW)
    assert [row.fields for row in Draft.objects.all()] == [{"name": ["Middle"]}]


def test_a_draft_belongs_to_one_person() -> None:
    drafts.save(opened().token, typed(name="Mid"), now=NOW)
    assert opened(somebody(account=SOMEBODY_ELSE)).fields == {}


def test_who_is_not_signed_in_keeps_no_draft() -> None:
    with pytest.raises(Refused):
        opened(nobody())


def test_passwords_and_tokens_are_never_kept() -> None:
    values = typed(name="Mid", password="secret", old_password="s", csrfmiddlewaretoken="x")
    values[drafts.FIELD] = opened().token
    drafts.save(opened().token, values, now=NOW)
    assert Draft.objects.get().fields == {"name": ["Mid"]}


def test_a_character_that_no_database_takes_is_left_out() -> None:
    drafts.save(opened().token, typed(name="Mid\x00dle"), now=NOW)
    assert opened().fields == {"name": ["Middle"]}


@pytest.mark.parametrize(
    "token",
    ["", "x", signing.dumps(["no id", "f", "/"], salt=drafts.SALT), signing.dumps([str(ASHA), FORM, ADDRESS])],
    ids=["none", "invented", "of nobody", "of another purpose"],  # a signed token bears the time, a name may not
)
def test_a_token_that_was_not_given_out_writes_nothing(token: str) -> None:
    with pytest.raises(Invalid, match="too old"):
        drafts.save(token, typed(name="Mid"), now=NOW)
    assert not Draft.objects.exists()


def test_a_draft_without_end_is_refused() -> None:
    with pytest.raises(Invalid, match="too long"):
        drafts.save(opened().token, typed(about="x" * (drafts.LONGEST + 1)), now=NOW)


def test_the_form_is_filled_as_typed_and_without_complaints() -> None:
    kept = typed(name="Mid", share="a lot", from_day_0="31", from_day_1="2", from_day_2="", level="county")
    kept.setlist("districts", ["ashfield", "gedling"])
    drafts.save(opened().token, kept, now=NOW)
    form = opened().fill(ExampleForm())
    assert form["name"].value() == "Mid"
    assert form["share"].value() == "a lot"
    assert form["from_day"].value() == ["31", "2", ""]
    assert form["districts"].value() == ["ashfield", "gedling"]
    assert not form.errors


def test_a_draft_that_was_sent_or_is_not_wanted_is_gone() -> None:
    drafts.save(opened().token, typed(name="Mid"), now=NOW)
    drafts.discard(FORM, by=somebody())
    assert opened().fields == {}


def test_saving_by_the_button_leads_back_to_the_form() -> None:
    answer = draft(posted(somebody(), **{drafts.FIELD: opened().token, "name": "Mid"}))
    assert answer["Location"] == ADDRESS
    assert opened().fields == {"name": ["Mid"]}


def test_saving_while_typing_answers_with_when_it_was_saved() -> None:
    answer = draft(posted(somebody(), htmx=True, **{drafts.FIELD: opened().token, "name": "Mid"}))
    assert "Draft saved 4 June 2026 at 2:05pm" in answer.content.decode()


def test_discarding_by_the_button_removes_only_ones_own() -> None:
    drafts.save(opened().token, typed(name="Mid"), now=NOW)
    discard_draft(posted(somebody(account=SOMEBODY_ELSE), **{drafts.FIELD: opened().token}))
    assert Draft.objects.count() == 1
    discard_draft(posted(somebody(), **{drafts.FIELD: opened().token}))
    assert Draft.objects.count() == 0


def test_what_a_lost_session_sends_becomes_a_draft_and_sign_in_leads_back_to_it() -> None:
    @open_to("signed in")
    def send(request: HttpRequest) -> HttpResponse:
        raise AssertionError("a visitor got in")

    answer = send(posted(nobody(), path=ADDRESS, **{drafts.FIELD: opened().token, "name": "Typed for an hour"}))
    assert answer["Location"].endswith(f"?next={ADDRESS}")
    assert opened().fields == {"name": ["Typed for an hour"]}


def test_saving_while_typing_after_the_session_is_lost_keeps_the_text_and_says_so() -> None:
    answer = draft(posted(nobody(), htmx=True, **{drafts.FIELD: opened().token, "name": "Mid"}))
    assert answer.status_code == 401
    assert "You have been signed out" in answer.content.decode()
    assert opened().fields == {"name": ["Mid"]}
