"""Reports of groups: registers, packs, minutes, briefings."""

from commonground.partnership.groups.papers.action_log import (
    actions_report,
)
from commonground.partnership.groups.papers.diagram import (
    diagram,
)
from commonground.partnership.groups.papers.escalations import (
    escalations_report,
)
from commonground.partnership.groups.papers.load import (
    hours_report,
    overlaps_report,
)
from commonground.partnership.groups.papers.minutes import (
    briefing_report,
    minutes_report,
    standing,
)
from commonground.partnership.groups.papers.oversight import (
    approvals_report,
    questions_report,
    reviews_report,
)
from commonground.partnership.groups.papers.packs import (
    Shown,
    count_pages,
    item_report,
    pack_report,
    paper_section,
)
from commonground.partnership.groups.papers.paper import (
    PaperOnPage,
    paper_on_page,
)
from commonground.partnership.groups.papers.reading import (
    attachments_of,
    draft_on_page,
    files_of,
    issue_report,
    items_on_page,
)
from commonground.partnership.groups.papers.register import (
    missing_report,
    register_report,
    shares_chart,
)
from commonground.partnership.groups.papers.seniority import (
    absences_report,
    seniority_chart,
)
from commonground.partnership.groups.papers.terms import (
    standing_in_words,
    terms_report,
)

__all__ = [
    "PaperOnPage",
    "Shown",
    "absences_report",
    "actions_report",
    "approvals_report",
    "attachments_of",
    "briefing_report",
    "count_pages",
    "diagram",
    "draft_on_page",
    "escalations_report",
    "files_of",
    "hours_report",
    "issue_report",
    "item_report",
    "items_on_page",
    "minutes_report",
    "missing_report",
    "overlaps_report",
    "pack_report",
    "paper_on_page",
    "paper_section",
    "questions_report",
    "register_report",
    "reviews_report",
    "seniority_chart",
    "shares_chart",
    "standing",
    "standing_in_words",
    "terms_report",
]
