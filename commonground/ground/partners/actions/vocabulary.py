"""Loading the lists of words of a pack."""

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import Term
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import access
from commonground.ground.partners.formats.vocabulary import read_vocabulary
from commonground.ground.partners.models import (
    CodeScheme,
    OrganisationType,
    Qualification,
    Seniority,
    SizeBand,
)

LISTS: dict[str, type[Term]] = {
    "organisation-type": OrganisationType,
    "code-scheme": CodeScheme,
    "size-band": SizeBand,
    "qualification": Qualification,
    "seniority": Seniority,
}


@audit.atomic()
def load_vocabulary(*, text: str, by: Viewer) -> list[str]:
    """Make the lists of words those of a pack (TOML); a word it no longer has stays. Returns the words changed."""
    access.check_can_set_up(by)
    pack = read_vocabulary(text)
    changed = audit.take_terms(LISTS, pack.lists)
    if changed:
        audit.record("lists of words loaded", by=by, details={"changed": changed})
    return changed
