"""Who answers for what is measured, when it is due and reviewed, and what reviews found (E2, E15, E19)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Conflict, Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import access
from commonground.ground.evidence.models import Care, Dataset, Indicator, Release, Review
from commonground.ground.evidence.rules.freshness import months_later

if TYPE_CHECKING:
    from commonground.ground.partners.models import Team

NEW = 0  # the version of a care that nobody has taken yet


@dataclass(frozen=True)
class Charge:
    """Who answers, and when. `expected_on` with `expected_why`: the publisher has put the next release off to then."""

    team: "Team"
    person: UUID | None = None
    review_on: date | None = None
    review_months: int | None = None
    expected_on: date | None = None
    expected_why: str = ""
    page: str = ""


@audit.atomic()
def take_care(*, of: Dataset | Indicator | str, based_on: int, charge: Charge, by: Viewer) -> Care:
    """Say who answers for a dataset, an indicator, or a chapter (by its title). `based_on` is NEW the first time.

    Raises Refused, Conflict where somebody was first, Invalid for dates that do not go together.
    """
    access.check_can_look_after(by)
    values = _checked(of, charge, by)
    key = _key(of)
    if based_on == NEW:
        care = _first(key, values)
    else:
        care = Care.objects.filter(**key).first() or _gone()
        change(care, based_on=based_on, **values)
    audit.record("care of evidence taken", by=by, about=care, details=_told(values))
    return care


@audit.atomic()
def review(
    *, care: Care, based_on: int, note: str, greatest_need: str = "", next_on: date | None, by: Viewer
) -> Review:
    """Say what a look at it found, and where need is greatest; the next review is due on `next_on`.

    Raises Refused, Conflict where somebody reviewed it first, Invalid where nothing is said or the day is not to come.
    """
    access.check_can_look_after(by)
    if not note.strip():
        raise Invalid("The review was not kept.", [Problem("Say what you found.", where="note", column="note")])
    if next_on is not None and next_on <= by.today:
        what = "The next review must be on a day to come."
        raise Invalid("The review was not kept.", [Problem(what, where="next_on", column="next_on")])
    change(care, based_on=based_on, review_on=next_on, review_months=care.review_months if next_on else None)
    made = Review(
        care=care, on=by.today, note=note.strip(), greatest_need=greatest_need.strip(),
        made_at=by.now, made_by=by.label, made_by_id=by.id,
    )  # fmt: skip
    made.save(force_insert=True)
    audit.record("evidence reviewed", by=by, about=care, details={"review": str(made.pk), "note": made.note[:200]})
    return made


def next_review(care: Care, *, after: date) -> date | None:
    """When the next review falls by the months between reviews; None where none are set."""
    return months_later(after, care.review_months) if care.review_months else None


def _first(key: Mapping[str, Any], values: Mapping[str, Any]) -> Care:
    rest = {name: value for name, value in values.items() if name != "person"}
    care = Care(**key, **rest, person_id=values["person"])
    try:
        with transaction.atomic():
            care.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict("Somebody else has taken care of it just now. Look at what they said first.") from error
    return care


def _gone() -> Care:
    raise Conflict("Nobody takes care of it any more. Look again.")


def _key(of: Dataset | Indicator | str) -> dict[str, Any]:
    if isinstance(of, str):
        return {"chapter": of.strip()}
    return {"dataset": of} if isinstance(of, Dataset) else {"indicator": of}


def _checked(of: Dataset | Indicator | str, charge: Charge, by: Viewer) -> dict[str, Any]:
    problems = []
    if isinstance(of, str) and not of.strip():
        problems.append(Problem("Give the chapter a title.", column="chapter"))
    if charge.review_months and not charge.review_on:
        problems.append(Problem("Say when the first review is due.", column="review_on"))
    if (charge.expected_on is None) != (not charge.expected_why.strip()):
        what = "Say both when the next release is expected and why then, or neither."
        problems.append(Problem(what, column="expected_on"))
    if charge.expected_on and charge.expected_on <= by.today:
        problems.append(Problem("The day a release is expected must be to come.", column="expected_on"))
    if charge.expected_on and not isinstance(of, Dataset):
        problems.append(Problem("Only a dataset has releases to expect.", column="expected_on"))
    if problems:
        raise Invalid("This was not kept.", problems)
    after = None
    if charge.expected_on and isinstance(of, Dataset):
        after = Release.objects.filter(dataset=of).aggregate(last=Max("number"))["last"] or 0
    return {
        "team": charge.team, "person": charge.person, "review_on": charge.review_on,
        "review_months": charge.review_months, "expected_on": charge.expected_on, "expected_after": after,
        "expected_why": charge.expected_why.strip(), "page": charge.page,
    }  # fmt: skip


def _told(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items() if value not in (None, "")}
