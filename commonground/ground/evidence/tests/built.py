"""What tests of this room begin with: figures loaded, and prepared, once for all of them."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from commonground.foundation.kernel.viewer import Viewer, operator
from commonground.ground.evidence import actions
from commonground.ground.evidence.tests.caring import NOW, STEWARD
from commonground.ground.evidence.tests.drawn import C1, C6, ONS
from commonground.ground.evidence.tests.people import county

ANALYST = operator(NOW, permissions=frozenset({"evidence.import", "places.register"}))
CHILDREN = {"c1.csv": C1, "ons.csv": ONS}


def load(files: Mapping[str, str] = CHILDREN, by: Viewer = ANALYST) -> Viewer:
    """The catalogue of the product and these files, by default referrals and children."""
    actions.load_packs(by=by)
    with TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in files]
        for path in paths:
            path.write_text(files[path.name], encoding="utf-8")
        actions.import_files(kind="dfe-cin", paths=paths, by=by)
    return by


def load_as_steward() -> None:
    load(by=STEWARD)


def load_and_prepare() -> Viewer:
    load()
    actions.prepare_figures(by=ANALYST)
    return ANALYST


def prepare_months() -> None:
    load({"c6.csv": C6})
    actions.prepare_figures(by=ANALYST)


def prepare_county() -> None:
    county(ANALYST)
    load_and_prepare()
