"""A report that was sent, as a paper for the agenda of the group it went to."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.errors import Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.insight.reports import queries
from commonground.insight.reports.models import BoardReport
from commonground.insight.reports.rules.content import ReportContent
from commonground.insight.reports.rules.kinds import period_words
from commonground.partnership.groups import actions as group_actions
from commonground.partnership.groups import queries as groups
from commonground.partnership.groups.rules.papers import SaidText

if TYPE_CHECKING:
    from commonground.partnership.groups.models import Paper


@audit.atomic()
def bring_report(*, report: BoardReport, link: str, by: Viewer) -> "Paper":
    """Begin a paper for the group that the report was sent to: what it is for and what it says, in the first two texts
    that papers of that group have, and `link` to the report as background. The rest is its author's to write.

    Raises Refused for who writes no papers there, and for a report that was not sent to a group.
    """
    to = report.sent_to_group
    if to is None or not report.is_frozen:
        raise Refused("A paper is made of a report that was sent to a group.")
    content = queries.content_of(report)
    texts = [one.key for one in groups.paper_packs().in_use(by.today, kind=to.type_id).texts]
    said = dict(zip(texts, (SaidText(_purpose(content)), SaidText("\n\n".join(_words(content)))), strict=False))
    paper = group_actions.write_paper(
        group=to, title=f"{content.title}: {content.group}"[:200], contact=content.contact, texts=said, by=by
    )
    group_actions.add_background(paper=paper, title=content.title, link=link, by=by)
    audit.record("report brought as a paper", by=by, about=report, details={"paper": str(paper.pk)})
    return paper


def _purpose(content: ReportContent) -> str:
    period = period_words(date.fromisoformat(content.since), date.fromisoformat(content.until))
    return f"To take the report of {content.group} on {period}."


def _words(content: ReportContent) -> Iterator[str]:
    """The sentences from the record and what people wrote; figures and lists are in the report."""
    for section in content.sections:
        sentences = " ".join(section.generated.sentences) if section.generated else ""
        yield from (part for part in (f"{section.heading}.", sentences, section.words) if part)
