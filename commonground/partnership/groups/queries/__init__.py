"""Every read of groups. `from commonground.partnership.groups import queries`."""

from commonground.partnership.groups.access import Standing
from commonground.partnership.groups.queries import escalations
from commonground.partnership.groups.queries.absences import Absences, absences
from commonground.partnership.groups.queries.action_log import (
    AskedActions,
    action,
    actions,
    actions_asked,
    actions_before,
    actions_for_agenda,
    actions_of_bodies_without_owner,
    actions_of_page,
    counts,
    my_actions,
)
from commonground.partnership.groups.queries.archive import Archive, archive_of
from commonground.partnership.groups.queries.archive_of_group import ArchiveOfGroup, record_of
from commonground.partnership.groups.queries.archive_rows import Known, archived_row, dangling, differences
from commonground.partnership.groups.queries.archive_tables import ARCHIVE_TABLES, ArchiveTable
from commonground.partnership.groups.queries.attendance import Doers, SeatOfDay, Sheet, doers, sheet
from commonground.partnership.groups.queries.calendar import Meets, Month, meets, month
from commonground.partnership.groups.queries.cover import Cover, cover_of, covers, meetings_seen
from commonground.partnership.groups.queries.duties import Owed, duties, duties_of, duties_of_all, is_due, reports_made
from commonground.partnership.groups.queries.feeds import (
    NO_CALENDAR,
    meetings_of,
    my_key,
    my_meetings,
    public_meetings,
    reader,
)
from commonground.partnership.groups.queries.forward import forward_plan, proposal
from commonground.partnership.groups.queries.group_page import GroupPage, group_page
from commonground.partnership.groups.queries.groups import (
    check_group_known,
    group,
    group_types,
    groups,
    names_of_groups,
    standing_in,
)
from commonground.partnership.groups.queries.items_of_minutes import Asked, ItemOfMinutes, items_of, records_of
from commonground.partnership.groups.queries.landscape import Landscape, Links, landscape, link, linkable, links_of
from commonground.partnership.groups.queries.load import (
    Advised,
    OfPerson,
    PersonLoad,
    busy_people,
    check_can_see_people,
    hourly_costs,
    load_of,
    my_load,
    people_of_page,
)
from commonground.partnership.groups.queries.meeting_page import MeetingPage, SeatBefore, meeting_page, seats_before
from commonground.partnership.groups.queries.meetings import (
    item,
    items,
    meeting,
    meeting_by_id,
    meetings,
    venue,
    venues,
)
from commonground.partnership.groups.queries.mine import Inside, groups_inside, my_groups
from commonground.partnership.groups.queries.minutes import (
    Steps,
    approved_minutes,
    comment,
    comments_of,
    item_to_discuss,
    item_to_minute,
    minutes_of,
    next_after,
    steps_of,
)
from commonground.partnership.groups.queries.minutes_notices import (
    ACTION_GIVEN,
    MINUTES_OUT,
    NOTICES_OF_MINUTES,
    readers_of_minutes,
)
from commonground.partnership.groups.queries.notices import (
    NOTICES_OF_MEETINGS,
    SECTOR_MISSING,
    officers_to_tell,
    people_to_tell,
)
from commonground.partnership.groups.queries.overlap import (
    BodyInAYear,
    HoursInAYear,
    OverlapOfGroups,
    Overlaps,
    hours_in_a_year,
    overlaps,
)
from commonground.partnership.groups.queries.pack_content import PackDraft, is_late, pack_draft, paper_content
from commonground.partnership.groups.queries.pack_notices import (
    NOTICES_OF_PACKS,
    PACK_PUBLISHED,
    is_for_table_only,
    readers_to_tell,
)
from commonground.partnership.groups.queries.packs import (
    FILES,
    Pack,
    file_to_open,
    groups_of_paper,
    groups_to_table_in,
    items_to_table_under,
    pack,
    serves_some_group,
    stored_at,
    tabling,
)
from commonground.partnership.groups.queries.papers import (
    Hindrances,
    check_paper_visible,
    digest_of,
    missing_of,
    pack_of,
    paper,
    paper_file,
    paper_packs,
    papers,
    papers_of,
    papers_shipped,
    papers_to_table,
    sign_off,
    texts_of,
)
from commonground.partnership.groups.queries.plans_owned import plan_owned, plans_of_group
from commonground.partnership.groups.queries.record_of_minutes import content_of, minutes_to_read
from commonground.partnership.groups.queries.register import (
    AreaCovered,
    AskedGroups,
    GroupHere,
    RegisterPage,
    areas_covered,
    areas_now,
    groups_here,
    register,
    search,
    types_in_use,
)
from commonground.partnership.groups.queries.schedule import (
    Frequency,
    ProposedSchedule,
    frequency,
    meetings_in_a_year,
    proposed_schedule,
    school_holidays,
)
from commonground.partnership.groups.queries.seniority import BySeniority, by_seniority
from commonground.partnership.groups.queries.sponsors import sponsors
from commonground.partnership.groups.queries.suggestions import Suggestion, suggestions
from commonground.partnership.groups.queries.table import (
    SeatOfGroup,
    Table,
    holding,
    office_held,
    past_holdings,
    seat,
    seats_on,
    table_of,
)
from commonground.partnership.groups.queries.taking_part import Kept, TakingPart, engagement, kept_in_touch, taking_part
from commonground.partnership.groups.queries.terms import (
    TermsRead,
    agreed_terms,
    in_words,
    reviews_due,
    template,
    templates,
    terms,
    terms_of,
    used_by,
)
from commonground.partnership.groups.queries.today import MyDay, MyMeeting, hours, today_of
from commonground.partnership.groups.queries.told import (
    actions_told,
    group_told,
    groups_told,
    meetings_told,
)

