"""Addresses of attendance, minutes and actions, in a group that partners know of and in one that nobody does."""

from collections.abc import Mapping
from datetime import timedelta
from itertools import count

from django.utils import timezone

from commonground.foundation.kernel.viewer import operator
from commonground.partnership.groups import actions
from commonground.partnership.groups.models import Action, AgendaItem, Comment, Meeting, Minutes
from commonground.partnership.groups.rules.record import MinutesRecord
from commonground.partnership.groups.rules.states import MeetingState, MinutesState
from commonground.partnership.groups.rules.words import Openness
from commonground.partnership.groups.tests.bodies import group, item, meeting, organisation
from tests.security.routes import HIDDEN, PUBLIC, REFUSED, Arguments, Route
from tests.world import World

READS = frozenset(
    {
        *("group-member", "group-chair", "clerk", "councillor", "locality-manager", "head-teacher"),
        *("lead-practitioner", "front-door-worker", "practice-supervisor", "analyst", "board-member"),
        "organisation-administrator",
    }
)
KEEPS = frozenset({"locality-manager"})
NOBODY: frozenset[str] = frozenset()
NUMBER = count(1)


def held(openness: Openness) -> Meeting:
    """A meeting of three days ago with an item, in a group of its own in which nobody sits."""
    number = next(NUMBER)
    of = group(f"Canary {openness} {number}", openness, slug=f"of-the-harness-{number}")
    at = meeting(of, timezone.localdate() - timedelta(days=3), status=MeetingState.HELD)
    item(at, "Canary item")
    return at


def minuted(openness: Openness, state: MinutesState) -> Meeting:
    at = held(openness)
    closed = state == MinutesState.APPROVED
    content = MinutesRecord(group=at.group.name, held_on=at.day, where="", quorum="").as_json()
    Minutes.objects.create(
        meeting=at,
        status=state,
        approved_on=at.day if closed else None,
        content=content if closed else None,
    )
    return at


def of_meeting(at: Meeting) -> Mapping[str, object]:
    return {"slug": at.group.slug, "key": at.key}


def a_meeting(openness: Openness = Openness.PARTNERS, state: MinutesState = MinutesState.DRAFT) -> Arguments:
    return lambda world: of_meeting(minuted(openness, state))


def an_item(openness: Openness = Openness.PARTNERS) -> Arguments:
    def arguments(world: World) -> Mapping[str, object]:
        at = minuted(openness, MinutesState.DRAFT)
        return {**of_meeting(at), "item_id": AgendaItem.objects.get(meeting=at).pk}

    return arguments


def a_comment(world: World) -> Mapping[str, object]:
    at = minuted(Openness.PARTNERS, MinutesState.APPROVED)
    said = Comment.objects.create(
        item=at.items.get(), account=world.colleague, author="Colleague", text="Canary", at=timezone.now()
    )
    return {**of_meeting(at), "comment_id": said.pk}


def an_action(openness: Openness = Openness.PARTNERS, *, restricted: bool = False, done: bool = False) -> Arguments:
    def arguments(world: World) -> Mapping[str, object]:
        at = held(Openness.PARTNERS)
        by = operator(timezone.now(), permissions=frozenset({"groups.keep"}))
        made = actions.agree_action(
            group=at.group,
            title="Canary action",
            organisation=organisation(),
            due_on=timezone.localdate(),
            is_restricted=restricted,
            by=by,
        )
        if done:
            actions.close_action(action=made, based_on=1, effect="Ten came earlier", by=by)
        at.group.openness = openness
        at.group.save()
        assert Action.objects.filter(pk=made.pk).exists()
        return {"action_id": made.pk}

    return arguments


def a_group(openness: Openness = Openness.PARTNERS) -> Arguments:
    return lambda world: {"slug": held(openness).group.slug}


TELLS = ("Canary",)
EITHER = REFUSED | HIDDEN


def kept(name: str, arguments: Arguments, closed: Arguments) -> list[Route]:
    """A page for who serves the group: a manager opens it, members of others do not, nobody knows a closed one."""
    return [
        Route(name, KEEPS, arguments, tells=TELLS),
        Route(name, NOBODY, closed, otherwise=EITHER, tells=TELLS, note="of a closed group"),
    ]


CLOSED = Openness.CLOSED
OF_MINUTES = [
    Route("groups:meeting", PUBLIC, a_meeting(Openness.PUBLIC, MinutesState.APPROVED)),
    *kept("groups:attendance", a_meeting(), a_meeting(CLOSED)),
    *kept("groups:minute", a_meeting(), a_meeting(CLOSED)),
    *kept("groups:minute-item", an_item(), an_item(CLOSED)),
    *kept("groups:raise-item", a_meeting(), a_meeting(CLOSED)),
    *kept("groups:put-minutes", a_meeting(), a_meeting(CLOSED)),
    *kept("groups:approve-minutes", a_meeting(state=MinutesState.SUBMITTED), a_meeting(CLOSED)),
    *kept("groups:send-back-minutes", a_meeting(state=MinutesState.SUBMITTED), a_meeting(CLOSED)),
    *kept(
        "groups:correct-minutes",
        a_meeting(state=MinutesState.APPROVED),
        a_meeting(CLOSED, MinutesState.APPROVED),
    ),
    Route("groups:minutes", PUBLIC, a_meeting(Openness.PUBLIC, MinutesState.APPROVED)),
    Route("groups:minutes", READS, a_meeting(state=MinutesState.APPROVED), otherwise=HIDDEN, tells=TELLS),
    Route("groups:minutes", NOBODY, a_meeting(CLOSED, MinutesState.APPROVED), otherwise=HIDDEN, tells=TELLS),
    Route("groups:minutes", KEEPS, a_meeting(state=MinutesState.DRAFT), otherwise=HIDDEN, tells=TELLS, note="draft"),
    Route(
        "groups:minutes-file",
        READS,
        lambda world: {**a_meeting(state=MinutesState.APPROVED)(world), "suffix": "docx"},
        otherwise=HIDDEN,
        tells=TELLS,
    ),
    Route("groups:briefing", READS, a_meeting(state=MinutesState.APPROVED), otherwise=HIDDEN, tells=TELLS),
    Route(
        "groups:briefing-file",
        READS,
        lambda world: {**a_meeting(state=MinutesState.APPROVED)(world), "suffix": "docx"},
        otherwise=HIDDEN,
        tells=TELLS,
    ),
    Route("groups:comment", NOBODY, an_item(), otherwise=EITHER, tells=TELLS),
    Route("groups:hide-comment", KEEPS, a_comment, otherwise=EITHER, tells=TELLS),
    Route("groups:actions", READS),
    Route("groups:actions-file", READS, lambda world: {"suffix": "csv"}),
    Route("groups:action", READS, an_action(), otherwise=EITHER, tells=TELLS),
    Route("groups:action", NOBODY, an_action(restricted=True), otherwise=EITHER, tells=TELLS, note="restricted"),
    Route("groups:action", NOBODY, an_action(CLOSED), otherwise=EITHER, tells=TELLS, note="of a closed group"),
    Route("groups:change-action", KEEPS, an_action(), otherwise=EITHER, tells=()),
    Route("groups:report-action", KEEPS, an_action(), otherwise=EITHER, tells=()),
    Route("groups:close-action", KEEPS, an_action(), otherwise=EITHER, tells=()),
    Route("groups:drop-action", KEEPS, an_action(), otherwise=EITHER, tells=()),
    Route("groups:reopen-action", KEEPS, an_action(done=True), otherwise=EITHER, tells=()),
    *kept("groups:add-action", a_group(), a_group(CLOSED)),
]
