"""An area as people name it: a name, a code, or `footprint/name`."""

from datetime import date
from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError

from commonground.foundation.kernel.errors import Ambiguous, NotFound
from commonground.ground.places import queries as places

if TYPE_CHECKING:
    from commonground.ground.places.models import Area

HELP = "Its name or code, such as Mansfield and Ashfield or E07000174."


class AreaField(forms.CharField):
    """Gives the area itself. `on` is the day whose areas are preferred where several have the name."""

    def __init__(self, *, on: date | None = None, **kwargs: object) -> None:
        self.on = on
        super().__init__(**{"max_length": 200, "help_text": HELP, **kwargs})  # type: ignore[arg-type]  # of CharField

    def clean(self, value: object) -> "Area | None":
        """Raises ValidationError with the candidates where several areas have the name."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return places.area_by_reference(text, on=self.on)
        except Ambiguous as several:
            candidates = "; ".join(str(one) for one in several.problems[:5])
            raise ValidationError(f"{several.sentence} {candidates}") from several
        except NotFound as none:
            raise ValidationError(none.sentence) from none
