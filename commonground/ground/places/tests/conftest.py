"""The county, its footprint and its two maps, for the tests of this room."""

from datetime import date

import pytest

from commonground.ground.places.models import Area, Footprint, FootprintVersion
from commonground.ground.places.tests import county


@pytest.fixture
def root(db: None) -> Area:
    return county.register_county()


@pytest.fixture
def footprint(root: Area) -> Footprint:
    return county.add_footprint(root)


@pytest.fixture
def seven(footprint: Footprint) -> FootprintVersion:
    """Seven localities, in force from 2013 until the six."""
    return county.add_published(footprint, "Seven (2013)", county.SEVEN, valid_from=date(2013, 1, 1))


@pytest.fixture
def six(footprint: Footprint, seven: FootprintVersion) -> FootprintVersion:
    """Six localities, in force from 2015: Mansfield and Ashfield together."""
    return county.add_published(footprint, "Six (2015)", county.SIX, valid_from=date(2015, 1, 1))


@pytest.fixture
def draft(footprint: Footprint, six: FootprintVersion) -> FootprintVersion:
    """Three localities, being drawn."""
    return county.add_draft(footprint, "Three (2027)", county.THREE)
