"""A keeper asks a provider about its entry; the provider puts it right on a phone without an account; a parent says
what is still wrong; two entries of one service become one."""

import re
from collections.abc import Callable

from django.core import mail
from django.utils import timezone

from commonground.foundation.post import actions as post
from commonground.ground.directory.models import EntryVersion, Feedback, Service
from commonground.ground.directory.tests import entries
from tests.journeys.browser import Visitor
from tests.journeys.place import said
from tests.world import World

Visit = Callable[[str], Visitor]
CLUB = "Evening club, Mansfield"


def press(visitor: Visitor, name: str) -> None:
    visitor.page.get_by_role("button", name=name, exact=True).click()


def look(visitor: Visitor, picture: str) -> None:
    visitor.check()
    visitor.check_reflow()
    visitor.picture(picture)


def ask_provider(keeper: Visitor, site: str, slug: str) -> str:
    """Through the page of the service; the link as the mail has it."""
    keeper.open(f"{site}/services/assurance/")
    look(keeper, "entries-to-vouch-for")
    keeper.open(f"{site}/services/of/{slug}/")
    keeper.page.get_by_role("link", name="Ask its provider to look at it").click()
    look(keeper, "ask-provider")
    keeper.page.get_by_label("E-mail address of the provider").fill("club@example.org")
    press(keeper, "Make a link")
    keeper.page.get_by_role("heading", name="The link is made").wait_for()
    look(keeper, "link-made")
    post.send_due(now=timezone.now())
    found = re.search(r"http://\S+/services/change/\S+/", str(mail.outbox[0].body))
    assert found is not None
    assert found[0] in said(keeper.page)
    return found[0]


def test_a_provider_puts_its_entry_right_by_a_link_and_a_keeper_makes_it_a_version(
    place: World, site: str, visit: Visit
) -> None:
    slug = Service.objects.get(name=CLUB).slug
    keeper, provider = visit("desktop"), visit("phone")
    keeper.sign_in(place.account("directory-keeper"), site)
    link = ask_provider(keeper, site, slug)

    provider.open(link)
    look(provider, "entry-of-provider")
    provider.page.get_by_label("Telephone").fill("ring us")
    press(provider, "Send")
    assert "no telephone number" in said(provider.page)
    look(provider, "entry-of-provider-wrong")
    provider.page.get_by_label("Telephone").fill("01632 960123 (after 4pm)")
    provider.page.get_by_label("What it costs").fill("£1 an evening")
    press(provider, "Send")
    provider.page.get_by_role("heading", name="Thank you: it is sent").wait_for()
    look(provider, "entry-sent")
    assert link.rpartition("/change/")[2] not in provider.page.url
    assert {one["name"] for one in provider.context.cookies()} <= {"csrftoken"}, "no session"
    provider.open(link, status=404)
    assert "works once" in said(provider.page)
    provider.open(f"{site}/services/of/{slug}/")
    assert "960123" not in said(provider.page), "nothing changes before a keeper looked"

    keeper.open(f"{site}/services/changes/")
    look(keeper, "changes-by-providers")
    keeper.page.get_by_role("link", name=CLUB).click()
    look(keeper, "change-by-provider")
    press(keeper, "Take all of it")
    keeper.page.get_by_text("says so now").wait_for()
    provider.open(f"{site}/services/of/{slug}/")
    assert "01632 960123" in said(provider.page)
    assert "Vouched for on" in provider.page.locator("body").inner_text()
    keeper.open(f"{site}/services/of/{slug}/versions/")
    assert "£1 an evening" in said(keeper.page)
    look(keeper, "versions-of-entry")
    assert EntryVersion.objects.get().number == 1
    post.send_due(now=timezone.now())
    assert "the entry says so now" in str(mail.outbox[1].body)


def test_a_parent_without_scripts_says_what_is_wrong_and_a_keeper_settles_it(
    place: World, site: str, visit: Visit
) -> None:
    slug = Service.objects.get(name=CLUB).slug
    parent, keeper = visit("no-script"), visit("phone")
    parent.open(f"{site}/services/of/{slug}/")
    parent.page.get_by_role("link", name="Something here is wrong").click()
    parent.check()
    parent.page.get_by_label("The days or hours are wrong").check()
    parent.page.get_by_label("In a few words").fill("On Fridays it is closed.")
    press(parent, "Send")
    assert "looks at it" in parent.page.locator("body").inner_text()
    keeper.sign_in(place.account("directory-keeper"), site)
    keeper.open(f"{site}/services/feedback/")
    look(keeper, "said-to-be-wrong")
    keeper.page.get_by_role("link", name=CLUB).click()
    keeper.page.get_by_label("What was done").fill("Asked the trust; the hours are put right.")
    look(keeper, "said-to-be-wrong-one")
    press(keeper, "It is done")
    keeper.page.get_by_text("It is done.").wait_for()
    assert Feedback.objects.get().done_at is not None


def test_a_keeper_makes_two_entries_one_and_takes_it_back(place: World, site: str, visit: Visit) -> None:
    first = Service.objects.get(name=CLUB)
    entries.service(slug="club-again", name="Evening Club Mansfield", provider=first.provider)
    keeper = visit("desktop")
    keeper.sign_in(place.account("directory-keeper"), site)
    keeper.open(f"{site}/services/doubles/")
    press(keeper, "Look for them now")
    look(keeper, "doubles")
    keeper.page.get_by_role("link", name=CLUB).click()
    look(keeper, "double")
    press(keeper, "Make them one")
    keeper.page.get_by_text("The address of the other leads there").wait_for()
    keeper.open(f"{site}/services/of/club-again/")
    assert keeper.page.url.endswith(f"/services/of/{first.slug}/")
    keeper.open(f"{site}/services/doubles/?standing=merged")
    keeper.page.get_by_role("link", name=CLUB).click()
    look(keeper, "double-merged")
    press(keeper, "Take it back")
    keeper.page.get_by_text("two entries again").wait_for()
    keeper.open(f"{site}/services/of/club-again/")
    assert keeper.page.url.endswith("/services/of/club-again/")
    keeper.open(f"{site}/services/new/?where=Mansfield")
    look(keeper, "new-in-directory")
