"""Who may open a page."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from commonground.foundation.design.doors import AccessRule, needs, open_to
from commonground.foundation.design.tests.people import nobody, somebody
from commonground.foundation.kernel.errors import Refused
from commonground.foundation.kernel.viewer import Viewer


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("inside")


def ask(view: object, viewer: Viewer, path: str = "/places/?q=a", **headers: str) -> HttpResponse:
    request = RequestFactory().get(path, headers=headers)
    request.viewer = viewer
    return view(request)


@pytest.mark.parametrize(
    ("rule", "visitor", "member", "permitted"),
    [
        (AccessRule(signed_in=False), True, True, True),
        (AccessRule(), False, True, True),
        (AccessRule(permissions=("places.draft",)), False, False, True),
        (AccessRule(permissions=("places.publish", "places.draft")), False, False, True),
        (AccessRule(permissions=("places.publish",)), False, False, False),
    ],
)
def test_who_passes_which_door(rule: AccessRule, visitor: bool, member: bool, permitted: bool) -> None:
    passed = [rule.admits(viewer) for viewer in (nobody(), somebody(), somebody("places.draft"))]
    assert passed == [visitor, member, permitted]


def test_every_door_says_its_rule() -> None:
    rules = [
        view.access_rule for view in (open_to("public")(page), open_to("signed in")(page), needs("a.b", "c.d")(page))
    ]
    assert [str(rule) for rule in rules] == ["open to the public", "open to the signed in", "needs a.b or c.d"]


def test_a_door_keeps_the_name_of_its_view() -> None:
    assert open_to("public")(page).__name__ == "page"


def test_an_unknown_rule_is_a_mistake_found_at_once() -> None:
    with pytest.raises(ValueError, match="public"):
        open_to("everybody")
    with pytest.raises(ValueError, match="room"):
        needs()
    with pytest.raises(ValueError, match="room"):
        needs("draft")


def test_a_visitor_is_sent_to_sign_in_and_back() -> None:
    answer = ask(open_to("signed in")(page), nobody())
    assert answer.status_code == 302
    assert answer["Location"].endswith("?next=/places/%3Fq%3Da")


def test_a_visitor_at_a_door_that_needs_a_permission_is_sent_to_sign_in_too() -> None:
    assert ask(needs("places.draft")(page), nobody()).status_code == 302


def test_a_fragment_sends_the_whole_browser_to_sign_in() -> None:
    answer = ask(open_to("signed in")(page), nobody(), HX_Request="true", HX_Current_URL="http://testserver/places/x/")
    assert answer.status_code == 204
    assert answer["HX-Redirect"].endswith("?next=http%3A//testserver/places/x/")


def test_the_way_back_leads_to_no_other_site() -> None:
    answer = ask(open_to("signed in")(page), nobody(), HX_Request="true", HX_Current_URL="https://elsewhere.example/")
    assert answer["HX-Redirect"].endswith("?next=/")


def test_a_member_without_the_permission_is_refused_with_a_sentence() -> None:
    with pytest.raises(Refused, match=r"needs places\.draft"):
        ask(needs("places.draft")(page), somebody())


def test_pages_behind_a_door_are_kept_by_no_browser_and_no_proxy() -> None:
    assert ask(open_to("signed in")(page), somebody())["Cache-Control"] == "private, no-store"


def test_an_open_page_drawn_for_somebody_is_kept_by_no_proxy() -> None:
    assert ask(open_to("public")(page), somebody())["Cache-Control"] == "private"
    assert not ask(open_to("public")(page), nobody()).has_header("Cache-Control")
