"""Each example place as its pack opens it on a new site, with what the opening told: made once."""

import pytest
from django.utils import timezone

from commonground.config import packs
from commonground.foundation.kernel.viewer import operator
from commonground.showcase import actions, formats
from tests.beginnings import begins_with, begun


def open_on_new_site(place: str) -> list[str]:
    told: list[str] = []
    packs.load()
    by = operator(timezone.now(), permissions=actions.PERMISSIONS)
    actions.open_place(pack=formats.read_pack(place), by=by, tell=told.append)
    return told


def open_nottinghamshire() -> list[str]:
    return open_on_new_site("nottinghamshire")


def open_plymouth() -> list[str]:
    return open_on_new_site("plymouth")


def open_manchester() -> list[str]:
    return open_on_new_site("manchester")


@pytest.fixture
@begins_with(open_nottinghamshire)
def nottinghamshire(db: None) -> list[str]:
    return begun(open_nottinghamshire)


@pytest.fixture
@begins_with(open_plymouth)
def plymouth(db: None) -> list[str]:
    return begun(open_plymouth)


@pytest.fixture
@begins_with(open_manchester)
def manchester(db: None) -> list[str]:
    return begun(open_manchester)
