"""What every page shows around its content."""

from django.conf import settings
from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, object]:
    return {"demonstration": settings.COMMONGROUND_DEMO, "viewer": getattr(request, "viewer", None)}
