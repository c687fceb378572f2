"""Every write of this room.

What needs the engine of analysis is loaded when it is first asked for: the process that serves pages asks for none of
it (B11, tests/architecture/test_serving_is_light.py).
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from commonground.ground.evidence.actions.aims import (
        change_target,
        edit_marker,
        mark_change,
        set_target,
        withdraw_marker,
        withdraw_target,
    )
    from commonground.ground.evidence.actions.care import NEW, Charge, next_review, review, take_care
    from commonground.ground.evidence.actions.catalogue import load_catalogue, load_packs
    from commonground.ground.evidence.actions.citing import Attached, cite_report, withdraw_report
    from commonground.ground.evidence.actions.impact import (
        PanelFacts,
        add_entered_measure,
        add_indicator_measure,
        edit_panel,
        open_panel,
        remove_measure,
    )
    from commonground.ground.evidence.actions.imports import Imported, import_files
    from commonground.ground.evidence.actions.incoming import discard_file, hand_in_file, load_file
    from commonground.ground.evidence.actions.lait import Taken, import_lait
    from commonground.ground.evidence.actions.mappings import end_mapping, remember_mapping
    from commonground.ground.evidence.actions.measures import MeasureRow, Stated, change_measures, keep_measures
    from commonground.ground.evidence.actions.neighbours import TakenSet, import_neighbours, keep_neighbours
    from commonground.ground.evidence.actions.notes import change_note, end_note, review_note, write_note
    from commonground.ground.evidence.actions.own.bringing import bring_file
    from commonground.ground.evidence.actions.preparation import Prepared, prepare_figures
    from commonground.ground.evidence.actions.profiles import (
        describe_profile,
        freeze_profile,
        start_profile,
        withdraw_profile,
        write_section,
    )
    from commonground.ground.evidence.actions.releases import Publication, publish_release
    from commonground.ground.evidence.actions.reporting import (
        explain_measure,
        freeze_report,
        start_report,
        withdraw_performance_report,
    )
    from commonground.ground.evidence.actions.reproducing import Reproduction, reproduce_profile
    from commonground.ground.evidence.actions.sweeping import Swept, sweep_files
    from commonground.ground.evidence.formats.observations import SCHEMA, SourceFile

_ROOM = "commonground.ground.evidence"
_STANDS_IN = {
    "change_target": "actions.aims",
    "edit_marker": "actions.aims",
    "mark_change": "actions.aims",
    "set_target": "actions.aims",
    "withdraw_marker": "actions.aims",
    "withdraw_target": "actions.aims",
    "PanelFacts": "actions.impact",
    "add_entered_measure": "actions.impact",
    "add_indicator_measure": "actions.impact",
    "edit_panel": "actions.impact",
    "open_panel": "actions.impact",
    "remove_measure": "actions.impact",
    "Attached": "actions.citing",
    "cite_report": "actions.citing",
    "withdraw_report": "actions.citing",
    "MeasureRow": "actions.measures",
    "Stated": "actions.measures",
    "change_measures": "actions.measures",
    "keep_measures": "actions.measures",
    "change_note": "actions.notes",
    "end_note": "actions.notes",
    "review_note": "actions.notes",
    "write_note": "actions.notes",
    "describe_profile": "actions.profiles",
    "freeze_profile": "actions.profiles",
    "start_profile": "actions.profiles",
    "withdraw_profile": "actions.profiles",
    "write_section": "actions.profiles",
    "explain_measure": "actions.reporting",
    "freeze_report": "actions.reporting",
    "start_report": "actions.reporting",
    "withdraw_performance_report": "actions.reporting",
    "Reproduction": "actions.reproducing",
    "reproduce_profile": "actions.reproducing",
    "NEW": "actions.care",
    "Charge": "actions.care",
    "Taken": "actions.lait",
    "import_lait": "actions.lait",
    "next_review": "actions.care",
    "review": "actions.care",
    "take_care": "actions.care",
    "hand_in_file": "actions.incoming",
    "load_file": "actions.incoming",
    "discard_file": "actions.incoming",
    "remember_mapping": "actions.mappings",
    "end_mapping": "actions.mappings",
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
    "Attached",
    "Charge",
    "Imported",
    "MeasureRow",
    "PanelFacts",
    "Prepared",
    "Publication",
    "Reproduction",
    "SourceFile",
    "Stated",
    "Swept",
    "Taken",
    "TakenSet",
    "add_entered_measure",
    "add_indicator_measure",
    "bring_file",
    "change_measures",
    "change_note",
    "change_target",
    "cite_report",
    "describe_profile",
    "discard_file",
    "edit_marker",
    "edit_panel",
    "end_mapping",
    "end_note",
    "explain_measure",
    "freeze_profile",
    "freeze_report",
    "hand_in_file",
    "import_files",
    "import_lait",
    "import_neighbours",
    "keep_measures",
    "keep_neighbours",
    "load_catalogue",
    "load_file",
    "load_packs",
    "mark_change",
    "next_review",
    "open_panel",
    "prepare_figures",
    "publish_release",
    "remember_mapping",
    "remove_measure",
    "reproduce_profile",
    "review",
    "review_note",
    "set_target",
    "start_profile",
    "start_report",
    "sweep_files",
    "take_care",
    "withdraw_marker",
    "withdraw_performance_report",
    "withdraw_profile",
    "withdraw_report",
    "withdraw_target",
    "write_note",
    "write_section",
]


def __getattr__(name: str) -> Any:
    if name not in _STANDS_IN:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{_ROOM}.{_STANDS_IN[name]}"), name)
