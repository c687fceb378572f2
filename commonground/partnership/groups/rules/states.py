"""What may follow what: terms, meetings, papers, minutes, actions, escalations. Drawn in docs/reference/states.md."""

from enum import StrEnum

from commonground.partnership.plans.rules.states import ActionState


class TermsState(StrEnum):
    """Terms of reference are drafted, agreed by the group, and give way to the next version (G1)."""

    DRAFT = "draft"
    AGREED = "agreed"
    SUPERSEDED = "superseded"


TERMS_MOVES: dict[TermsState, set[TermsState]] = {
    TermsState.DRAFT: {TermsState.AGREED},
    TermsState.AGREED: {TermsState.SUPERSEDED},
    TermsState.SUPERSEDED: set(),
}


class MeetingState(StrEnum):
    """A meeting from its date in the calendar to approved minutes. One that was cancelled stays on record."""

    PLANNED = "planned"
    PUBLISHED = "published"
    HELD = "held"
    MINUTED = "minuted"
    APPROVED = "approved"
    CANCELLED = "cancelled"


MEETING_MOVES: dict[MeetingState, set[MeetingState]] = {
    MeetingState.PLANNED: {MeetingState.PUBLISHED, MeetingState.HELD, MeetingState.CANCELLED},
    MeetingState.PUBLISHED: {MeetingState.HELD, MeetingState.CANCELLED},
    MeetingState.HELD: {MeetingState.MINUTED},
    MeetingState.MINUTED: {MeetingState.APPROVED, MeetingState.HELD},
    MeetingState.APPROVED: set(),
    MeetingState.CANCELLED: set(),
}


class PaperState(StrEnum):
    """A paper is written, said to be ready, and published with a pack; from then on its text stands."""

    DRAFT = "draft"
    READY = "ready"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


PAPER_MOVES: dict[PaperState, set[PaperState]] = {
    PaperState.DRAFT: {PaperState.READY, PaperState.WITHDRAWN},
    PaperState.READY: {PaperState.DRAFT, PaperState.PUBLISHED, PaperState.WITHDRAWN},
    PaperState.PUBLISHED: {PaperState.WITHDRAWN},
    PaperState.WITHDRAWN: set(),
}


class MinutesState(StrEnum):
    """Minutes are drafted, put to the group, and approved; a correction is new minutes, not an edit."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    CORRECTED = "corrected"


MINUTES_MOVES: dict[MinutesState, set[MinutesState]] = {
    MinutesState.DRAFT: {MinutesState.SUBMITTED},
    MinutesState.SUBMITTED: {MinutesState.DRAFT, MinutesState.APPROVED},
    MinutesState.APPROVED: {MinutesState.CORRECTED},
    MinutesState.CORRECTED: set(),
}


class EscalationState(StrEnum):
    """An issue goes up, is taken on and answered; it is over once the group it came from has the answer (G20).

    Passed up, it waits at the next group above. An emerging issue (G21) is noted instead of answered.
    """

    RAISED = "raised"
    PASSED_UP = "passed-up"
    ACCEPTED = "accepted"
    ANSWERED = "answered"
    DECLINED = "declined"
    NOTED = "noted"
    ACKNOWLEDGED = "acknowledged"
    WITHDRAWN = "withdrawn"


_WAITING_MAY = {
    EscalationState.ACCEPTED,
    EscalationState.PASSED_UP,
    EscalationState.DECLINED,
    EscalationState.NOTED,
    EscalationState.WITHDRAWN,
}
ESCALATION_MOVES: dict[EscalationState, set[EscalationState]] = {
    EscalationState.RAISED: _WAITING_MAY,
    EscalationState.PASSED_UP: _WAITING_MAY,
    EscalationState.ACCEPTED: {
        EscalationState.ANSWERED,
        EscalationState.PASSED_UP,
        EscalationState.DECLINED,
        EscalationState.WITHDRAWN,
    },
    EscalationState.ANSWERED: {EscalationState.ACKNOWLEDGED},
    EscalationState.DECLINED: {EscalationState.ACKNOWLEDGED},
    EscalationState.NOTED: set(),
    EscalationState.ACKNOWLEDGED: set(),
    EscalationState.WITHDRAWN: set(),
}


class QuestionState(StrEnum):
    """A question of scrutiny waits for its answer; one that is not asked any more is withdrawn (G30)."""

    ASKED = "asked"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


QUESTION_MOVES: dict[QuestionState, set[QuestionState]] = {
    QuestionState.ASKED: {QuestionState.ANSWERED, QuestionState.WITHDRAWN},
    QuestionState.ANSWERED: set(),
    QuestionState.WITHDRAWN: set(),
}


class AdviceState(StrEnum):
    """A recommendation of a review is open until there is evidence that it is done (V10), or it is not accepted."""

    OPEN = "open"
    DONE = "done"
    NOT_ACCEPTED = "not accepted"


ADVICE_MOVES: dict[AdviceState, set[AdviceState]] = {
    AdviceState.OPEN: {AdviceState.DONE, AdviceState.NOT_ACCEPTED},
    AdviceState.DONE: {AdviceState.OPEN},
    AdviceState.NOT_ACCEPTED: {AdviceState.OPEN},
}


__all__ = [
    "ADVICE_MOVES",
    "ESCALATION_MOVES",
    "MEETING_MOVES",
    "MINUTES_MOVES",
    "PAPER_MOVES",
    "QUESTION_MOVES",
    "TERMS_MOVES",
    "ActionState",  # an action of a group goes the way of an action of a plan
    "AdviceState",
    "EscalationState",
    "MeetingState",
    "MinutesState",
    "PaperState",
    "QuestionState",
    "TermsState",
]
