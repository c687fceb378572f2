"""The audit: written once, never changed. Triggers guard it on SQLite, on PostgreSQL a role that may only add."""

from django.db import models
from django.db.models import Q

from commonground.foundation.audit.rules import START
from commonground.foundation.kernel.identifiers import new_id

DIGEST = len(START)


class AuditEvent(models.Model):
    """Who did what to what, when and for what purpose; chained by hash to the event before it.

    Holds nothing of a child but ids: labels and details stand in AuditContent, which can be erased.
    """

    position = models.BigIntegerField(primary_key=True)
    reference = models.UUIDField(default=new_id, unique=True, editable=False)
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    actor_label = models.CharField(max_length=200)
    purpose = models.CharField(max_length=200, blank=True)
    session = models.CharField(max_length=DIGEST, blank=True, help_text="Digest of the session key.")
    verb = models.CharField(max_length=100)
    about_type = models.CharField(max_length=100, blank=True)
    about_id = models.CharField(max_length=100, blank=True)
    content_digest = models.CharField(max_length=DIGEST, blank=True)
    persons_digest = models.CharField(max_length=DIGEST, blank=True)
    previous = models.CharField(max_length=DIGEST)
    hash = models.CharField(max_length=DIGEST)

    class Meta:
        ordering = ("position",)
        indexes = (models.Index(fields=["about_type", "about_id"], name="audit_event_about"),)
        constraints = (models.CheckConstraint(condition=Q(position__gt=0), name="audit_position_counts_from_one"),)

    def __str__(self) -> str:
        return f"{self.position} {self.verb}"


class AuditContent(models.Model):
    """Label and details of an event. Erasing empties salt and body; the digest in the event stays."""

    event = models.OneToOneField(AuditEvent, on_delete=models.PROTECT, primary_key=True, related_name="content")
    salt = models.CharField(max_length=32, blank=True)
    body = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"content of event {self.event_id}"


class AuditPerson(models.Model):
    """A person whom an event concerns."""

    event = models.ForeignKey(AuditEvent, on_delete=models.PROTECT, related_name="persons")
    person = models.UUIDField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "event"], name="audit_person_once_an_event"),)

    def __str__(self) -> str:
        return f"person of event {self.event_id}"


class AuditHead(models.Model):
    """The one row that every writer locks: where the chain ends."""

    position = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=DIGEST, default=START)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=1), name="audit_head_is_one_row"),)

    def __str__(self) -> str:
        return f"{self.position}:{self.hash}"
