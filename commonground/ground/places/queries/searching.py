"""Search over places."""

from django.db.models import Case, IntegerField, Q, Value, When

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.places.models import Area
from commonground.ground.places.rules import search_form

MOST = 50


def search(viewer: Viewer, text: str, *, most: int = MOST) -> list[Area]:
    """Areas whose code, name or other name has words beginning with `text`; whole names first, then large areas.

    Areas are public, so the viewer makes no difference; every room's search has the same shape. One query.
    """
    words = search_form(text)
    if not words:
        return []
    own = Q(search_name__startswith=words) | Q(search_name__contains=f" {words}")
    other = Q(aliases__search_name__startswith=words) | Q(aliases__search_name__contains=f" {words}")
    found = Area.objects.settled().filter(own | other | Q(code__istartswith=text.strip())).select_related("type")
    exact = When(search_name=words, then=Value(0))
    begins = When(search_name__startswith=words, then=Value(1))
    ordered = found.annotate(nearness=Case(exact, begins, default=Value(2), output_field=IntegerField()))
    return list(ordered.order_by("nearness", "type__order", "name", "slug").distinct()[:most])
