"""What every test of the house needs."""

import gc

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says something about the machine and what else it does, nothing about the code.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest first: journeys and Spark, then what is tested across rooms. Nobody waits at the end."""
    items.sort(key=lambda item: (not _is_long(item), not item.nodeid.startswith("tests/")))


def _is_long(item: pytest.Item) -> bool:
    return any(item.get_closest_marker(name) for name in ("browser", "spark"))


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end, and a test leaves little: looking for garbage was a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
