"""The catalogue: what is measured, where it comes from, and every release of it. Observations are Parquet rows."""

from django.db import models
from django.db.models import Q

from commonground.foundation.audit.versions import Row
from commonground.foundation.kernel.periods import PeriodKind
from commonground.ground.evidence.rules.indicators import Method, Polarity

HASH = 64  # hexadecimal digits of SHA-256


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


class Release(Row):
    """One immutable publication of a dataset: a Parquet file of observations and where they came from."""

    dataset = models.ForeignKey(Dataset, on_delete=models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField(help_text="Counts from 1 within its dataset.")
    label = models.CharField(max_length=200)
    identity = models.CharField(
        max_length=HASH, help_text="Hash of what was read and how: the same input is the same release."
    )
    vintage = models.CharField(max_length=200, blank=True)
    file = models.CharField(max_length=200, help_text="Name in storage; holds its own hash.")
    sha256 = models.CharField(max_length=HASH)
    rows = models.PositiveBigIntegerField()
    is_extract = models.BooleanField(
        default=False, help_text="A part carried in an example pack: gives way to the publisher's own file."
    )
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)
    made_by_id = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering = ("dataset", "-number")
        constraints = (
            models.UniqueConstraint(
                fields=["dataset", "number"],
                name="release_number_once_in_dataset",
                violation_error_message="There is already a release of this number.",
            ),
            models.UniqueConstraint(
                fields=["dataset", "identity"],
                name="release_of_same_input_once",
                violation_error_message="This input has been released already.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.dataset}, release {self.number}"


class ReleaseFile(models.Model):
    """One file that a release was read from."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=255)
    layout = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=HASH)
    size = models.PositiveBigIntegerField()
    rows = models.PositiveBigIntegerField()

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=["release", "name"],
                name="release_file_named_once",
                violation_error_message="Two files of a release have the same name.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Preparation(Row):
    """One prepared cube: every figure of every area, made from the releases and places of its identity."""

    identity = models.CharField(max_length=HASH, db_index=True)
    file = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=HASH)
    rows = models.PositiveBigIntegerField()
    releases = models.JSONField(default=list)
    places = models.CharField(max_length=HASH, help_text="Fingerprint of areas and memberships.")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return f"figures prepared {self.made_at:%d.%m.%Y %H:%M}"


class Fingerprint(models.Model):
    """One row: a hash over releases and catalogue, so that prepared figures can tell when they are stale."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    value = models.CharField(max_length=HASH)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=1), name="one_fingerprint_of_evidence"),)

    def __str__(self) -> str:
        return self.value
