"""Groups as they are kept."""

from commonground.partnership.groups.models.actions import WORDS, Action, ActionQuerySet, Progress, state_on
from commonground.partnership.groups.models.approvals import Approval, ApprovalQuerySet
from commonground.partnership.groups.models.development import StageNoted
from commonground.partnership.groups.models.escalations import Escalation, EscalationQuerySet, EscalationStep
from commonground.partnership.groups.models.feeds import FeedKey
from commonground.partnership.groups.models.groups import (
    Group,
    GroupArea,
    GroupLink,
    GroupQuerySet,
    current_on,
    known_to,
)
from commonground.partnership.groups.models.meetings import AgendaItem, ForwardItem, Meeting, Venue
from commonground.partnership.groups.models.minutes import (
    Attendance,
    Comment,
    Decision,
    Interest,
    Minutes,
    MinuteText,
    SaidBefore,
)
from commonground.partnership.groups.models.papers import (
    BackgroundPaper,
    PackIssue,
    Paper,
    PaperArea,
    PaperFile,
    PaperQuerySet,
    PaperSection,
    Read,
    Recommendation,
    SignOff,
    Tabling,
)
from commonground.partnership.groups.models.plans import PlanOfGroup
from commonground.partnership.groups.models.questions import Question, QuestionQuerySet
from commonground.partnership.groups.models.reviews import (
    Advice,
    AdviceAction,
    AdviceQuerySet,
    Evidence,
    Review,
    ReviewQuerySet,
)
from commonground.partnership.groups.models.seats import (
    Engagement,
    EngagementDelivered,
    Holding,
    OfficeHeld,
    OfficeHeldQuerySet,
    Seat,
)
from commonground.partnership.groups.models.terms import (
    ReportingDuty,
    ReportMade,
    RequiredSector,
    StandingCheck,
    TermsOfReference,
)
from commonground.partnership.groups.models.vocabulary import AbsenceReason, EngagementKind, GroupType

__all__ = [
    "WORDS",
    "AbsenceReason",
    "Action",
    "ActionQuerySet",
    "Advice",
    "AdviceAction",
    "AdviceQuerySet",
    "AgendaItem",
    "Approval",
    "ApprovalQuerySet",
    "Attendance",
    "BackgroundPaper",
    "Comment",
    "Decision",
    "Engagement",
    "EngagementDelivered",
    "EngagementKind",
    "Escalation",
    "EscalationQuerySet",
    "EscalationStep",
    "Evidence",
    "FeedKey",
    "ForwardItem",
    "Group",
    "GroupArea",
    "GroupLink",
    "GroupQuerySet",
    "GroupType",
    "Holding",
    "Interest",
    "Meeting",
    "MinuteText",
    "Minutes",
    "OfficeHeld",
    "OfficeHeldQuerySet",
    "PackIssue",
    "Paper",
    "PaperArea",
    "PaperFile",
    "PaperQuerySet",
    "PaperSection",
    "PlanOfGroup",
    "Progress",
    "Question",
    "QuestionQuerySet",
    "Read",
    "Recommendation",
    "ReportMade",
    "ReportingDuty",
    "RequiredSector",
    "Review",
    "ReviewQuerySet",
    "SaidBefore",
    "Seat",
    "SignOff",
    "StageNoted",
    "StandingCheck",
    "Tabling",
    "TermsOfReference",
    "Venue",
    "current_on",
    "known_to",
    "state_on",
]
