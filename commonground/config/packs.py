"""What every site starts with, from the packs that this version ships."""

from pathlib import Path

from django.utils import timezone

from commonground.config.permissions import PERMISSIONS
from commonground.foundation.kernel import viewer as kernel
from commonground.ground.evidence import actions as evidence
from commonground.ground.partners import actions as partners
from commonground.partnership.groups import actions as groups

PARTNERS_PACKS = Path(partners.__file__).parents[1] / "packs"
ROLES = PARTNERS_PACKS / "roles.toml"
SECTORS = PARTNERS_PACKS / "sectors.toml"
GOVERNANCE = PARTNERS_PACKS / "governance.toml"
VOCABULARY = PARTNERS_PACKS / "vocabulary.toml"
WORDS_OF_GROUPS = Path(groups.__file__).parents[1] / "packs" / "vocabulary.toml"


RIGHTS = frozenset({"partners.grant", "evidence.import", "groups.keep"})


def load() -> None:
    """Make roles, sectors and the catalogue of evidence those of the packs. Idempotent and audited."""
    by = kernel.operator(timezone.now(), permissions=RIGHTS, label="upgrade")
    partners.load_sectors(text=SECTORS.read_text(encoding="utf-8"), by=by)
    partners.load_vocabulary(text=VOCABULARY.read_text(encoding="utf-8"), by=by)
    partners.load_roles(text=ROLES.read_text(encoding="utf-8"), known_permissions=PERMISSIONS, by=by)
    partners.load_governance(text=GOVERNANCE.read_text(encoding="utf-8"), by=by)
    evidence.load_packs(by=by)
    groups.load_vocabulary(text=WORDS_OF_GROUPS.read_text(encoding="utf-8"), by=by)
