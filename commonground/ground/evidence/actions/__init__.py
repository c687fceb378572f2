"""Every write of this room.

What needs the engine of analysis is loaded when it is first asked for: the process that serves pages asks for none of
it (B11, tests/architecture/test_serving_is_light.py).
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from commonground.ground.evidence.actions.care import NEW, Charge, next_review, review, take_care
    from commonground.ground.evidence.actions.catalogue import load_catalogue, load_packs
    from commonground.ground.evidence.actions.imports import Imported, import_files
    from commonground.ground.evidence.actions.lait import Taken, import_lait
    from commonground.ground.evidence.actions.neighbours import TakenSet, import_neighbours, keep_neighbours
    from commonground.ground.evidence.actions.own.bringing import bring_file
    from commonground.ground.evidence.actions.preparation import Prepared, prepare_figures
    from commonground.ground.evidence.actions.releases import Publication, publish_release
    from commonground.ground.evidence.actions.sweeping import Swept, sweep_files
    from commonground.ground.evidence.formats.observations import SCHEMA, SourceFile

_ROOM = "commonground.ground.evidence"
_STANDS_IN = {
    "NEW": "actions.care",
    "Charge": "actions.care",
    "Taken": "actions.lait",
    "import_lait": "actions.lait",
    "next_review": "actions.care",
    "review": "actions.care",
    "take_care": "actions.care",
    "SCHEMA": "formats.observations",
    "Imported": "actions.imports",
    "Prepared": "actions.preparation",
    "Publication": "actions.releases",
    "SourceFile": "formats.observations",
    "Swept": "actions.sweeping",
    "TakenSet": "actions.neighbours",
    "bring_file": "actions.own.bringing",
    "import_files": "actions.imports",
    "import_neighbours": "actions.neighbours",
    "keep_neighbours": "actions.neighbours",
    "load_catalogue": "actions.catalogue",
    "load_packs": "actions.catalogue",
    "prepare_figures": "actions.preparation",
    "publish_release": "actions.releases",
    "sweep_files": "actions.sweeping",
}

__all__ = [
    "NEW",
    "SCHEMA",
    "Charge",
    "Imported",
    "Prepared",
    "Publication",
    "SourceFile",
    "Swept",
    "Taken",
    "TakenSet",
    "bring_file",
    "import_files",
    "import_lait",
    "import_neighbours",
    "keep_neighbours",
    "load_catalogue",
    "load_packs",
    "next_review",
    "prepare_figures",
    "publish_release",
    "review",
    "sweep_files",
    "take_care",
]


def __getattr__(name: str) -> Any:
    if name not in _STANDS_IN:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{_ROOM}.{_STANDS_IN[name]}"), name)
