"""The partnership, sectors and organisations."""

import tomllib
from uuid import UUID

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.errors import Conflict
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import access
from commonground.ground.partners.models import Organisation, Partnership, Sector


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


@audit.atomic()
def set_partnership(*, slug: str, name: str, colour: str, area: UUID, by: Viewer) -> Partnership:
    """Say which partnership this deployment serves. Idempotent; raises Conflict where it serves another one already.

    `colour` is written #1d4f60; `area` is the id of the place it works in.
    """
    access.check_can_set_up(by)
    present = Partnership.objects.select_for_update().first()
    if present is not None and present.slug != slug:
        raise Conflict(f"This site already serves {present.name}. One site serves one partnership.")
    wanted = Partnership(slug=slug, name=name, colour=colour, area_id=area)
    if present is not None and (present.name, present.colour, present.area_id) == (name, colour, area):
        return present
    wanted.clean_fields()
    wanted.save()
    audit.record("partnership set", by=by, about=wanted, details={"name": name})
    return wanted
