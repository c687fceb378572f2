"""The permission matrix: roles of the pack by permissions of the rooms."""

import tomllib

from commonground.config import packs, permissions
from commonground.config.reference.markdown import code, table


def page() -> str:
    roles = tomllib.loads(packs.ROLES.read_text(encoding="utf-8"))["role"]
    return "\n\n".join(
        [
            "Roles are data (`commonground/ground/partners/packs/roles.toml`); a place may load its own list. What is "
            "open to the public needs no permission. A permission opens the door; what lies behind it (this record, "
            "that place) is decided by `access.py` of the room.",
            *(_room(room, roles) for room in sorted({name.split(".")[0] for name in permissions.PERMISSIONS})),
            "## Roles",
            table(("role", "what it is"), ((role["name"], role["description"]) for role in roles)),
        ]
    )


def _room(room: str, roles: list[dict[str, object]]) -> str:
    ours = {name: about for name, about in permissions.PERMISSIONS.items() if name.split(".")[0] == room}
    rows = ((code(name), about, ", ".join(_holders(name, roles)) or "nobody") for name, about in sorted(ours.items()))
    return f"## {room}\n\n{table(('permission', 'what it allows', 'roles that hold it'), rows)}"


def _holders(permission: str, roles: list[dict[str, object]]) -> list[str]:
    return [str(role["name"]) for role in roles if permission in list(role["permissions"])]  # type: ignore[call-overload]  # a list in the pack
