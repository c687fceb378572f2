"""Figures of one's own: what they are, how a file is read, what is wrong with its rows, and what becomes of them."""

from commonground.ground.evidence.rules.basis import BY_POINT
from commonground.ground.evidence.rules.own.lines import Counted, Line, Terms, counted, line_of
from commonground.ground.evidence.rules.own.people import HoldsPeople, about_people, people_cells, refuse_people
from commonground.ground.evidence.rules.own.reading import (
    AREA,
    COLUMN,
    COUNTED,
    POSTCODE,
    SCHOOL,
    SET,
    Absent,
    Reading,
    RowsAre,
    check_reading,
    shape_of,
)
from commonground.ground.evidence.rules.own.series import PER, OwnDefinition, definition_of
from commonground.ground.evidence.rules.own.states import ROW_MOVES, UPLOAD_MOVES, RowState, UploadState
from commonground.ground.evidence.rules.own.totals import Totals
from commonground.ground.evidence.rules.own.words import COUNT, DENOMINATOR, PERIOD, PLACE, words

__all__ = [
    "AREA",
    "BY_POINT",
    "COLUMN",
    "COUNT",
    "COUNTED",
    "DENOMINATOR",
    "PER",
    "PERIOD",
    "PLACE",
    "POSTCODE",
    "ROW_MOVES",
    "SCHOOL",
    "SET",
    "UPLOAD_MOVES",
    "Absent",
    "Counted",
    "HoldsPeople",
    "Line",
    "OwnDefinition",
    "Reading",
    "RowState",
    "RowsAre",
    "Terms",
    "Totals",
    "UploadState",
    "about_people",
    "check_reading",
    "counted",
    "definition_of",
    "line_of",
    "people_cells",
    "refuse_people",
    "shape_of",
    "words",
]
