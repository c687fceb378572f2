"""Every write of figures of one's own. The work behind it stands in `checking`, `taking` and `releasing`."""

from commonground.ground.evidence.actions.own.asking import TAKE, take
from commonground.ground.evidence.actions.own.correcting import (
    TAKE_CORRECTED,
    correct_row,
    leave_row_out,
    take_corrected,
)
from commonground.ground.evidence.actions.own.series import change_series, start_series
from commonground.ground.evidence.actions.own.uploads import CHECK, discard, hand_in, read_as, sweep_uploads

__all__ = [
    "CHECK",
    "TAKE",
    "TAKE_CORRECTED",
    "change_series",
    "correct_row",
    "discard",
    "hand_in",
    "leave_row_out",
    "read_as",
    "start_series",
    "sweep_uploads",
    "take",
    "take_corrected",
]
