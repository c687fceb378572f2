"""Every write that moves an area into or out of another renews the fingerprint, in the same transaction."""

from commonground.ground.places import queries
from commonground.ground.places.models import Fingerprint


def renew_fingerprint() -> None:
    """Recompute the hash over which area lies in which. About 0.2 s for 40,000 areas, so only writes do it."""
    Fingerprint.objects.update_or_create(pk=1, defaults={"value": queries.compute_fingerprint()})
