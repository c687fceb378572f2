"""What is measured, and where it comes from."""

from django.db import models
from django.db.models import Q

from commonground.foundation.kernel.periods import PeriodKind
from commonground.ground.evidence.rules.indicators import Method, Polarity


class Theme(models.Model):
    """A heading of the catalogue. Data, from packs."""

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

    class Meta:
        ordering = ("name",)

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
    period_kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in PeriodKind])
    decimals = models.PositiveSmallIntegerField(default=0)
    page = models.URLField(blank=True)
    sources = models.JSONField(default=list, blank=True, help_text="Layouts and columns the figures are read from.")
    made_from = models.JSONField(default=dict, blank=True, help_text="Other indicators that give its counts.")
    shares_out = models.PositiveSmallIntegerField(
        default=0, help_text="1: taken first to share out the counts of a split small area; nought: never."
    )

    class Meta:
        ordering = ("theme__order", "order", "name")
        constraints = (
            models.CheckConstraint(
                condition=Q(multiplier__gt=0),
                name="indicator_multiplier_above_nought",
                violation_error_message="A multiplier must be above nought.",
            ),
        )

    def __str__(self) -> str:
        return self.name
