"""Every write of a release or of the catalogue renews the fingerprint, in the same transaction."""

from commonground.ground.evidence.models import Fingerprint
from commonground.ground.evidence.queries.cube import compute_fingerprint


def renew_fingerprint() -> None:
    """Recompute the hash over releases and catalogue. Only writes do it."""
    Fingerprint.objects.update_or_create(pk=1, defaults={"value": compute_fingerprint()})
