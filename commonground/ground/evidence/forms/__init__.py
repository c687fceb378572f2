"""What people type and ask of this room: parsed and checked, never saved."""

from commonground.ground.evidence.forms.addresses import (
    AmongForm,
    CompareForm,
    FunnelForm,
    RowsForm,
    SearchForm,
    asked,
)

__all__ = ["AmongForm", "CompareForm", "FunnelForm", "RowsForm", "SearchForm", "asked"]
