"""Sectors and organisations."""

import tomllib

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import access
from commonground.ground.partners.models import Organisation, Sector


@audit.atomic()
def load_sectors(*, text: str, by: Viewer) -> list[str]:
    """Add the sectors of a pack (TOML) that are not there yet; returns the slugs added."""
    access.check_can_set_up(by)
    present = set(Sector.objects.values_list("slug", flat=True))
    new = [Sector(**row) for row in tomllib.loads(text)["sector"] if row["slug"] not in present]
    Sector.objects.bulk_create(new)
    if new:
        audit.record("sectors loaded", by=by, details={"added": [sector.slug for sector in new]})
    return [sector.slug for sector in new]


@audit.atomic()
def register_organisation(*, slug: str, name: str, sector: str, is_invented: bool = False, by: Viewer) -> Organisation:
    """The organisation of that slug, made where it is not there yet."""
    access.check_can_set_up(by)
    organisation, is_new = Organisation.objects.get_or_create(
        slug=slug, defaults={"name": name, "sector_id": sector, "is_invented": is_invented}
    )
    if is_new:
        audit.record("organisation registered", by=by, about=organisation, details={"sector": sector})
    return organisation
