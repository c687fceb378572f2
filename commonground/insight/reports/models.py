"""Reports of groups as they are kept: drafted section by section, frozen whole."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q

from commonground.foundation.audit.versions import VersionedRow
from commonground.insight.reports.rules.audience import Audience
from commonground.insight.reports.rules.states import ReportState

HASH = 64


class BoardReport(VersionedRow):
    """What a group reports on a period, to whoever reads it.

    Its period runs from `since` until, not including, `until`. `duty` and `due_on` name the duty of the terms that it
    meets, if it meets one. `content` is all it says, written once when it is frozen; nothing of it changes afterwards.
    """

    group = models.ForeignKey("groups.Group", on_delete=models.PROTECT, related_name="+")
    kind = models.SlugField(max_length=60)
    title = models.CharField(max_length=200)
    audience = models.CharField("who reads it", max_length=10, choices=Audience.choices())
    since = models.DateField("first day of the period")
    until = models.DateField("first day after the period")
    as_at = models.DateField("the day the figures stand for")
    contact = models.CharField("whom to ask", max_length=200)
    duty = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)
    before = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    status = models.CharField(max_length=12, default=ReportState.DRAFT)
    started_at = models.DateTimeField()
    started_by = models.CharField(max_length=150)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey("partners.Account", on_delete=models.PROTECT, related_name="+", null=True)
    content = models.TextField(blank=True, editable=False)
    sha256 = models.CharField(max_length=HASH, blank=True, editable=False)
    frozen_at = models.DateTimeField(null=True, blank=True)
    frozen_by = models.CharField(max_length=150, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    sent_to = models.CharField(max_length=200, blank=True)
    sent_to_group = models.ForeignKey(
        "groups.Group", on_delete=models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    sent_by = models.CharField(max_length=150, blank=True)
    why_withdrawn = models.CharField(max_length=300, blank=True)
    is_invented = models.BooleanField(default=False, help_text="Made up for an example place.")

    class Meta:
        ordering = ("-until", "title", "id")
        indexes = (
            models.Index(fields=["group", "status", "until"]),
            models.Index(fields=["status", "audience", "until"]),
            models.Index(fields=["sent_to_group", "sent_on"]),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["group", "kind", "since", "until", "audience"],
                condition=~Q(status=ReportState.WITHDRAWN),
                name="one_report_of_a_period_for_its_readers",
                violation_error_message="There is a report of this kind for this period and these readers.",
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("since")),
                name="report_ends_after_it_starts",
                violation_error_message="The last day must come after the first.",
            ),
            models.CheckConstraint(
                condition=~Q(status=ReportState.FROZEN)
                | (~Q(content="") & ~Q(sha256="") & ~Q(frozen_by="") & Q(frozen_at__isnull=False)),
                name="report_frozen_by_somebody_with_its_content",
            ),
            models.CheckConstraint(
                condition=Q(duty="", due_on=None) | (~Q(duty="") & Q(due_on__isnull=False)),
                name="report_of_a_duty_and_its_day",
            ),
            models.CheckConstraint(
                condition=Q(sent_on=None, sent_to="") | (Q(sent_on__isnull=False) & ~Q(content="")),
                name="report_sent_once_frozen",
            ),
            models.CheckConstraint(
                condition=Q(status=ReportState.WITHDRAWN) & ~Q(why_withdrawn="")
                | ~Q(status=ReportState.WITHDRAWN) & Q(why_withdrawn=""),
                name="report_withdrawn_with_a_reason",
                violation_error_message="Say why it is withdrawn.",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def last_day(self) -> date:
        """The last day of the period."""
        return self.until - timedelta(days=1)

    @property
    def is_draft(self) -> bool:
        return self.status == ReportState.DRAFT

    @property
    def is_frozen(self) -> bool:
        return self.status == ReportState.FROZEN


class ReportSection(VersionedRow):
    """A section of a report. `generated` is made from the record, `words` are the people's; an own section has no key.

    Both are those of the draft: what a frozen report says stands in its `content`.
    """

    report = models.ForeignKey(BoardReport, on_delete=models.PROTECT, related_name="sections")
    key = models.SlugField(max_length=60, blank=True)
    heading = models.CharField(max_length=150)
    order = models.PositiveSmallIntegerField()
    generated = models.JSONField(null=True, blank=True)
    words = models.TextField("what people wrote", blank=True)
    written_by = models.CharField(max_length=150, blank=True)
    written_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("order", "id")
        constraints = (
            models.UniqueConstraint(fields=["report", "key"], condition=~Q(key=""), name="section_of_a_report_once"),
        )

    def __str__(self) -> str:
        return self.heading

    @property
    def is_own(self) -> bool:
        """Added by people, with nothing from the record."""
        return not self.key
