"""The roles that ship, against the permissions that rooms declare."""

from commonground.config.packs import ROLES
from commonground.config.permissions import PERMISSIONS
from commonground.ground.partners import rules

TEXT = ROLES.read_text(encoding="utf-8")


def test_the_roles_that_ship_name_only_permissions_that_a_room_declares():
    roles = rules.read_roles(TEXT, known_permissions=PERMISSIONS)
    assert {"locality-manager", "analyst", "information-governance-officer"} <= {role.slug for role in roles}


def test_looking_after_the_system_is_not_looking_at_its_content():
    permissions = {role.slug: set(role.permissions) for role in rules.read_roles(TEXT, known_permissions=PERMISSIONS)}
    assert not permissions["system-administrator"] & {"places.draft", "places.publish", "evidence.import"}
    officer = {permission.partition(".")[0] for permission in permissions["information-governance-officer"]}
    assert officer == {"partners"}, "keeps the register and reads who is who; no casework, no content of other rooms"
