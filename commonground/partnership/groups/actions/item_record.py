"""All that came of one item, saved together: nothing of it is kept where part of it is wrong."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.errors import Invalid, NotFound, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups.actions.action_log import agree_action
from commonground.partnership.groups.actions.decisions import decide, declare_interest, put_recommendation
from commonground.partnership.groups.actions.minutes import write_minute
from commonground.partnership.groups.models import AgendaItem, Decision, Minutes, MinuteText, Recommendation
from commonground.partnership.groups.rules.words import Urgency

if TYPE_CHECKING:
    from commonground.ground.partners.models import Organisation, Practitioner


@dataclass(frozen=True)
class Said:
    """A decision as it was typed. `based_on` is the version of the one it corrects; None for a new one."""

    outcome: str
    text: str = ""
    votes: Sequence[int | None] = (None, None, None)
    based_on: int | None = None


@dataclass(frozen=True)
class NewAction:
    """An action agreed under the item."""

    title: str
    organisation: "Organisation"
    due_on: date
    owner: "Practitioner | None" = None
    urgency: str = Urgency.MEDIUM


@dataclass(frozen=True)
class NewInterest:
    """An interest declared in the item."""

    practitioner: "Practitioner"
    nature: str
    stayed: str


@audit.atomic()
def record_item(
    *,
    minutes: Minutes,
    item: AgendaItem,
    words: str,
    based_on: int,
    decisions: Mapping[UUID, Said],
    put: str = "",
    put_decision: Said | None = None,
    action: NewAction | None = None,
    interest: NewInterest | None = None,
    by: Viewer,
) -> None:
    """Save text, decisions, something put at the meeting, an action and an interest of one item.

    Raises Invalid at the field, Refused, and Conflict with both texts where another clerk was first.
    """
    # An item that came onto the agenda after the meeting began has no text yet.
    text, _ = MinuteText.objects.select_related("minutes__meeting__group").get_or_create(
        minutes=minutes, item=item, defaults={"written_by": by.label, "written_at": by.now}
    )
    if words.strip() != text.text or based_on != text.version:
        write_minute(text=text, words=words, based_on=based_on, by=by)
    for key, said in decisions.items():
        with _told_at({"outcome": f"outcome-{key}", "text": f"words-{key}", "votes_for": f"for-{key}"}):
            _decide(item, _asked(item, key), said, by=by)
    if put.strip():
        with _told_at({"outcome": "put_outcome", "text": "put_text", "votes_for": "put_for"}):
            _decide(item, put_recommendation(item=item, text=put, by=by), put_decision, by=by)
    elif put_decision is not None:
        raise Invalid(
            "Nothing was saved.",
            [
                Problem(
                    "There is a decision without a recommendation.", "Write what was put to the meeting.", column="put"
                )
            ],
        )
    if action is not None:
        _agree(item, action, by=by)
    if interest is not None:
        _declare(item, interest, by=by)


@contextmanager
def _told_at(columns: Mapping[str, str]) -> Iterator[None]:
    """What is wrong with a decision is told at the field in which it was typed: there are several of each name."""
    try:
        yield
    except Invalid as wrong:
        problems = [replace(one, column=columns.get(one.column or "", one.column)) for one in wrong.problems]
        raise Invalid(wrong.sentence, problems) from wrong


def _agree(item: AgendaItem, action: NewAction, *, by: Viewer) -> None:
    agree_action(
        group=item.meeting.group,
        title=action.title,
        organisation=action.organisation,
        owner=action.owner,
        due_on=action.due_on,
        urgency=action.urgency,
        item=item,
        by=by,
    )


def _declare(item: AgendaItem, interest: NewInterest, *, by: Viewer) -> None:
    declare_interest(
        item=item, practitioner=interest.practitioner, nature=interest.nature, stayed=interest.stayed, by=by
    )


def _decide(item: AgendaItem, asked: Recommendation, said: Said | None, *, by: Viewer) -> None:
    """Where there is something to write down, and it is not what stands there already."""
    if said is None or not said.outcome:
        return
    known = Decision.objects.filter(item=item, recommendation=asked).first()
    votes = dict(zip(("votes_for", "votes_against", "abstentions"), said.votes, strict=True))
    if known is not None and (known.outcome, known.text, *(getattr(known, name) for name in votes)) == (
        said.outcome,
        said.text.strip(),
        *said.votes,
    ):
        return
    decide(
        item=item, recommendation=asked, outcome=said.outcome, text=said.text, based_on=said.based_on, by=by, **votes
    )


def _asked(item: AgendaItem, key: UUID) -> Recommendation:
    found = Recommendation.objects.filter(pk=key).select_related("item", "paper").first()
    if found is None:
        raise NotFound("This recommendation was not put under this item.")
    return found
