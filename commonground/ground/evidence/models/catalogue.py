"""What is measured, and where it comes from."""

from django.db import models
from django.db.models import Q

from commonground.foundation.kernel.periods import PeriodKind
from commonground.ground.evidence.rules.freshness import GRACE_DAYS, Frequency
from commonground.ground.evidence.rules.indicators import Method, Polarity


class Theme(models.Model):
    """A heading of the catalogue. Data, from packs."""

    slug = models.SlugField(primary_key=True)
    name = models.CharField(max_length=100, unique=True)
    order = models.PositiveSmallIntegerField(default=0)
    aliases = models.JSONField(default=list, blank=True, help_text="What publishers call it.")

    class Meta:
        ordering = ("order", "name")

    def __str__(self) -> str:
        return self.name


class Audience(models.Model):
    """Who an indicator is reported to: a board, a committee, groups (E12). Data, from packs."""

    slug = models.SlugField(primary_key=True)
    name = models.CharField(max_length=100, unique=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "name")

    def __str__(self) -> str:
        return self.name


class Dataset(models.Model):
    """What a publisher publishes again and again under one name. Its layouts say how its files are recognised."""

    slug = models.SlugField(primary_key=True, max_length=80)
    name = models.CharField(max_length=200, unique=True)
    publisher = models.CharField(max_length=200)
    licence = models.CharField(max_length=200)
    page = models.URLField(blank=True, help_text="Where the publisher explains it.")
    description = models.TextField(blank=True)
    vintage = models.CharField(max_length=200, help_text="The population or edition its figures stand on.")
    kind = models.SlugField(blank=True, help_text="The word after `commonground import`; empty where no file is read.")
    layouts = models.JSONField(default=list, blank=True)
    suppress_below = models.PositiveSmallIntegerField(
        default=0, help_text="Counts from 1 up to, not including, this are small numbers; nought: none are."
    )
    promise = models.TextField(blank=True, help_text="When the publisher publishes again, in words.")
    refresh_months = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="A release every so many months; empty where none is promised."
    )
    lag_months = models.PositiveSmallIntegerField(
        default=0, help_text="So many months after the end of a period its figures are published."
    )
    grace_days = models.PositiveSmallIntegerField(
        default=GRACE_DAYS, help_text="So many days after it was due a release is overdue here."
    )

    class Meta:
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                condition=Q(refresh_months=None) | Q(refresh_months__gt=0),
                name="dataset_refreshed_every_month_or_more",
                violation_error_message="A promise must be of one month or more.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Indicator(models.Model):
    """What is measured, in words and as a formula. Data, from packs; the slug is its stable short name."""

    slug = models.SlugField(primary_key=True, max_length=80)
    reference = models.CharField(max_length=12, blank=True, help_text="Id in the list of formulas, such as C1.")
    name = models.CharField(max_length=200, unique=True)
    short_name = models.CharField(max_length=60)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="indicators")
    dataset = models.ForeignKey(Dataset, on_delete=models.PROTECT, related_name="indicators")
    order = models.PositiveSmallIntegerField(default=0)
    is_headline = models.BooleanField(default=False)
    definition = models.TextField()
    caveat = models.TextField(blank=True)
    unit = models.CharField(max_length=60)
    method = models.CharField(max_length=20, choices=[(method.value, method.value) for method in Method])
    multiplier = models.FloatField(default=1)
    polarity = models.CharField(max_length=10, choices=[(polarity.value, polarity.value) for polarity in Polarity])
    numerator = models.CharField(max_length=200, blank=True)
    denominator = models.CharField(max_length=200, blank=True)
    period_kind = models.CharField(max_length=30, choices=[(kind.value, kind.value) for kind in PeriodKind])
    decimals = models.PositiveSmallIntegerField(default=0)
    page = models.URLField(blank=True)
    sources = models.JSONField(default=list, blank=True, help_text="Layouts and columns the figures are read from.")
    made_from = models.JSONField(default=dict, blank=True, help_text="Other indicators that give its counts.")
    shares_out = models.PositiveSmallIntegerField(
        default=0, help_text="1: taken first to share out the counts of a split small area; nought: never."
    )
    frequency = models.CharField(
        max_length=20,
        blank=True,
        choices=[(one.value, one.value) for one in Frequency],
        help_text="How often published.",
    )
    reported = models.JSONField(default=list, blank=True, help_text="Audiences it is reported to, and how often.")
    aliases = models.JSONField(default=list, blank=True, help_text="Other names that people search for.")
    also_themes = models.JSONField(default=list, blank=True, help_text="Other themes it stands under.")
    discontinued_since = models.CharField(max_length=10, blank=True, help_text="2013 or 2013-06.")
    discontinued_why = models.TextField(blank=True)
    replaced_by = models.CharField(max_length=80, blank=True, help_text="Slug of the indicator to use instead.")
    supplier = models.CharField(max_length=200, blank=True, help_text="Who supplies the figures to the publisher.")
    on_place_page = models.BooleanField(default=True, help_text="Whether the page of a place shows it at once.")

    class Meta:
        ordering = ("theme__order", "order", "name")
        constraints = (
            models.CheckConstraint(
                condition=Q(multiplier__gt=0),
                name="indicator_multiplier_above_nought",
                violation_error_message="A multiplier must be above nought.",
            ),
            models.CheckConstraint(
                condition=Q(discontinued_since="", discontinued_why="")
                | (~Q(discontinued_since="") & ~Q(discontinued_why="")),
                name="indicator_discontinued_since_and_why",
                violation_error_message="Say since when an indicator is discontinued, and why.",
            ),
        )

    def __str__(self) -> str:
        return self.name
