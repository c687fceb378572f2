"""What an upload and a quarantined row go through."""

from enum import StrEnum


class UploadState(StrEnum):
    CHOSEN = "chosen"  # its columns are not confirmed yet
    CHECKING = "checking"
    CHECKED = "checked"  # the preview can be looked at
    TAKING = "taking"
    TAKEN = "taken"
    DISCARDED = "discarded"


UPLOAD_MOVES = {
    UploadState.CHOSEN: {UploadState.CHECKING, UploadState.DISCARDED},
    UploadState.CHECKING: {UploadState.CHECKING, UploadState.CHECKED, UploadState.DISCARDED},
    UploadState.CHECKED: {UploadState.CHECKING, UploadState.TAKING, UploadState.DISCARDED},
    UploadState.TAKING: {UploadState.CHECKING, UploadState.TAKING, UploadState.TAKEN, UploadState.DISCARDED},
    UploadState.TAKEN: set[UploadState](),
    UploadState.DISCARDED: set[UploadState](),
}


class RowState(StrEnum):
    WAITING = "waiting"  # to be corrected
    CORRECTED = "corrected"  # waits to be taken
    TAKEN = "taken"
    LEFT_OUT = "left out"


ROW_MOVES = {
    RowState.WAITING: {RowState.WAITING, RowState.CORRECTED, RowState.LEFT_OUT},
    RowState.CORRECTED: {RowState.WAITING, RowState.CORRECTED, RowState.TAKEN, RowState.LEFT_OUT},
    RowState.TAKEN: set[RowState](),
    RowState.LEFT_OUT: set[RowState](),
}
