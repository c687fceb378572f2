"""What people type and ask of this room: parsed and checked, never saved."""

from commonground.ground.evidence.forms.addresses import (
    AmongForm,
    CatalogueForm,
    CompareForm,
    ControlForm,
    FunnelForm,
    RowsForm,
    asked,
)
from commonground.ground.evidence.forms.aims import (
    EditMarkerForm,
    EditPanelForm,
    EditTargetForm,
    EnteredMeasureForm,
    IndicatorMeasureForm,
    NewMarkerForm,
    NewTargetForm,
    PanelForm,
    Versioned,
    WithdrawVersionForm,
)
from commonground.ground.evidence.forms.care import CareForm, ReviewForm
from commonground.ground.evidence.forms.intelligence import (
    ChangeNoteForm,
    CiteForm,
    EndForm,
    ReadNoteForm,
    WithdrawForm,
    WriteNoteForm,
)
from commonground.ground.evidence.forms.performance import ChangeMeasuresForm, ExplainForm, NewMeasuresForm, PeriodForm
from commonground.ground.evidence.forms.profiles import DecideForm, DescribeForm, SectionForm, StartForm

__all__ = [
    "AmongForm",
    "CareForm",
    "CatalogueForm",
    "ChangeMeasuresForm",
    "ChangeNoteForm",
    "CiteForm",
    "CompareForm",
    "ControlForm",
    "DecideForm",
    "DescribeForm",
    "EditMarkerForm",
    "EditPanelForm",
    "EditTargetForm",
    "EndForm",
    "EnteredMeasureForm",
    "ExplainForm",
    "FunnelForm",
    "IndicatorMeasureForm",
    "NewMarkerForm",
    "NewMeasuresForm",
    "NewTargetForm",
    "PanelForm",
    "PeriodForm",
    "ReadNoteForm",
    "ReviewForm",
    "RowsForm",
    "SectionForm",
    "StartForm",
    "Versioned",
    "WithdrawForm",
    "WithdrawVersionForm",
    "WriteNoteForm",
    "asked",
]
