"""What of the directory waits stands on the first screen of those who can do something about it."""

from html import unescape
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from commonground.foundation.kernel.viewer import Membership, Viewer
from commonground.ground.directory import queries as directory
from commonground.ground.partners import queries as partners
from tests.world import World

GAPS, WORD = "in services to report on or to close", "that nobody vouches for"


def shown_to(world: World, role: str) -> str:
    client = Client()
    client.force_login(world.account(role))
    return unescape(client.get("/").content.decode())


def test_whoever_keeps_the_directory_is_told_of_gaps_and_of_entries_without_a_word(world: World) -> None:
    shown = shown_to(world, "directory-keeper")
    assert f"2 gaps {GAPS}" in shown
    assert "Overdue since" in shown
    assert WORD in shown


@pytest.mark.parametrize("role", ["councillor", "analyst"])
def test_nobody_else_is_told(world: World, role: str) -> None:
    shown = shown_to(world, role)
    assert GAPS not in shown
    assert WORD not in shown


@pytest.mark.parametrize(
    ("organisation", "gaps"), [("Nottinghamshire County Council", 1), ("Nottinghamshire Police", 0), ("", 0)]
)
def test_a_gap_is_told_to_the_organisation_that_answers_for_it(world: World, organisation: str, gaps: int) -> None:
    permissions = frozenset({"directory.read-gaps", "directory.keep-own"})
    held = Membership(role="administrator", permissions=permissions, organisation=organisation)
    by = Viewer(UUID(int=1), "Somebody", (held,), "", "", timezone.now())
    assert directory.to_do(partners.partnership(**directory.to_do_along(by))).gaps == gaps
