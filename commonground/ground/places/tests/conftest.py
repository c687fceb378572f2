"""The county, its footprint and its two maps, for the tests of this room."""

from collections.abc import Callable
from datetime import date

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client

from commonground.foundation.kernel.viewer import Viewer
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


CAME = {"viewer": county.PUBLIC}


def give_viewer(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Stands in for the middleware of partners: the viewer of the test, whatever the session."""

    def with_viewer(request: HttpRequest) -> HttpResponse:
        request.viewer = CAME["viewer"]  # type: ignore[attr-defined]  # as the middleware does
        return get_response(request)

    return with_viewer


@pytest.fixture
def comes(settings, client: Client) -> Callable[[Viewer], Client]:
    """A browser that comes as this viewer."""
    real = "commonground.ground.partners.middleware.ViewerMiddleware"
    settings.MIDDLEWARE = [f"{__name__}.give_viewer" if name == real else name for name in settings.MIDDLEWARE]

    def as_viewer(viewer: Viewer) -> Client:
        CAME["viewer"] = viewer
        return client

    return as_viewer
