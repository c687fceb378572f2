"""Loading the roles of a pack."""

from collections.abc import Mapping

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import access, rules
from commonground.ground.partners.models import Role


@audit.atomic()
def load_roles(*, text: str, known_permissions: Mapping[str, str], by: Viewer) -> list[str]:
    """Make the roles equal to those of the pack; returns the slugs that changed.

    `known_permissions` are those that rooms declare, each with a sentence of what it lets somebody do. A role that the
    pack no longer names keeps its row, because memberships of the past cite it, and loses its permissions. Raises
    Invalid where the pack names a permission that no room declares.
    """
    access.check_can_set_up(by)
    wanted = rules.read_roles(text, known_permissions=known_permissions)
    present = Role.objects.in_bulk()
    changed = []
    for order, facts in enumerate(wanted):
        values = {
            "name": facts.name,
            "description": facts.description,
            "permissions": list(facts.permissions),
            "permits": [known_permissions[permission] for permission in facts.permissions],
            "order": order,
            "needs_second_factor": facts.needs_second_factor,
            "idle_minutes": facts.idle_minutes,
        }
        role = present.get(facts.slug)
        if role is None or any(getattr(role, name) != value for name, value in values.items()):
            Role.objects.update_or_create(slug=facts.slug, defaults=values)
            changed.append(facts.slug)
    for slug in present.keys() - {facts.slug for facts in wanted}:
        if present[slug].permissions:
            Role.objects.filter(slug=slug).update(permissions=[], permits=[])
            changed.append(slug)
    if changed:
        audit.record("roles loaded", by=by, details={"changed": changed})
    return changed
