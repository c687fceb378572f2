"""What every test of the house needs."""

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says something about the machine and what else it does, nothing about the code.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest first: journeys, then what is tested across rooms. Nobody waits for one of them at the end."""
    items.sort(key=lambda item: (item.get_closest_marker("browser") is None, not item.nodeid.startswith("tests/")))
