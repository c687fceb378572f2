"""What people type and ask of this room: parsed and checked, never saved."""

from commonground.ground.evidence.forms.addresses import (
    AmongForm,
    CatalogueForm,
    CompareForm,
    FunnelForm,
    RowsForm,
    asked,
)
from commonground.ground.evidence.forms.care import CareForm, ReviewForm

__all__ = ["AmongForm", "CareForm", "CatalogueForm", "CompareForm", "FunnelForm", "ReviewForm", "RowsForm", "asked"]
