"""Plans that a viewer may know of, and the thresholds of their status."""

from functools import cache
from pathlib import Path

from django.conf import settings

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.plans.formats import read_policy
from commonground.partnership.plans.models import Plan, PlanQuerySet
from commonground.partnership.plans.rules.status import Policy

NO_PLAN = "There is no such plan."
SHIPPED = Path(__file__).parents[1] / "packs" / "status.toml"


def plans(viewer: Viewer) -> PlanQuerySet:
    """Plans that the viewer may know of: for the whole place first, then by name."""
    return Plan.objects.visible_to(viewer).select_related("area", "owner", "under")


def plans_kept(viewer: Viewer) -> PlanQuerySet:
    """Those of them that the viewer writes."""
    if viewer.may("plans.keep"):
        return plans(viewer)
    return plans(viewer).kept_by(viewer) if viewer.may("plans.read") else plans(viewer).none()


def plan(slug: str, *, viewer: Viewer) -> Plan:
    """One plan. Raises NotFound where there is none or the viewer may not know of it: the same words for both."""
    found = plans(viewer).filter(slug=slug).first()
    if found is None:
        raise NotFound(NO_PLAN)
    return found


def status_policy() -> Policy:
    """Thresholds of status as this place says them; else as this version ships them."""
    own = Path(settings.COMMONGROUND_HOME) / "packs" / "status.toml"
    return _read(own, own.stat().st_mtime_ns if own.is_file() else 0)


@cache
def _read(own: Path, changed_at: int) -> Policy:
    shipped = SHIPPED.read_text(encoding="utf-8")
    return read_policy(shipped, own.read_text(encoding="utf-8")) if changed_at else read_policy(shipped)
