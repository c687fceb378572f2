"""Figures of one's own: what a file may hold, and what becomes of it."""

from commonground.ground.evidence.rules.own.states import ROW_MOVES, UPLOAD_MOVES, RowState, UploadState

__all__ = ["ROW_MOVES", "UPLOAD_MOVES", "RowState", "UploadState"]
