"""Services, and where each of them is offered."""

from django.db import models
from django.db.models import F, Q

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory.models.kept import Fed, Known
from commonground.ground.directory.models.locations import Location
from commonground.ground.directory.rules.words import OFFERED, Kind, Route, Status


class ServiceQuerySet(models.QuerySet["Service"]):
    def offered(self) -> "ServiceQuerySet":
        """What people are shown: it runs or is closed for a time, is still in its feed, and was not
        made one with another.

        Said by what it is not: nearly all are offered, and an index of those is a detour for every other condition.
        """
        ended = [one for one in Status if one not in OFFERED]
        return self.exclude(status__in=ended).exclude(merged_into__isnull=False).filter(gone_on=None)


class Service(Fed):
    """Something that somebody provides for children, families or those who work with them (S1)."""

    slug = models.SlugField(max_length=80, unique=True)
    provider = models.ForeignKey("directory.Provider", on_delete=models.PROTECT, related_name="services")
    feed = models.ForeignKey(
        "directory.Feed", on_delete=models.PROTECT, related_name="services", null=True, blank=True, editable=False
    )
    # as Open Referral UK 3.0 has it
    name = models.CharField(max_length=255)
    alternate_name = models.CharField("other name", max_length=255, blank=True)
    description = models.TextField(blank=True)
    url = models.URLField("web page", max_length=2000, blank=True)
    email = models.EmailField(blank=True)
    status = models.CharField(max_length=20, choices=Status.choices(), default=Status.ACTIVE)
    interpretation_services = models.TextField("interpreting", blank=True)
    application_process = models.TextField("how to get it", blank=True)
    fees = models.TextField("what it costs", blank=True)
    accreditations = models.TextField(blank=True)
    minimum_age = models.DecimalField("from age", max_digits=5, decimal_places=2, null=True, blank=True)
    maximum_age = models.DecimalField("up to age", max_digits=5, decimal_places=2, null=True, blank=True)
    assured_on = models.DateField("assured on", null=True, blank=True)
    assurer_email = models.EmailField("assured by", blank=True)
    alert = models.TextField("notice", blank=True)
    modified_at = models.DateTimeField("last changed", null=True, blank=True)
    # and what this site knows beyond it
    kind = models.CharField(max_length=12, choices=Kind.choices(), default=Kind.SERVICE)
    level = models.SlugField("level of need", max_length=40, blank=True, help_text="Code of packs/levels.toml.")
    grouping = models.SlugField(
        "grouping of needs", max_length=40, blank=True, help_text="Code of packs/groupings.toml."
    )
    route = models.CharField("how somebody comes to it", max_length=20, choices=Route.choices(), blank=True)
    eligibility = models.JSONField(
        "who it takes", default=list, blank=True, help_text="Criteria, as rules/eligibility.py writes them."
    )
    places = models.PositiveIntegerField("places", null=True, blank=True, help_text="How many it can help at a time.")
    places_on = models.DateField("places as at", null=True, blank=True)
    waiting_weeks = models.PositiveSmallIntegerField("weeks to wait", null=True, blank=True)
    waiting_on = models.DateField("waiting as at", null=True, blank=True)
    funding_ends_on = models.DateField("funding ends on", null=True, blank=True)
    owner = models.ForeignKey(
        "partners.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="whose entry it is",
        help_text="The partner that answers for what the directory says of it.",
    )
    content = models.CharField("hash of what its feed says", max_length=64, blank=True, editable=False)
    gone_on = models.DateField("not in its feed since", null=True, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="merged", null=True, blank=True, editable=False
    )
    is_invented = models.BooleanField(default=False, help_text="Made up for an example place.")

    objects = ServiceQuerySet.as_manager()

    class Meta:
        ordering = ("name", "id")
        indexes = (
            models.Index(fields=["status", "name"]),
            models.Index(fields=["level"]),
            models.Index(fields=["grouping"]),
            models.Index(fields=["minimum_age", "maximum_age"]),
            models.Index(fields=["modified_at"]),
            models.Index(fields=["assured_on"]),
            models.Index(fields=["feed", "gone_on"]),
        )
        constraints = (
            models.CheckConstraint(condition=Q(status__in=[one.value for one in Status]), name="service_status_known"),
            models.CheckConstraint(condition=Q(kind__in=[one.value for one in Kind]), name="service_kind_known"),
            models.CheckConstraint(
                condition=Q(minimum_age=None) | Q(maximum_age=None) | Q(maximum_age__gte=F("minimum_age")),
                name="service_ages_in_order",
                violation_error_message="The oldest age is below the youngest.",
            ),
            models.CheckConstraint(
                condition=Q(places=None, places_on=None) | Q(places__isnull=False, places_on__isnull=False),
                name="service_places_as_at_a_day",
                violation_error_message="Say as at which day there are so many places.",
            ),
            models.CheckConstraint(
                condition=Q(waiting_weeks=None, waiting_on=None)
                | Q(waiting_weeks__isnull=False, waiting_on__isnull=False),
                name="service_waiting_as_at_a_day",
                violation_error_message="Say as at which day the wait is so long.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class ServiceAtLocationQuerySet(models.QuerySet["ServiceAtLocation"]):
    def visible_to(self, viewer: Viewer) -> "ServiceAtLocationQuerySet":
        """Where services are, without the places that the viewer may not know of."""
        return self.filter(location__in=Location.objects.visible_to(viewer))

    def in_the_open(self) -> "ServiceAtLocationQuerySet":
        """What goes into anything public: never a confidential place, whoever asks."""
        return self.filter(location__is_confidential=False)


class ServiceAtLocation(Known):
    """A service offered at one place, with its own hours (Open Referral: service at location)."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="at_locations")
    location = models.ForeignKey("directory.Location", on_delete=models.PROTECT, related_name="services_here")
    description = models.TextField(blank=True)
    position = models.PositiveIntegerField(default=0, editable=False)

    objects = ServiceAtLocationQuerySet.as_manager()

    class Meta:
        ordering = ("position", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["service", "location"],
                name="service_once_at_a_location",
                violation_error_message="The service is at this place already.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.service} at {self.location.shown_name}"
