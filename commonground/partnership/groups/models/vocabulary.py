"""Words that a place may choose for itself: kinds of group, reasons for absence, ways of keeping in touch."""

from django.db import models

from commonground.foundation.audit.versions import Term


class GroupType(Term):
    """A kind of group: board, executive, locality group, forum, task and finish group (M19, G6)."""

    plural = models.CharField(max_length=100)
    must_end = models.BooleanField(
        default=False, help_text="Has an end date from the start and closes with an outcome."
    )


class AbsenceReason(Term):
    """Why somebody did not come (M5)."""


class EngagementKind(Term):
    """How a sector that does not come to meetings is kept in touch: a termly note, a yearly visit (G28)."""

    every_months = models.PositiveSmallIntegerField("months between two", default=12)
