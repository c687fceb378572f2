"""Terms of reference: what a group is for and how it works, as fields that drive its calendar and checks (G1)."""

from django.db import models
from django.db.models import F, Q

from commonground.foundation.audit.versions import Row, VersionedRow
from commonground.partnership.groups.models.groups import Group
from commonground.partnership.groups.rules.states import TermsState


class TermsOfReference(VersionedRow):
    """One version of the terms of a group; without a group, a template that groups start from (M16).

    A template has a name. Local differences are what stands here otherwise than in `template`, at the version it had.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="terms", null=True, blank=True)
    name = models.CharField(max_length=150, blank=True, help_text="Of a template.")
    template = models.ForeignKey("self", on_delete=models.PROTECT, related_name="used_by", null=True, blank=True)
    number = models.PositiveSmallIntegerField("version of the terms", default=1)
    status = models.CharField(max_length=12, default=TermsState.DRAFT)
    aim = models.TextField()
    purpose = models.TextField("purposes, one a line")
    accountability = models.TextField(blank=True)
    reporting = models.TextField("reporting in words", blank=True)
    structure = models.TextField("structure and membership in words", blank=True)
    seniority = models.ForeignKey(
        "partners.Seniority",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="members are at least",
    )
    meetings_a_year = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes_long = models.PositiveSmallIntegerField("minutes a meeting lasts", default=120)
    quorum = models.PositiveSmallIntegerField("seats that must be filled for a quorum", null=True, blank=True)
    papers_days = models.PositiveSmallIntegerField("working days before a meeting that papers are due", default=10)
    pack_days = models.PositiveSmallIntegerField("working days before a meeting that the pack goes out", default=5)
    review_months = models.PositiveSmallIntegerField("months between reviews", null=True, blank=True)
    review_on = models.DateField("next review", null=True, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    agreed_by = models.CharField(max_length=150, blank=True, editable=False)
    ends_on = models.DateField("superseded on", null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("group__name", "-number")
        verbose_name_plural = "terms of reference"
        constraints = (
            models.UniqueConstraint(fields=["group", "number"], name="terms_number_once_a_group"),
            models.UniqueConstraint(
                fields=["group"],
                condition=Q(status=TermsState.DRAFT),
                name="one_draft_of_terms_a_group",
                violation_error_message="New terms of this group are being drafted already.",
            ),
            models.UniqueConstraint(
                fields=["group"], condition=Q(status=TermsState.AGREED), name="one_agreed_version_of_terms"
            ),
            models.CheckConstraint(
                condition=Q(group=None, template=None) & ~Q(name="") | Q(group__isnull=False, name=""),
                name="terms_of_a_group_or_a_named_template",
            ),
            models.CheckConstraint(
                condition=Q(status=TermsState.DRAFT) | Q(agreed_on__isnull=False),
                name="terms_agreed_on_a_day",
                violation_error_message="Say when the terms were agreed.",
            ),
            models.CheckConstraint(
                condition=Q(meetings_a_year=None) | Q(meetings_a_year__gte=1, meetings_a_year__lte=52),
                name="terms_meet_a_possible_number_of_times",
                violation_error_message="A group meets between once and 52 times a year.",
            ),
            models.CheckConstraint(
                condition=Q(pack_days__lte=F("papers_days")),
                name="terms_papers_due_before_the_pack_goes_out",
                violation_error_message="Papers are due before the pack goes out, or on the same day.",
            ),
        )

    def __str__(self) -> str:
        return self.name or f"terms of reference of {self.group}, version {self.number}"


class RequiredSector(Row):
    """A sector that the terms ask for as a minimum, with how many seats and from which height (M1, M2)."""

    terms = models.ForeignKey(TermsOfReference, on_delete=models.CASCADE, related_name="required_sectors")
    sector = models.ForeignKey("partners.Sector", on_delete=models.PROTECT, related_name="+")
    seats = models.PositiveSmallIntegerField(default=1)
    note = models.CharField(max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "sector__name")
        constraints = (
            models.UniqueConstraint(
                fields=["terms", "sector"],
                name="sector_required_once",
                violation_error_message="This sector is in the list already.",
            ),
            models.CheckConstraint(condition=Q(seats__gte=1), name="required_sector_has_a_seat"),
        )

    def __str__(self) -> str:
        return str(self.sector)


class StandingCheck(Row):
    """Something every agenda holds: safeguarding in all the group's work (H16, 000:19)."""

    terms = models.ForeignKey(TermsOfReference, on_delete=models.CASCADE, related_name="standing_checks")
    title = models.CharField(max_length=200)
    minutes = models.PositiveSmallIntegerField("minutes it takes", default=5)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "title")
        constraints = (models.UniqueConstraint(fields=["terms", "title"], name="standing_check_once"),)

    def __str__(self) -> str:
        return self.title


class ReportingDuty(Row):
    """A report that the terms ask for, to which group, how often (G8: an annual report to the board)."""

    terms = models.ForeignKey(TermsOfReference, on_delete=models.CASCADE, related_name="reporting_duties")
    title = models.CharField(max_length=200)
    to = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    to_words = models.CharField("to whom, where that is no group here", max_length=200, blank=True)
    every_months = models.PositiveSmallIntegerField(default=12)
    first_due_on = models.DateField("first due on")

    class Meta:
        ordering = ("first_due_on", "title")
        verbose_name_plural = "reporting duties"
        constraints = (
            models.UniqueConstraint(fields=["terms", "title"], name="reporting_duty_once"),
            models.CheckConstraint(
                condition=Q(every_months__gte=1, every_months__lte=60), name="reporting_duty_comes_round"
            ),
        )

    def __str__(self) -> str:
        return self.title


class ReportMade(Row):
    """A duty to report was met: which report, when, and at which meeting it was taken."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="reports_made")
    title = models.CharField(max_length=200)
    due_on = models.DateField()
    made_on = models.DateField()
    meeting = models.ForeignKey("groups.Meeting", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    recorded_by = models.CharField(max_length=150)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-made_on",)
        constraints = (models.UniqueConstraint(fields=["group", "title", "due_on"], name="report_made_once"),)

    def __str__(self) -> str:
        return f"{self.title} of {self.group}, due {self.due_on}"
