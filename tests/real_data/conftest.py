"""Published files, imported by the product itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from commonground.foundation.kernel.viewer import Viewer, operator
from commonground.ground.evidence import actions
from tests.beginnings import undone
from tests.world import new_site, world

__all__ = ["home", "imported", "importer", "new_site", "world"]


@pytest.fixture(scope="session")
def importer() -> Viewer:
    return operator(timezone.now(), permissions=frozenset({"evidence.import", "places.register"}))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home of its own for the module: storage and unfinished work."""
    folder = tmp_path_factory.mktemp("home")
    with override_settings(COMMONGROUND_HOME=folder, MEDIA_ROOT=folder / "files"):
        yield settings.COMMONGROUND_HOME


@pytest.fixture(scope="module")
def imported(
    home: Path, published_data: Path, importer: Viewer, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Everything of children in need, population and deprivation; undone when the module is through."""
    folders = {"dfe-cin": "dfe_children_in_need", "population": "population", "deprivation": "deprivation"}
    with undone(django_db_blocker):
        actions.load_packs(by=importer)
        for kind, folder in folders.items():
            actions.import_files(kind=kind, paths=[published_data / folder], by=importer)
        actions.prepare_figures(by=importer)
        yield
