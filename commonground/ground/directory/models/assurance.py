"""Word for entries: the links that providers change them by, what they propose, and each version that came of it."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from commonground.foundation.audit.versions import Row, VersionedRow
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory.rules.proposals import DECIDED, State

WHO = 150  # longest name of somebody that a row holds


def kept_by(viewer: Viewer, service: str) -> Q:
    """Rows whose service the viewer keeps: all for keepers, those of their own organisations for others."""
    if viewer.may("directory.keep"):
        return Q()
    own = [held.organisation for held in viewer.current_memberships if "directory.keep-own" in held.permissions]
    return Q(**{f"{service}owner__name__in": [name for name in own if name]})


class EditLinkQuerySet(models.QuerySet["EditLink"]):
    def open(self, now: datetime) -> "EditLinkQuerySet":
        return self.filter(used_at=None, withdrawn_at=None, expires_at__gt=now)


class EditLink(VersionedRow):
    """Leave to propose changes of one entry, once. Its token is kept as a digest only."""

    service = models.ForeignKey("directory.Service", on_delete=models.CASCADE, related_name="edit_links")
    token_digest = models.CharField(max_length=64, unique=True)
    sent_to = models.EmailField(blank=True, help_text="Emptied when it was used or withdrawn, and answered.")
    made_by = models.CharField(max_length=WHO)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField("used", null=True, blank=True)
    withdrawn_at = models.DateTimeField("withdrawn", null=True, blank=True)

    objects = EditLinkQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(withdrawn_at=None),
                name="edit_link_used_or_withdrawn",
                violation_error_message="A link that was used cannot be withdrawn.",
            ),
        )

    def __str__(self) -> str:
        return f"the edit link of {self.service}"


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, viewer: Viewer) -> "ProposalQuerySet":
        return self.filter(kept_by(viewer, "service__"))


class Proposal(VersionedRow):
    """What a provider wants an entry to say. `was` and `said` hold the parts that differ, by code (rules.proposals)."""

    service = models.ForeignKey("directory.Service", on_delete=models.CASCADE, related_name="proposals")
    link = models.OneToOneField(EditLink, on_delete=models.PROTECT, related_name="proposal")
    was = models.JSONField(default=dict)
    said = models.JSONField(default=dict)
    remark = models.TextField("what else they say", blank=True)
    sent_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices(), default=State.WAITING)
    decided_at = models.DateTimeField("decided", null=True, blank=True)
    decided_by = models.CharField(max_length=WHO, blank=True)
    answer = models.TextField("answer", blank=True)
    taken = models.JSONField("parts that were taken", default=list)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ("sent_at", "id")
        indexes = (models.Index(fields=["state", "sent_at"]),)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=[one.value for one in State]), name="proposal_state_known"),
            models.CheckConstraint(
                condition=Q(state=State.WAITING, decided_at=None)
                | Q(state__in=[one.value for one in DECIDED], decided_at__isnull=False),
                name="proposal_decided_at_a_time",
                violation_error_message="A proposal that was decided on says when.",
            ),
        )

    def __str__(self) -> str:
        return f"a proposal for {self.service}"

    @property
    def is_open(self) -> bool:
        return self.state == State.WAITING


class EntryVersion(Row):
    """What one change made of the public parts of an entry: by code, what it said before and after."""

    service = models.ForeignKey("directory.Service", on_delete=models.CASCADE, related_name="entry_versions")
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=WHO)
    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="made", null=True)
    changes = models.JSONField(default=dict)

    class Meta:
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=["service", "number"], name="entry_version_number_once"),)

    def __str__(self) -> str:
        return f"version {self.number} of {self.service}"