__all__ = [
    "ACTION_GIVEN", "ARCHIVE_TABLES", "FILES", "MINUTES_OUT", "NOTICES_OF_MEETINGS", "NOTICES_OF_MINUTES",
    "NOTICES_OF_PACKS", "NO_CALENDAR", "PACK_PUBLISHED", "SECTOR_MISSING", "Absences", "Advised", "Archive",
    "ArchiveOfGroup", "ArchiveTable", "AreaCovered", "Asked", "AskedActions", "AskedGroups", "BodyInAYear",
    "BySeniority", "Cover", "Doers", "Frequency", "GroupHere", "GroupPage", "Hindrances", "HoursInAYear", "Inside",
    "ItemOfMinutes", "Kept", "Known", "Landscape", "Links", "MeetingPage", "Meets", "Month", "MyDay", "MyMeeting",
    "OfPerson", "OverlapOfGroups", "Overlaps", "Owed", "Pack", "PackDraft", "PersonLoad", "ProposedSchedule",
    "RegisterPage", "SeatBefore", "SeatOfDay", "SeatOfGroup", "Sheet", "Standing", "Steps", "Suggestion", "Table",
    "TakingPart", "TermsRead", "absences", "action", "actions", "actions_asked", "actions_before",
    "actions_for_agenda", "actions_of_bodies_without_owner", "actions_of_page", "actions_told", "agreed_terms",
    "approved_minutes", "archive_of", "archived_row", "areas_covered", "areas_now", "busy_people", "by_seniority",
    "check_can_see_people", "check_group_known", "check_paper_visible", "comment", "comments_of", "content_of",
    "counts", "cover_of", "covers", "dangling", "differences", "digest_of", "doers", "duties", "duties_of",
    "duties_of_all", "engagement", "escalations", "file_to_open", "forward_plan", "frequency", "group", "group_page",
    "group_told", "group_types", "groups", "groups_here", "groups_inside", "groups_of_paper", "groups_to_table_in",
    "groups_told", "holding", "hourly_costs", "hours", "hours_in_a_year", "in_words", "is_due", "is_for_table_only",
    "is_late", "item", "item_to_discuss", "item_to_minute", "items", "items_of", "items_to_table_under",
    "kept_in_touch", "landscape", "link", "linkable", "links_of", "load_of", "meeting", "meeting_by_id",
    "meeting_page", "meetings", "meetings_in_a_year", "meetings_of", "meetings_seen", "meetings_told", "meets",
    "minutes_of", "minutes_to_read", "missing_of", "month", "my_actions", "my_groups", "my_key", "my_load",
    "my_meetings", "names_of_groups", "next_after", "office_held", "officers_to_tell", "overlaps", "pack",
    "pack_draft", "pack_of", "paper", "paper_content", "paper_file", "paper_packs", "papers", "papers_of",
    "papers_shipped", "papers_to_table", "past_holdings", "people_of_page", "people_to_tell", "plan_owned",
    "plans_of_group", "proposal",
    "proposed_schedule", "public_meetings", "reader", "readers_of_minutes", "readers_to_tell", "record_of",
    "records_of", "register", "reports_made", "reviews_due", "school_holidays", "search", "seat", "seats_before",
    "seats_on", "serves_some_group", "sheet", "sign_off", "sponsors", "standing_in", "steps_of", "stored_at",
    "suggestions", "table_of", "tabling", "taking_part", "template", "templates", "terms", "terms_of", "texts_of",
    "today_of", "types_in_use", "used_by", "venue", "venues",
]  # fmt: skip
