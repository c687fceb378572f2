"""Drafts of long forms."""

from django.db import models

from commonground.foundation.audit.versions import Row


class Draft(Row):
    """What somebody had typed into a form and not yet sent. Not activity: no audit, no version, no history.

    `account` is the id of a `partners.Account`; not a foreign key, because that room is above this one.
    """

    account = models.UUIDField()
    form = models.CharField(max_length=200)
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["account", "form"], name="draft_one_for_each_form"),)

    def __str__(self) -> str:
        return f"draft of {self.form}"
