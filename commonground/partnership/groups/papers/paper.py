"""A paper as it is worked on: what it says so far, and what is to do as a list of tasks."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from commonground.foundation.documents.render import article_of
from commonground.foundation.documents.report import Report, Section
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access, queries
from commonground.partnership.groups.models import Paper
from commonground.partnership.groups.papers.packs import Shown, paper_section
from commonground.partnership.groups.queries import Hindrances
from commonground.partnership.groups.rules.states import PaperState


@dataclass(frozen=True)
class Task:
    """Something to do on a paper, where, and how far it is."""

    title: str
    href: str
    status: str
    tone: str = ""


@dataclass(frozen=True)
class PaperOnPage:
    """What the page of a paper shows."""

    article: dict[str, Any]
    tasks: list[Task]
    lacking: Hindrances
    may_edit: bool
    may_move: bool
    may_sign: bool
    may_table: bool

    @property
    def is_complete(self) -> bool:
        return not self.lacking.texts


def paper_on_page(paper: Paper, lacking: Hindrances, *, viewer: Viewer, here: access.Standing) -> PaperOnPage:
    """The paper for whoever may see it. No query where it came from `queries.paper`."""
    content = queries.paper_content(paper)
    section = paper_section(content, Shown())
    article = article_of(Report(paper.title, viewer.today, "", sections=[Section("What it says", parts=section.parts)]))
    is_author = access.is_author(viewer, paper)
    is_open = paper.status in (PaperState.DRAFT, PaperState.READY)
    may_write = is_author or here.serves
    return PaperOnPage(
        article=article,
        tasks=[*_tasks(paper, lacking), *_signatures(paper)],
        lacking=lacking,
        may_edit=may_write and paper.status == PaperState.DRAFT,
        may_move=may_write and paper.status != PaperState.WITHDRAWN,
        may_sign=is_open and not is_author and bool(here.sits or here.serves or here.offices),
        may_table=bool(queries.serves_some_group(viewer)) and paper.status != PaperState.WITHDRAWN,
    )


def _tasks(paper: Paper, lacking: Hindrances) -> list[Task]:
    """One task a kind of thing that a paper is made of."""
    to_write = [one.heading for one in lacking.texts if one.part == "write"]
    unread = [one.heading for one in lacking.texts if one.part == "background"]
    return [
        _task("Sections and contact", "groups:write", paper, _left(len(to_write))),
        _task("Recommendations", "groups:recommendations", paper, _count(len(paper.recommendations.all()))),
        _task("Background papers", "groups:background", paper, _background(paper, len(unread))),
        _task("Files", "groups:paper-files", paper, _count(len(paper.files.all()))),
        _task("Areas affected", "groups:paper-areas", paper, _count(len(paper.areas.all()))),
    ]


def _task(title: str, page: str, paper: Paper, status: tuple[str, str]) -> Task:
    return Task(title, reverse(page, args=[paper.pk]), *status)


def _left(count: int) -> tuple[str, str]:
    return (f"{count} to write", "yellow") if count else ("Complete", "")


def _count(count: int) -> tuple[str, str]:
    return (str(count), "") if count else ("None", "grey")


def _background(paper: Paper, unread: int) -> tuple[str, str]:
    return (f"{unread} without file or address", "red") if unread else _count(len(paper.background.all()))


def _signatures(paper: Paper) -> list[Task]:
    now = queries.digest_of(paper)
    tasks = []
    for one in paper.sign_offs.all():
        status, tone = ("To be signed", "yellow") if not one.signed_on else (f"Signed by {one.initials}", "")
        if one.signed_on and one.of_text != now:
            status, tone = "Changed since it was signed", "red"
        tasks.append(Task(one.heading, reverse("groups:sign", args=[paper.pk, one.key]), status, tone))
    return tasks
