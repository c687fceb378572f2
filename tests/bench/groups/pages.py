"""The pages of groups that are measured, each by its name, as the manager and clerk of the first group opens it."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.urls import reverse

from commonground.ground.partners.models import Practitioner
from commonground.insight.reports.models import BoardReport
from commonground.partnership.groups.models import (
    Action,
    AgendaItem,
    Approval,
    Escalation,
    Group,
    Meeting,
    Paper,
    Question,
    Review,
)
from commonground.partnership.plans.models import Measure, PlanAction, Priority, Risk
from tests.bench.groups.ids import key
from tests.bench.groups.plan_years import plan_slug

SLUG = "bench-0"  # a group with as many meetings as any, which the manager clerks
YEAR = {
    "a_year": "12", "first_0": "4", "first_1": "1", "first_2": "2027", "until_0": "1", "until_1": "1",
    "until_2": "2028", "pattern": "weekday", "starts": "10:00", "ends": "12:00", "where": "in-person",
}  # fmt: skip


def addresses() -> Mapping[str, Mapping[str, str]]:
    """By row of the bench: what each page is, and where."""
    return {
        "groups": _of_all(),
        "one group": _of_one(),
        "before a meeting": _before(),
        "at and after it": _after(),
        "actions": _actions(),
        "load": _load(),
        "programs": _programs(),
        "plans": _plans(),
        "programmes and risks": _programmes(),
        "issues and oversight": _rising(),
        "reports": _reports(),
    }


def _of_all() -> Mapping[str, str]:
    return {
        "register": reverse("groups:every"),
        "register searched": f"{reverse('groups:every')}?q=bench",
        "diagram": reverse("groups:diagram"),
        "areas": f"{reverse('groups:areas')}?type=bench-1",
        "who is missing": reverse("groups:missing"),
        "calendar": reverse("groups:calendar"),
        "frequency": reverse("groups:frequency"),
        "search": "/search/?q=bench",
    }


def _of_one() -> Mapping[str, str]:
    return {
        "group": _of("group"),
        "seats": _of("seats"),
        "reports to": _of("links"),
        "terms": _of("terms"),
        "version of the terms": _of("version", 3),
        "taking part": _of("taking-part"),
        "meetings": _of("meetings"),
        "forward plan": _of("forward-plan"),
        "its reports": reverse("reports:of-group", args=[SLUG]),
        "papers": _of("papers"),
        "schedule": f"{_of('schedule')}?{urlencode(YEAR)}",
        "plan a meeting": _of("plan-meeting"),
    }


def _before() -> Mapping[str, str]:
    out = _meeting("published")
    planned = _meeting("planned")
    return {
        "agenda builder": _of("meeting", planned),
        "suggestions": _of("suggestions", planned),
        "add an item": _of("add-item", planned),
        "meeting": _of("meeting", out),
        "publish": _of("publish", planned),
        "pack": _of("pack", out),
        "item of the pack": _of("pack-item", out, "1"),
        "paper": reverse("groups:paper", args=[key(Paper, 0, _number(planned), 0)]),
        "sign": reverse("groups:sign", args=[key(Paper, 0, _number(planned), 0), "finance"]),
        "put under an item": reverse("groups:table", args=[key(Paper, 0, _number(planned), 1)]),
    }


def _after() -> Mapping[str, str]:
    held = _meeting("held")
    item = str(key(AgendaItem, 0, _number(held), 0))
    return {
        "attendance": _of("attendance", held),
        "minutes of an item": _of("minute-item", held, item),
        "draft minutes": _of("minutes", held),
        "approved minutes": _of("minutes", _meeting("approved")),
        "meeting held": _of("meeting", held),
    }


def _actions() -> Mapping[str, str]:
    return {
        "actions": reverse("groups:actions"),
        "overdue": f"{reverse('groups:actions')}?state=overdue&page=4",
        "all with words": f"{reverse('groups:actions')}?state=all&q=schools",
        "done, far back": f"{reverse('groups:actions')}?state=done&page=100",
        "of a group": f"{reverse('groups:actions')}?group={SLUG}",
        "mine": f"{reverse('groups:actions')}?mine=on",
        "action": reverse("groups:action", args=[key(Action, 0, 0)]),
        "add an action": _of("add-action"),
        "change an action": reverse("groups:change-action", args=[key(Action, 0, 0)]),
        "today": reverse("home:today"),
    }


def _load() -> Mapping[str, str]:
    return {
        "mine": reverse("groups:load"),
        "of people": reverse("groups:load-of-people"),
        "of somebody": reverse("groups:load-of-person", args=[key(Practitioner, 0)]),
        "overlap": reverse("groups:overlap"),
        "hours": reverse("groups:hours"),
    }


def _programs() -> Mapping[str, str]:
    return {
        "public calendar": reverse("groups:calendar-feed"),
        "calendar of a group": _of("group-feed"),
        "groups": "/api/v1/groups/groups",
        "meetings": "/api/v1/groups/meetings?since=2025-01-01",
        "actions of a group": f"/api/v1/groups/actions?group={SLUG}",
        "actions of a body": "/api/v1/groups/actions?state=done&organisation=bench-7",
    }


def _plans() -> Mapping[str, str]:
    return {
        "plans": reverse("plans:every"),
        "plan": reverse("plans:plan", args=[plan_slug(0)]),
        "local plan": reverse("plans:plan", args=[plan_slug(1)]),
        "matrix": reverse("plans:matrix", args=[plan_slug(0)]),
        "priority": reverse("plans:priority", args=[key(Priority, 0, 0)]),
        "actions of plans": reverse("plans:actions"),
        "action of a plan": reverse("plans:action", args=[key(PlanAction, 0, 0)]),
        "curve": reverse("plans:measure", args=[key(Measure, 0, 0)]),
        "year": reverse("plans:version", args=[plan_slug(0), 1]),
    }


def _programmes() -> Mapping[str, str]:
    return {
        "programmes": reverse("plans:programmes"),
        "programme with timeline": reverse("plans:programme", args=["bench"]),
        "next ninety days": reverse("plans:coming", args=["bench"]),
        "workstream": reverse("plans:workstream", args=["bench", 1]),
        "risks": reverse("plans:risks"),
        "risk matrix": reverse("plans:risk-matrix"),
        "risk": reverse("plans:risk", args=[key(Risk, 0, 0)]),
    }


def _rising() -> Mapping[str, str]:
    return {
        "issues": reverse("groups:escalations"),
        "issue": reverse("groups:escalation", args=[key(Escalation, 1, 0)]),
        "questions": reverse("groups:questions"),
        "question": reverse("groups:question", args=[key(Question, 0, 0)]),
        "approvals": reverse("groups:approvals"),
        "approval": reverse("groups:approval", args=[key(Approval, 0, 0)]),
        "reviews": reverse("groups:reviews"),
        "review": reverse("groups:review", args=[key(Review, 0)]),
    }


def _reports() -> Mapping[str, str]:
    return {
        "reports": reverse("reports:every"),
        "reports due": reverse("reports:due"),
        "report": reverse("reports:report", args=[key(BoardReport, 0, 0)]),
    }


def _of(name: str, *more: object) -> str:
    return reverse(f"groups:{name}", args=[SLUG, *more])


def _meeting(status: str) -> str:
    """The last of the first group in this state, or the first to come."""
    found = Meeting.objects.filter(group=key(Group, 0), status=status)
    return str(found.order_by("-starts_at" if status == "approved" else "starts_at").values_list("key", flat=True)[0])


def _number(meeting: str) -> int:
    """Which meeting of the group it is, counted from its first."""
    return Meeting.objects.filter(group=key(Group, 0), key__lt=meeting).count()
