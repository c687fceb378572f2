"""The tables of the archive of meetings, each after those that it refers to, and what of each belongs to some groups.

Every table of the room stands here, but for keys of calendars: they are secrets, and everybody makes a new one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db.models import Model, Q, QuerySet

from commonground.partnership.groups import models
from commonground.partnership.groups.rules import states


@dataclass(frozen=True)
class ArchiveTable:
    """One table. `group`: the lookup of its group; `also`: other rows that those of the group cannot do without.

    `paper` is the lookup of the paper that a row is part of, `restricted` are those of what makes it restricted.
    `states` are the moves of columns that hold a state.
    """

    name: str
    model: type[Model]
    group: str
    paper: str = ""
    restricted: tuple[str, ...] = ()
    states: Mapping[str, type[StrEnum]] = field(default_factory=dict)

    @property
    def every(self) -> "QuerySet[Model]":
        return self.model._default_manager.order_by("pk")

    def of(self, groups: "QuerySet[models.Group, Any]") -> "QuerySet[Model]":
        """Its rows of some groups, with what they cannot do without."""
        return self.every.filter(WITHIN.get(self.name, _within)(self, groups))


def _within(table: ArchiveTable, groups: "QuerySet[models.Group, Any]") -> Q:
    return Q(**{f"{table.group}__in": groups})


def _venues(table: ArchiveTable, groups: "QuerySet[models.Group, Any]") -> Q:
    return Q(pk__in=models.Meeting.objects.filter(group__in=groups).order_by().values("venue"))


def _terms(table: ArchiveTable, groups: "QuerySet[models.Group, Any]") -> Q:
    """Those of the groups, and the templates that these were made from."""
    own = models.TermsOfReference.objects.filter(group__in=groups).order_by()
    under = "" if table.model is models.TermsOfReference else "terms__"
    return Q(**{f"{under}group__in": groups}) | Q(**{f"{under}pk__in": own.values("template")})


def _papers(table: ArchiveTable, groups: "QuerySet[models.Group, Any]") -> Q:
    """Those of the groups, and those of others that were tabled at their meetings."""
    tabled = models.Tabling.objects.filter(item__meeting__group__in=groups).order_by().values("paper")
    found = Q(**{f"{table.group}__in": groups}) | Q(**{f"{table.paper}__in": tabled})
    return found | Q(item__meeting__group__in=groups) if table.model is models.Recommendation else found


OF_PAPERS = ("papers", "files", "sections", "recommendations", "background", "sign-offs", "areas-of-papers", "read")
OF_TERMS = ("terms", "required-sectors", "standing-checks", "reporting-duties")
WITHIN = {"venues": _venues, **dict.fromkeys(OF_TERMS, _terms), **dict.fromkeys(OF_PAPERS, _papers)}

OF_ITEM = ("item__is_restricted",)
OF_PAPER = ("paper__is_restricted",)
ARCHIVE_TABLES = (
    ArchiveTable("venues", models.Venue, ""),
    ArchiveTable("groups", models.Group, "pk"),
    ArchiveTable("areas", models.GroupArea, "group"),
    ArchiveTable("links", models.GroupLink, "group"),
    ArchiveTable("plans-owned", models.PlanOfGroup, "group"),
    ArchiveTable("terms", models.TermsOfReference, "group", states={"status": states.TermsState}),
    ArchiveTable("required-sectors", models.RequiredSector, "terms__group"),
    ArchiveTable("standing-checks", models.StandingCheck, "terms__group"),
    ArchiveTable("reporting-duties", models.ReportingDuty, "terms__group"),
    ArchiveTable("offices", models.OfficeHeld, "group"),
    ArchiveTable("seats", models.Seat, "group"),
    ArchiveTable("holdings", models.Holding, "seat__group"),
    ArchiveTable("engagement", models.Engagement, "group"),
    ArchiveTable("engagement-delivered", models.EngagementDelivered, "engagement__group"),
    ArchiveTable("meetings", models.Meeting, "group", states={"status": states.MeetingState}),
    ArchiveTable("items", models.AgendaItem, "meeting__group", restricted=("is_restricted",)),
    ArchiveTable("forward-plan", models.ForwardItem, "group", restricted=("is_restricted",)),
    ArchiveTable(
        "papers", models.Paper, "group", paper="pk", restricted=("is_restricted",), states={"status": states.PaperState}
    ),
    ArchiveTable("files", models.PaperFile, "paper__group", paper="paper", restricted=OF_PAPER),
    ArchiveTable("sections", models.PaperSection, "paper__group", paper="paper", restricted=OF_PAPER),
    ArchiveTable(
        "recommendations", models.Recommendation, "paper__group", paper="paper", restricted=(*OF_PAPER, *OF_ITEM)
    ),
    ArchiveTable("background", models.BackgroundPaper, "paper__group", paper="paper", restricted=OF_PAPER),
    ArchiveTable("sign-offs", models.SignOff, "paper__group", paper="paper", restricted=OF_PAPER),
    ArchiveTable("areas-of-papers", models.PaperArea, "paper__group", paper="paper", restricted=OF_PAPER),
    ArchiveTable("packs", models.PackIssue, "meeting__group"),
    ArchiveTable("tabled", models.Tabling, "item__meeting__group", paper="paper", restricted=(*OF_PAPER, *OF_ITEM)),
    ArchiveTable("read", models.Read, "paper__group", paper="paper", restricted=OF_PAPER),
    ArchiveTable("said-before", models.SaidBefore, "meeting__group"),
    ArchiveTable("attendance", models.Attendance, "meeting__group"),
    ArchiveTable("interests", models.Interest, "meeting__group", restricted=OF_ITEM),
    ArchiveTable(
        "decisions", models.Decision, "meeting__group", restricted=(*OF_ITEM, "recommendation__paper__is_restricted")
    ),
    ArchiveTable("minutes", models.Minutes, "meeting__group", states={"status": states.MinutesState}),
    ArchiveTable("minute-texts", models.MinuteText, "minutes__meeting__group", restricted=OF_ITEM),
    ArchiveTable("comments", models.Comment, "item__meeting__group", restricted=OF_ITEM),
    ArchiveTable("reports-made", models.ReportMade, "group"),
    ArchiveTable(
        "actions", models.Action, "group", restricted=("is_restricted", *OF_ITEM), states={"status": states.ActionState}
    ),
    ArchiveTable(
        "progress",
        models.Progress,
        "action__group",
        restricted=("action__is_restricted", "action__item__is_restricted"),
    ),
    ArchiveTable(
        "escalations",
        models.Escalation,
        "origin",
        restricted=("is_restricted",),
        states={"status": states.EscalationState},
    ),
    ArchiveTable(
        "escalation-steps",
        models.EscalationStep,
        "escalation__origin",
        restricted=("escalation__is_restricted",),
        states={"status": states.EscalationState},
    ),
    ArchiveTable("questions", models.Question, "group", states={"status": states.QuestionState}),
    ArchiveTable("approvals", models.Approval, "group", restricted=("is_restricted",)),
    ArchiveTable("reviews", models.Review, "group"),
    ArchiveTable("advice", models.Advice, "review__group", states={"status": states.AdviceState}),
    ArchiveTable("actions-of-advice", models.AdviceAction, "advice__review__group"),
    ArchiveTable("evidence", models.Evidence, "advice__review__group"),
    ArchiveTable("stages-noted", models.StageNoted, "group"),
)
LEFT_OUT = (models.FeedKey,)
