"""What packs/assurance.toml says, and how the word for each entry stands."""

from functools import cache

from commonground.ground.directory.queries.words import PACKS
from commonground.ground.directory.rules import assurance


@cache
def assurance_policy() -> assurance.Policy:
    """How long words and links hold. Read once a process."""
    return assurance.read_policy((PACKS / "assurance.toml").read_text(encoding="utf-8"))
