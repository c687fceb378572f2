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
from commonground.ground.evidence.forms.loading import ColumnsForm, FileForm, VersionForm
from commonground.ground.evidence.forms.performance import ChangeMeasuresForm, ExplainForm, NewMeasuresForm, PeriodForm
from commonground.ground.evidence.forms.profiles import DecideForm, DescribeForm, SectionForm, StartForm

__all__ = [
    "AmongForm",
    "CareForm",
    "CatalogueForm",
    "ChangeMeasuresForm",
    "ChangeNoteForm",
    "CiteForm",
    "ColumnsForm",
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
    "FileForm",
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
    "VersionForm",
    "Versioned",
    "WithdrawForm",
    "WithdrawVersionForm",
    "WriteNoteForm",
    "asked",
]
