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
    "DecideForm",
    "DescribeForm",
    "EndForm",
    "ExplainForm",
    "FunnelForm",
    "NewMeasuresForm",
    "PeriodForm",
    "ReadNoteForm",
    "ReviewForm",
    "RowsForm",
    "SectionForm",
    "StartForm",
    "WithdrawForm",
    "WriteNoteForm",
    "asked",
]
