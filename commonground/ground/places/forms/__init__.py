"""What people type in this room. Forms parse and check; they never save."""

from commonground.ground.places.forms.editor import EditorForm, after_button
from commonground.ground.places.forms.versions import DecideForm, DrawForm, PublishForm

__all__ = ["DecideForm", "DrawForm", "EditorForm", "PublishForm", "after_button"]
