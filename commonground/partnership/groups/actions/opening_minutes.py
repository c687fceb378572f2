"""Minutes are there, empty, from the moment a meeting is held."""

from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups.models import Meeting, Minutes, MinuteText


def open_minutes(meeting: Meeting, *, by: Viewer) -> Minutes:
    """The draft of the meeting with a text for each item; items that have come since get theirs."""
    made, _ = Minutes.objects.get_or_create(meeting=meeting, number=1, defaults={"drafted_by_id": by.id})
    have = set(made.texts.values_list("item", flat=True))
    MinuteText.objects.bulk_create(
        MinuteText(minutes=made, item=item, written_by=by.label, written_at=by.now)
        for item in meeting.items.all()
        if item.pk not in have
    )
    return made
