from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """One report model rendered as HTML, PDF, Excel and CSV."""

    name = "commonground.foundation.documents"
    label = "documents"
