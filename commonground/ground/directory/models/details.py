"""When, for how much, in which language: what hangs on a service or on a service at a location."""

from django.db import models
from django.db.models import Q

from commonground.ground.directory.models.kept import Part
from commonground.ground.directory.rules import schedules
from commonground.ground.directory.rules.words import Frequency


class Schedule(Part):
    """When it happens (RFC 5545 as the standard writes it): of a service everywhere, or at one place."""

    service = models.ForeignKey(
        "directory.Service", on_delete=models.CASCADE, related_name="schedules", null=True, blank=True
    )
    at_location = models.ForeignKey(
        "directory.ServiceAtLocation", on_delete=models.CASCADE, related_name="schedules", null=True, blank=True
    )
    valid_from = models.DateField("from", null=True, blank=True)
    valid_to = models.DateField("until", null=True, blank=True)
    dtstart = models.DateField("first time", null=True, blank=True)
    freq = models.CharField("repeats", max_length=10, choices=Frequency.choices(), blank=True)
    interval = models.PositiveSmallIntegerField("every", null=True, blank=True)
    byday = models.CharField("days", max_length=100, blank=True)
    bymonthday = models.CharField("days of the month", max_length=200, blank=True)
    description = models.TextField(blank=True)
    opens_at = models.TimeField("opens at", null=True, blank=True)
    closes_at = models.TimeField("closes at", null=True, blank=True)
    schedule_link = models.URLField("where to see dates", max_length=2000, blank=True)
    attending_type = models.CharField("how to attend", max_length=255, blank=True)
    notes = models.TextField(blank=True)

    class Meta(Part.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(service__isnull=False, at_location=None) | Q(service=None, at_location__isnull=False),
                name="schedule_of_one_thing",
            ),
        )

    def __str__(self) -> str:
        return self.in_words or "a schedule"

    @property
    def when(self) -> schedules.When:
        return schedules.When(
            freq=self.freq,
            interval=self.interval or 1,
            byday=self.byday,
            bymonthday=self.bymonthday,
            dtstart=self.dtstart,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            opens_at=self.opens_at,
            closes_at=self.closes_at,
        )

    @property
    def in_words(self) -> str:
        return schedules.in_words(self.when) or self.description


class CostOption(Part):
    """What it costs, for whom and when. `amount` is in pence."""

    service = models.ForeignKey("directory.Service", on_delete=models.CASCADE, related_name="cost_options")
    valid_from = models.DateField("from", null=True, blank=True)
    valid_to = models.DateField("until", null=True, blank=True)
    option = models.CharField("for whom or what", max_length=500, blank=True)
    amount = models.PositiveIntegerField("pence", null=True, blank=True)
    amount_description = models.CharField("in words", max_length=500, blank=True)

    class Meta(Part.Meta):
        constraints = (models.UniqueConstraint(fields=["service", "public_id"], name="cost_once_a_service"),)

    def __str__(self) -> str:
        return self.option or self.amount_description or "a cost"


class Funding(Part):
    """Where the money of a service comes from, in words."""

    service = models.ForeignKey("directory.Service", on_delete=models.CASCADE, related_name="funding")
    source = models.TextField(blank=True)

    class Meta(Part.Meta):
        verbose_name_plural = "funding"
        constraints = (models.UniqueConstraint(fields=["service", "public_id"], name="funding_once_a_service"),)

    def __str__(self) -> str:
        return self.source[:80] or "funding"


class Language(Part):
    """A language in which a service is given."""

    service = models.ForeignKey("directory.Service", on_delete=models.CASCADE, related_name="languages")
    name = models.CharField(max_length=100, blank=True)
    code = models.CharField(max_length=40, blank=True)
    note = models.TextField(blank=True)

    class Meta(Part.Meta):
        constraints = (models.UniqueConstraint(fields=["service", "public_id"], name="language_once_a_service"),)

    def __str__(self) -> str:
        return self.name or self.code or "a language"


class RequiredDocument(Part):
    """What somebody must bring."""

    service = models.ForeignKey("directory.Service", on_delete=models.CASCADE, related_name="required_documents")
    document = models.TextField(blank=True)
    uri = models.CharField(max_length=2000, blank=True)

    class Meta(Part.Meta):
        constraints = (models.UniqueConstraint(fields=["service", "public_id"], name="document_once_a_service"),)

    def __str__(self) -> str:
        return self.document[:80] or "a document"
