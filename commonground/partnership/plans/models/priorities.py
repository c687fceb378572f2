"""Priorities of plans, what they rest on, and a status that somebody set by hand."""

from django.db import models
from django.db.models import F, Q

from commonground.foundation.audit.versions import Row, VersionedRow
from commonground.partnership.plans.models.plans import Plan, StatusOverride
from commonground.partnership.plans.rules.states import UpwardState
from commonground.partnership.plans.rules.words import Cited


class Priority(VersionedRow):
    """Something a plan puts first. In a local plan it is inherited from the plan above, or local only (L1, L2).

    A local one may be sent upward, for the whole place to take up or to answer. One that ended stays on record.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="priorities")
    order = models.PositiveSmallIntegerField()
    title = models.CharField("priority", max_length=200)
    why = models.TextField("why it comes first", blank=True)
    inherited_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="inherited_by", null=True, blank=True
    )
    organisation = models.ForeignKey(
        "partners.Organisation", on_delete=models.PROTECT, related_name="+", verbose_name="led by"
    )
    lead = models.ForeignKey("partners.Practitioner", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    upward = models.CharField(max_length=12, default=UpwardState.HERE)
    sent_on = models.DateField(null=True, blank=True)
    sent_because = models.CharField("why it concerns the whole place", max_length=300, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField("what the plan above answered", blank=True)
    taken_as = models.ForeignKey("self", on_delete=models.PROTECT, related_name="taken_from", null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    why_ended = models.CharField("why it is no longer a priority", max_length=300, blank=True)

    class Meta:
        ordering = ("order", "id")
        verbose_name_plural = "priorities"
        indexes = (models.Index(fields=["plan", "ended_on", "order"]), models.Index(fields=["upward"]))
        constraints = (
            models.UniqueConstraint(
                fields=["plan", "title"],
                condition=Q(ended_on=None),
                name="priority_once_in_a_plan",
                violation_error_message="The plan has a priority with these words.",
            ),
            models.UniqueConstraint(
                fields=["plan", "inherited_from"],
                condition=Q(ended_on=None, inherited_from__isnull=False),
                name="priority_inherited_once",
                violation_error_message="The plan has inherited this priority already.",
            ),
            models.CheckConstraint(
                condition=Q(inherited_from=None) | ~Q(inherited_from=F("id")), name="priority_inherited_from_another"
            ),
            models.CheckConstraint(
                condition=Q(inherited_from=None) | Q(upward=UpwardState.HERE),
                name="priority_sent_up_is_local",
                violation_error_message="Only a priority that is local is sent upward.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, why_ended="") | (Q(ended_on__isnull=False) & ~Q(why_ended="")),
                name="priority_ended_with_a_reason",
                violation_error_message="Say why it is no longer a priority.",
            ),
            models.CheckConstraint(
                condition=Q(upward__in=[UpwardState.HERE, UpwardState.SENT], answered_on=None, answer="", taken_as=None)
                | (Q(upward__in=[UpwardState.TAKEN, UpwardState.NOT_TAKEN], answered_on__isnull=False) & ~Q(answer="")),
                name="priority_answered_with_words",
                violation_error_message="An answer to a priority that was sent upward has a day and words.",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_inherited(self) -> bool:
        return self.inherited_from_id is not None


class EvidenceCited(Row):
    """What a priority rests on, and what it says in the plan's own words (L19, E8). Exactly one thing is cited."""

    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=10, choices=Cited.choices())
    says = models.CharField("what it says", max_length=400)
    indicator = models.ForeignKey("evidence.Indicator", on_delete=models.PROTECT, related_name="+", null=True)
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+", null=True)
    period = models.CharField(max_length=10, blank=True)
    profile = models.ForeignKey("evidence.Profile", on_delete=models.PROTECT, related_name="+", null=True)
    note = models.ForeignKey("evidence.Note", on_delete=models.PROTECT, related_name="+", null=True)
    report = models.CharField("report, with who published it and when", max_length=300, blank=True)
    link = models.URLField(max_length=500, blank=True)
    cited_on = models.DateField()
    cited_by = models.CharField(max_length=150)
    ended_on = models.DateField("no longer cited from", null=True, blank=True)

    class Meta:
        ordering = ("cited_on", "id")
        verbose_name_plural = "evidence cited"
        indexes = (models.Index(fields=["priority", "ended_on"]),)
        constraints = (
            models.CheckConstraint(
                condition=(
                    Q(kind=Cited.INDICATOR, indicator__isnull=False, area__isnull=False, profile=None, note=None)
                    & Q(report="")
                    & ~Q(period="")
                )
                | Q(kind=Cited.PROFILE, profile__isnull=False, indicator=None, note=None, report="")
                | Q(kind=Cited.NOTE, note__isnull=False, indicator=None, profile=None, report="")
                | (Q(kind=Cited.REPORT, indicator=None, profile=None, note=None) & ~Q(report="")),
                name="evidence_cites_one_thing",
                violation_error_message="Cite one figure, profile, note or report.",
            ),
            models.CheckConstraint(
                condition=~Q(says=""),
                name="evidence_says_something",
                violation_error_message="Say what the evidence tells.",
            ),
        )

    def __str__(self) -> str:
        return f"evidence for {self.priority}"


class PriorityOverride(StatusOverride):
    """A status of a priority that somebody set by hand."""

    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="overrides")

    class Meta(StatusOverride.Meta):
        constraints = (
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="priority_override_with_a_reason",
                violation_error_message="Say why it stands other than its dates and measures say.",
            ),
            models.CheckConstraint(condition=Q(until__gt=F("starts_on")), name="priority_override_until_later"),
        )

    def __str__(self) -> str:
        return f"{self.status} for {self.priority}"
