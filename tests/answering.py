"""For tests that put hundreds of requests to the site inside of one transaction."""

import logging
from collections.abc import Iterator

import pytest
from django.core import signals
from django.db import close_old_connections


@pytest.fixture
def quiet() -> Iterator[None]:
    """Hundreds of wrong requests are meant to be wrong."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def one_connection() -> Iterator[None]:
    """The transaction of the test stays open: at its end each request would close the connection, as on a real site."""
    signals.request_started.disconnect(close_old_connections)
    signals.request_finished.disconnect(close_old_connections)
    yield
    signals.request_started.connect(close_old_connections)
    signals.request_finished.connect(close_old_connections)
