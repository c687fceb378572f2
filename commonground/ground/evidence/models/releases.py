"""Every release of a dataset. Observations are Parquet rows."""

from django.db import models

from commonground.foundation.audit.versions import Row
from commonground.ground.evidence.models.catalogue import Dataset, Indicator

HASH = 64  # hexadecimal digits of SHA-256


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
    placing = models.CharField(
        max_length=20, blank=True, help_text="By what its counts were put into areas, where no area was named."
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


class ReleaseSeries(models.Model):
    """What a release holds of one indicator: so that pages know how new it is without opening the file."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="series")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="series")
    first_period = models.CharField(max_length=10)
    last_period = models.CharField(max_length=10)
    until = models.DateField(help_text="The first day after the newest period.")
    observations = models.PositiveBigIntegerField()
    said_due_on = models.DateField(
        null=True, blank=True, help_text="The last day by which the publisher said the next figures come."
    )

    class Meta:
        ordering = ("release", "indicator")
        constraints = (
            models.UniqueConstraint(
                fields=["release", "indicator"],
                name="release_series_once",
                violation_error_message="A release tells of each indicator once.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator_id}, {self.first_period} to {self.last_period}"
