"""Whom the site tells of what in groups: one function an event."""

from datetime import datetime

from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups.models import Meeting


def meeting_moved(meeting: Meeting, *, was: datetime, by: Viewer) -> None:
    """Tell those who come that the day or the hour is another."""


def meeting_placed(meeting: Meeting, *, by: Viewer) -> None:
    """Tell those who come that the venue or the way to join is another."""


def meeting_cancelled(meeting: Meeting, *, by: Viewer) -> None:
    """Tell those who would have come that they need not."""
