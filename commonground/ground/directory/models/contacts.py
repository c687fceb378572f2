"""Whom to ask. A named person is shown to everybody only where they agreed."""

from django.db import models
from django.db.models import Q

from commonground.ground.directory.models.kept import Part


class Contact(Part):
    """A role, or a person in it, to ask about a service. A name goes out only where `is_public`."""

    service = models.ForeignKey("directory.Service", on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=255, blank=True)
    title = models.CharField("role", max_length=255, blank=True)
    department = models.CharField(max_length=255, blank=True)
    email = models.EmailField(blank=True)
    is_public = models.BooleanField("name may be shown", default=False)

    class Meta(Part.Meta):
        constraints = (models.UniqueConstraint(fields=["service", "public_id"], name="contact_once_a_service"),)

    def __str__(self) -> str:
        return self.title or "a contact"


class Phone(Part):
    """A telephone number of a service, of a place, or of a contact."""

    service = models.ForeignKey(
        "directory.Service", on_delete=models.CASCADE, related_name="phones", null=True, blank=True
    )
    location = models.ForeignKey(
        "directory.Location", on_delete=models.CASCADE, related_name="phones", null=True, blank=True
    )
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="phones", null=True, blank=True)
    number = models.CharField(max_length=60)
    extension = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=40, blank=True)
    description = models.CharField(max_length=500, blank=True)

    class Meta(Part.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(service__isnull=False, location=None, contact=None)
                | Q(service=None, location__isnull=False, contact=None)
                | Q(service=None, location=None, contact__isnull=False),
                name="phone_of_one_thing",
            ),
        )

    def __str__(self) -> str:
        return "a telephone number"
