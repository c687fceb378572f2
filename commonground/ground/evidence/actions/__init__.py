"""Every write of this room."""

from commonground.ground.evidence.actions.catalogue import load_catalogue, load_packs
from commonground.ground.evidence.actions.imports import Imported, import_files
from commonground.ground.evidence.actions.neighbours import TakenSet, import_neighbours, keep_neighbours
from commonground.ground.evidence.actions.preparation import Prepared, prepare_figures
from commonground.ground.evidence.actions.releases import Publication, publish_release
from commonground.ground.evidence.actions.sweeping import Swept, sweep_files
from commonground.ground.evidence.formats.observations import SCHEMA, SourceFile

__all__ = [
    "SCHEMA",
    "Imported",
    "Prepared",
    "Publication",
    "SourceFile",
    "Swept",
    "TakenSet",
    "import_files",
    "import_neighbours",
    "keep_neighbours",
    "load_catalogue",
    "load_packs",
    "prepare_figures",
    "publish_release",
    "sweep_files",
]
