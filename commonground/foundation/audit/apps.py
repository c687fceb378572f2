from django.apps import AppConfig


class AuditConfig(AppConfig):
    """What was done and what was seen, append-only and chained."""

    name = "commonground.foundation.audit"
    label = "audit"
