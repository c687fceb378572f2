"""What people type in this room. Forms parse and check; they never save."""

from commonground.ground.places.forms.editor import EditorForm, after_button
from commonground.ground.places.forms.finding import FindForm, find_form
from commonground.ground.places.forms.schools import AnswerForm, BesideForm, CommentForm, SchoolsForm
from commonground.ground.places.forms.versions import DecideForm, DrawForm, PublishForm

__all__ = [
    "AnswerForm",
    "BesideForm",
    "CommentForm",
    "DecideForm",
    "DrawForm",
    "EditorForm",
    "FindForm",
    "PublishForm",
    "SchoolsForm",
    "after_button",
    "find_form",
]
