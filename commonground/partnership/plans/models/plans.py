"""Plans of a place and of its parts, the years they were agreed for, and who keeps them."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.module_loading import import_string

from commonground.foundation.audit.versions import Row, VersionedRow
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.plans.rules.states import VersionState
from commonground.partnership.plans.rules.status import Status
from commonground.partnership.plans.rules.words import Openness, Reach


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, viewer: Viewer) -> "PlanQuerySet":
        """All for those who work in the partnership; for everybody else public ones of which a year was agreed."""
        if viewer.may("plans.read"):
            return self
        agreed = PlanVersion.objects.exclude(status=VersionState.DRAFT)
        return self.filter(openness=Openness.PUBLIC, pk__in=agreed.values("plan"))

    def kept_by(self, viewer: Viewer) -> "PlanQuerySet":
        """Those the viewer keeps today: named as a keeper, or in an office of the group that owns the plan.

        Whether they also have a role in the partnership is for `access` to ask.
        """
        if viewer.id is None:
            return self.none()
        mine = PlanKeeper.objects.current_on(viewer.today).filter(practitioner__account=viewer.id)
        by_office: models.QuerySet[models.Model] = import_string(settings.PLANS_KEPT_BY_OFFICE)(viewer)
        return self.filter(Q(pk__in=mine.values("plan")) | Q(pk__in=by_office.values("plan")))


class Plan(VersionedRow):
    """What is wanted for the children of an area, and who does what about it. Its address is `slug`.

    A local plan stands under a plan for the whole place (000:274; 001:11). Its years are its versions.
    """

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200, unique=True)
    reach = models.CharField("for", max_length=12, choices=Reach.choices())
    under = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="locals", null=True, blank=True, verbose_name="under which plan"
    )
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        "partners.Organisation", on_delete=models.PROTECT, related_name="+", verbose_name="answered for by"
    )
    openness = models.CharField("who reads what is agreed", max_length=10, choices=Openness.choices())
    about = models.TextField("in a sentence or two", blank=True)
    source = models.CharField(max_length=300, blank=True, help_text="What says that there is this plan.")
    is_invented = models.BooleanField(default=False, help_text="Made up for an example place.")

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ("reach", "name")
        indexes = (models.Index(fields=["area"]), models.Index(fields=["under"]))
        constraints = (
            models.CheckConstraint(condition=Q(reach__in=[one.value for one in Reach]), name="plan_reach_is_known"),
            models.CheckConstraint(
                condition=Q(reach=Reach.COUNTYWIDE, under=None) | Q(reach=Reach.LOCAL),
                name="plan_countywide_under_none",
                violation_error_message="A plan for the whole place stands under no other plan.",
            ),
            models.CheckConstraint(
                condition=Q(under=None) | ~Q(under=F("id")),
                name="plan_under_another",
                violation_error_message="A plan cannot stand under itself.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class PlanVersion(VersionedRow):
    """A year of a plan. While it is a draft the plan's priorities, measures and actions may be changed; when it is
    agreed they are frozen in `content`, and change again only in the next refresh (004:57)."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    name = models.CharField("for", max_length=40, help_text="Such as 2026 to 2027.")
    starts_on = models.DateField("first day")
    ends_on = models.DateField("first day after it")
    status = models.CharField(max_length=12, default=VersionState.DRAFT)
    summary = models.TextField("what changed since the last one, and why", blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    agreed_by = models.CharField("who agreed it", max_length=200, blank=True)
    content = models.JSONField(default=dict, blank=True, editable=False)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("plan", "-number")
        constraints = (
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_number_once"),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(status=VersionState.DRAFT),
                name="plan_one_draft",
                violation_error_message="A refresh of this plan is being drafted already.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="plan_version_ends_after_it_starts",
                violation_error_message="A year of a plan must end after it starts.",
            ),
            models.CheckConstraint(
                condition=Q(status=VersionState.DRAFT, agreed_on=None, agreed_by="")
                | (~Q(status=VersionState.DRAFT) & Q(agreed_on__isnull=False) & ~Q(agreed_by="")),
                name="plan_version_agreed_by_somebody",
                violation_error_message="Say on which day it was agreed, and by whom.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.plan}, {self.name}"

    @property
    def is_draft(self) -> bool:
        return self.status == VersionState.DRAFT


class PlanKeeperQuerySet(models.QuerySet["PlanKeeper"]):
    def current_on(self, day: date) -> "PlanKeeperQuerySet":
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=day), starts_on__lte=day)


class PlanKeeper(VersionedRow):
    """Somebody who writes a plan and follows it up, from a day until, not including, another."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="keepers")
    practitioner = models.ForeignKey("partners.Practitioner", on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = PlanKeeperQuerySet.as_manager()

    class Meta:
        ordering = ("starts_on", "id")
        indexes = (models.Index(fields=["practitioner", "starts_on"]),)
        constraints = (
            models.UniqueConstraint(
                fields=["plan", "practitioner"],
                condition=Q(ends_on=None),
                name="plan_keeper_once_at_a_time",
                violation_error_message="This person keeps the plan already.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")), name="plan_keeper_ends_after_it_starts"
            ),
        )

    def __str__(self) -> str:
        return f"keeper of {self.plan}"


class StatusOverride(Row):
    """A status that somebody set by hand, with a reason, until a day. Abstract: one table for each kind of thing."""

    status = models.CharField(max_length=12, choices=Status.choices())
    reason = models.CharField("why", max_length=300)
    starts_on = models.DateField()
    until = models.DateField("looked at again on")
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering = ("-at",)
