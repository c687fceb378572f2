"""Lists of words, and which of them are said of a service, a place or a provider."""

from django.db import models
from django.db.models import Q

from commonground.ground.directory.models.kept import Known, Part


class Taxonomy(Known):
    """A list of words that somebody publishes."""

    name = models.CharField(max_length=255)
    description = models.TextField(blank=True)
    uri = models.CharField(max_length=2000, blank=True)
    version_named = models.CharField("version", max_length=100, blank=True)

    class Meta:
        ordering = ("name", "id")
        verbose_name_plural = "taxonomies"

    def __str__(self) -> str:
        return self.name


class TaxonomyTerm(Known):
    """A word of such a list. `taxonomy_name` is what feeds call the list that they do not publish."""

    taxonomy = models.ForeignKey(Taxonomy, on_delete=models.PROTECT, related_name="terms", null=True, blank=True)
    taxonomy_name = models.CharField(max_length=255, blank=True)
    taxonomy_public_id = models.UUIDField(null=True, blank=True, editable=False)
    parent_public_id = models.UUIDField(null=True, blank=True, editable=False)
    code = models.CharField(max_length=255, blank=True)
    name = models.CharField(max_length=500)
    description = models.TextField(blank=True)
    term_uri = models.CharField(max_length=2000, blank=True)

    class Meta:
        ordering = ("name", "id")
        indexes = (models.Index(fields=["name"]),)

    def __str__(self) -> str:
        return self.name


class Attribute(Part):
    """That a term is said of something."""

    service = models.ForeignKey(
        "directory.Service", on_delete=models.CASCADE, related_name="attributes", null=True, blank=True
    )
    location = models.ForeignKey(
        "directory.Location", on_delete=models.CASCADE, related_name="attributes", null=True, blank=True
    )
    provider = models.ForeignKey(
        "directory.Provider", on_delete=models.CASCADE, related_name="attributes", null=True, blank=True
    )
    term = models.ForeignKey(TaxonomyTerm, on_delete=models.PROTECT, related_name="said_of", null=True, blank=True)
    link_type = models.CharField(max_length=100, blank=True)

    class Meta(Part.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(service__isnull=False, location=None, provider=None)
                | Q(service=None, location__isnull=False, provider=None)
                | Q(service=None, location=None, provider__isnull=False),
                name="attribute_of_one_thing",
            ),
        )

    def __str__(self) -> str:
        return str(self.term or "an attribute")
