"""No page of the example place offers somebody a link that is refused or leads nowhere."""

import re
from collections import Counter
from html import unescape

import pytest
from django.test import Client
from django.urls import resolve

from commonground.ground.partners.models import Account
from tests.world import World

LINK = re.compile(r'href="(/[^"#]*)')
EACH = 1  # links of one kind that are followed from pages of one kind
NEVER = {"", "account_logout"}  # files of the look; what ends the walk
PEOPLE = ["Priya Nair", "Ruth Castell", "Tom Okafor", "Helen Marsh", "Joe Hallam", "Peter Yarrow", "Ingrid Sole"]


def links(page: str) -> list[str]:
    return [unescape(address) for address in LINK.findall(page)]


def kind_of(address: str) -> str:
    """The name of the address; "" for files of the look."""
    return "" if address.startswith("/static/") else resolve(address.partition("?")[0]).view_name


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("name", ["", *PEOPLE])
def test_every_link_that_somebody_is_shown_opens(world: World, name: str) -> None:
    client = Client()
    if name:
        client.force_login(Account.objects.get(name=name))
    opened: Counter[tuple[str, str]] = Counter()
    waiting, seen, dead = [("/", "nowhere")], {"/"}, []
    while waiting:
        address, came_from = waiting.pop(0)
        answer = client.get(address)
        if answer.status_code >= 400:
            dead.append(f"{answer.status_code} {address} from {came_from}")
        if answer.status_code != 200 or not answer.get("Content-Type", "").startswith("text/html"):
            continue
        for link in links(answer.content.decode()):
            kind = (kind_of(address), kind_of(link))
            if link not in seen and kind[1] not in NEVER and opened[kind] < EACH:
                opened[kind] += 1
                seen.add(link)
                waiting.append((link, address))
    assert len(seen) > 30
    assert dead == []
