"""Fields that choose people and areas by what somebody writes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import ValidationError

from commonground.foundation.design.forms import MeantField
from commonground.foundation.kernel.errors import Invalid
from commonground.ground.evidence import queries as evidence
from commonground.ground.partners import queries as partners

if TYPE_CHECKING:
    from commonground.ground.evidence.models import Indicator
    from commonground.ground.partners.models import Practitioner
    from commonground.ground.places.models import Area


class OwnerField(MeantField):
    """One person in post by name or work e-mail."""

    none = "We know nobody in post by “{written}”. Check the spelling, or write the work e-mail address."
    several = "Several people could be meant: {listed}. Write the e-mail address."

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Their name, or their work e-mail address.")
        super().__init__(max_length=150, **kwargs)

    def find(self, written: str) -> "Sequence[Practitioner]":
        return partners.people_meant(self.viewer, written)

    def as_written(self, found: "Practitioner") -> str:
        return f"{found.name}, {found.email}" if found.email else found.name

    def ids_of_person(self, found: "Practitioner") -> list[UUID]:
        return [found.pk, *([found.account_id] if found.account_id else [])]


class AreaField(MeantField):
    """One area by name, code or map/area."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "A name, a code, or map/area for an area of a map.")
        super().__init__(max_length=200, **kwargs)

    def find(self, written: str) -> "Sequence[Area]":
        try:
            return partners.areas_named([written], on=self.viewer.today)
        except Invalid as wrong:
            raise ValidationError([str(one) for one in wrong.problems]) from wrong


class IndicatorField(MeantField):
    """One figure of the catalogue by its short name or the words of its name."""

    none = "The catalogue has no figure “{written}”. Look it up under Evidence."
    several = "Several figures could be meant: {listed}. Write the whole name."

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, **kwargs)

    def find(self, written: str) -> "Sequence[Indicator]":
        return evidence.indicators_meant(written)

    def as_written(self, found: "Indicator") -> str:
        return found.short_name
