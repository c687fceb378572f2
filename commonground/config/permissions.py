"""Every permission of every room, and what a new site starts with."""

from pathlib import Path

from django.utils import timezone

from commonground.foundation.kernel import viewer as kernel
from commonground.foundation.work import access as work
from commonground.ground.evidence import access as evidence
from commonground.ground.partners import access as partners
from commonground.ground.partners import actions
from commonground.ground.places import access as places

PERMISSIONS: dict[str, str] = {
    **places.PERMISSIONS,
    **partners.PERMISSIONS,
    **evidence.PERMISSIONS,
    **work.PERMISSIONS,
}
PACKS = Path(partners.__file__).parent / "packs"


def load_roles() -> None:
    """Make roles and sectors those of the packs that this version ships. Idempotent."""
    by = kernel.operator(timezone.now(), permissions=frozenset({"partners.grant"}))
    actions.load_sectors(text=(PACKS / "sectors.toml").read_text(encoding="utf-8"), by=by)
    actions.load_roles(text=(PACKS / "roles.toml").read_text(encoding="utf-8"), known_permissions=PERMISSIONS, by=by)
