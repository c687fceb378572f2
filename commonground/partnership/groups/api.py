"""Groups, the calendar of meetings and actions for programs: nothing restricted, no closed group, nobody's name."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from commonground.foundation.design.doors import viewer_of
from commonground.foundation.design.endpoints import USUAL, Cursor, Limit, Slug, next_page, pack, reads, unpack
from commonground.partnership.groups import queries
from commonground.partnership.groups.models import Action, Group, Meeting

FURTHEST = 1_000_000_000  # rows that a cursor may lie in a list

Row = TypeVar("Row", bound=Model)

router = Router()


class GroupAnswer(Schema):
    slug: str
    name: str
    kind: str
    about: str
    openness: str = Field(description="`public`, or `partners` for those that visitors do not see.")
    host: str = Field(description="The organisation that runs it.")
    starts_on: date
    ends_on: date | None = Field(description="The first day on which it is no more.")


class GroupsAnswer(Schema):
    items: list[GroupAnswer]
    next: str | None = Field(description="Address of the next page; null on the last.")


class MeetingAnswer(Schema):
    group: str = Field(description="Slug of the group.")
    key: str = Field(description="Address of the meeting in its group.")
    title: str
    status: str
    starts_at: datetime
    ends_at: datetime
    where: str = Field(description="`in-person`, `online` or `hybrid`.")
    venue: str
    why_cancelled: str


class MeetingsAnswer(Schema):
    items: list[MeetingAnswer]
    next: str | None = Field(description="Address of the next page; null on the last.")


class ActionAnswer(Schema):
    group: str = Field(description="Slug of the group.")
    number: int = Field(description="Counted in the group.")
    title: str
    organisation: str
    due_on: date
    first_due_on: date
    priority: str
    status: str
    next_step: str
    effect: str
    closed_on: date | None


class ActionsAnswer(Schema):
    items: list[ActionAnswer]
    next: str | None = Field(description="Address of the next page; null on the last.")


class GroupsAsked(Schema):
    kind: Slug = Field("", description="Kind of group, such as `board`.")
    limit: Limit = USUAL
    cursor: Cursor = ""


class MeetingsAsked(Schema):
    group: Slug = Field("", description="Slug of a group.")
    since: date | None = Field(None, description="Meetings on this day or later.")
    until: date | None = Field(None, description="Meetings before this day.")
    limit: Limit = USUAL
    cursor: Cursor = ""


class ActionsAsked(Schema):
    group: Slug = Field("", description="Slug of a group.")
    organisation: Slug = Field("", description="Slug of the organisation that owns it.")
    state: Literal["open", "overdue", "soon", "done", "dropped", "all"] = Field(
        "open", description="`soon` are those due in the next two weeks."
    )
    limit: Limit = USUAL
    cursor: Cursor = ""


@router.get("/groups", response=GroupsAnswer)
@reads("public")
def groups(request: HttpRequest, asked: Query[GroupsAsked]) -> dict[str, object]:
    """Groups that have begun, also those that have ended. With a token for groups, also those for partners alone."""
    found = queries.groups_told(viewer_of(request), kind=asked.kind)
    rows, more = _page(found, asked.limit, asked.cursor)
    return {"items": [_group(row) for row in rows], "next": next_page(request, more)}


@router.get("/groups/{slug}", response=GroupAnswer)
@reads("public")
def group(request: HttpRequest, slug: Slug) -> dict[str, object]:
    """One group."""
    return _group(queries.group_told(slug, viewer=viewer_of(request)))


@router.get("/meetings", response=MeetingsAnswer)
@reads("public")
def meetings(request: HttpRequest, asked: Query[MeetingsAsked]) -> dict[str, object]:
    """The calendar: meetings with day, hour and place, also cancelled ones, the earliest first."""
    found = queries.meetings_told(viewer_of(request), group=asked.group, since=asked.since, until=asked.until)
    rows, more = _page(found, asked.limit, asked.cursor)
    return {"items": [_meeting(row) for row in rows], "next": next_page(request, more)}


@router.get("/actions", response=ActionsAnswer)
@reads("groups.read")
def actions(request: HttpRequest, asked: Query[ActionsAsked]) -> dict[str, object]:
    """Actions with the organisation that owns them, the first due first. Needs a token for groups."""
    found = queries.actions_told(
        viewer_of(request), group=asked.group, organisation=asked.organisation, state=asked.state
    )
    rows, more = _page(found, asked.limit, asked.cursor)
    return {"items": [_action(row) for row in rows], "next": next_page(request, more)}


def _page(found: QuerySet[Row], limit: int, cursor: str) -> tuple[Sequence[Row], str | None]:
    """The rows of a page, and where the next begins."""
    first = min(max(unpack(cursor, int)[0], 0), FURTHEST) if cursor else 0
    rows = list(found[first : first + limit + 1])
    return rows[:limit], pack(first + limit) if len(rows) > limit else None


def _group(row: Group) -> dict[str, object]:
    return {
        "slug": row.slug,
        "name": row.name,
        "kind": row.type_id,
        "about": row.about,
        "openness": row.openness,
        "host": row.host.name,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
    }


def _meeting(row: Meeting) -> dict[str, object]:
    return {
        "group": row.group.slug,
        "key": row.key,
        "title": row.title,
        "status": row.status,
        "starts_at": row.starts_at,
        "ends_at": row.ends_at,
        "where": row.where,
        "venue": row.venue.name if row.venue else row.room,
        "why_cancelled": row.why_cancelled,
    }


def _action(row: Action) -> dict[str, object]:
    return {
        "group": row.group.slug,
        "number": row.number,
        "title": row.title,
        "organisation": row.organisation.name,
        "due_on": row.due_on,
        "first_due_on": row.first_due_on,
        "priority": row.urgency,
        "status": row.status,
        "next_step": row.next_step,
        "effect": row.effect,
        "closed_on": row.closed_on,
    }
