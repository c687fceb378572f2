"""What was put to a meeting and what it decided; interests declared."""

from typing import TYPE_CHECKING

from django.db.models import Max

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, NotFound, Problem, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access, queries
from commonground.partnership.groups.models import AgendaItem, Decision, Group, Interest, Meeting, Recommendation
from commonground.partnership.groups.rules import minutes as rules
from commonground.partnership.groups.rules.states import MeetingState, MinutesState

if TYPE_CHECKING:
    from commonground.ground.partners.models import Practitioner


def check_is_minuted(item: AgendaItem, *, by: Viewer) -> Meeting:
    """Decisions, interests and actions are written down while minutes of the meeting are a draft. Raises Refused."""
    meeting = item.meeting
    access.check_can_clerk(access.standing(by, meeting.group))
    if not meeting.minutes.filter(status=MinutesState.DRAFT).exists():
        held = meeting.status not in (MeetingState.PLANNED, MeetingState.PUBLISHED)
        raise Refused(
            "These minutes are with the group or approved. Correct them by new minutes."
            if held
            else "Write down who came first: then the meeting is held and its minutes are open."
        )
    return meeting


@audit.atomic()
def put_recommendation(*, item: AgendaItem, text: str, by: Viewer) -> Recommendation:
    """Something that came up without a paper: it is put as a recommendation, so that a decision has one (G11)."""
    check_is_minuted(item, by=by)
    if not text.strip():
        raise Invalid("Nothing was put.", [Problem("Write what the meeting was asked to agree.", column="text")])
    last = Recommendation.objects.filter(item=item).aggregate(last=Max("order"))["last"] or 0
    made = Recommendation.objects.create(item=item, order=last + 1, text=text.strip())
    audit.record("recommendation put", by=by, about=made)
    return made


@audit.atomic()
def decide(
    *,
    item: AgendaItem,
    recommendation: Recommendation,
    outcome: str,
    text: str = "",
    votes_for: int | None = None,
    votes_against: int | None = None,
    abstentions: int | None = None,
    based_on: int | None = None,
    by: Viewer,
) -> Decision:
    """Record what was decided on a recommendation; with `based_on`, correct that. Raises Invalid, Refused, Conflict.

    A decision without a recommendation cannot be written down: it must be one of a paper tabled here, or put here.
    """
    meeting = check_is_minuted(item, by=by)
    _check_asked_here(item, recommendation)
    sheet = queries.sheet(meeting)
    rules.check_outcome(outcome, was_quorate=meeting.was_quorate, quorum=str(sheet.quorum))
    rules.check_text_of_outcome(outcome, text)
    votes = {"votes_for": votes_for, "votes_against": votes_against, "abstentions": abstentions}
    rules.check_votes(list(votes.values()), seats_filled=sheet.quorum.filled)
    rules.check_carried(outcome, list(votes.values()))
    values = {"outcome": outcome, "text": text.strip(), **votes, "recorded_by": by.label}
    made = item.decisions.filter(recommendation=recommendation).first()
    if made is None:
        number = _next_number(meeting)
        made = Decision.objects.create(
            meeting=meeting,
            item=item,
            recommendation=recommendation,
            number=number,
            decided_on=meeting.day,
            **values,
        )
    else:
        change(made, based_on=based_on if based_on is not None else 0, **values)
    audit.record("decision recorded", by=by, about=made, details={"outcome": outcome})
    return made


def _check_asked_here(item: AgendaItem, recommendation: Recommendation) -> None:
    put_here = recommendation.item_id == item.pk
    if not put_here and not item.tablings.filter(paper=recommendation.paper_id).exists():
        raise NotFound("This recommendation was not put under this item.")


def _next_number(meeting: Meeting) -> str:
    """2026/14: counted in the group and year, under a lock of the group's row."""
    Group.objects.select_for_update().get(pk=meeting.group_id)
    year = meeting.day.year
    taken = Decision.objects.filter(meeting__group=meeting.group_id, number__startswith=f"{year}/")
    last = max((int(number.partition("/")[2]) for number in taken.values_list("number", flat=True)), default=0)
    return f"{year}/{last + 1}"


@audit.atomic()
def declare_interest(
    *, item: AgendaItem, practitioner: "Practitioner", nature: str, stayed: str, by: Viewer
) -> Interest:
    """Write down an interest in an item and what its holder did. Raises Invalid where it is there already."""
    meeting = check_is_minuted(item, by=by)
    if item.interests.filter(practitioner=practitioner).exists():
        raise Invalid(
            "The interest was not recorded.",
            [Problem(f"{practitioner} has declared an interest in this item already.", column="practitioner")],
        )
    made = Interest.objects.create(
        meeting=meeting,
        item=item,
        practitioner=practitioner,
        nature=nature.strip(),
        stayed=stayed,
        recorded_by=by.label,
    )
    audit.record("interest declared", by=by, about=meeting, persons=[practitioner.pk])
    return made
