"""Every write of groups. `from commonground.partnership.groups import actions`."""

from commonground.partnership.groups.actions.action_log import (
    agree_action,
    change_action,
    check_can_report,
    close_action,
    drop_action,
    reopen_action,
    report_progress,
)
from commonground.partnership.groups.actions.agenda import add_item, change_item, move_item, remove_item
from commonground.partnership.groups.actions.approvals import change_approval, record_approval, withdraw_approval
from commonground.partnership.groups.actions.archive import ArchiveTaken, preview_archive, take_archive
from commonground.partnership.groups.actions.areas import set_areas
from commonground.partnership.groups.actions.attendance import Guest, record_attendance
from commonground.partnership.groups.actions.comments import comment, hide_comment
from commonground.partnership.groups.actions.decisions import decide, declare_interest, put_recommendation
from commonground.partnership.groups.actions.development import note_stage
from commonground.partnership.groups.actions.engagement import deliver_engagement, end_engagement, engage
from commonground.partnership.groups.actions.escalations import (
    accept_escalation,
    acknowledge_answer,
    answer_escalation,
    change_escalation,
    decline_escalation,
    note_issue,
    pass_up,
    raise_issue,
    withdraw_escalation,
)
from commonground.partnership.groups.actions.feeds import end_feed_key, note_feed_read, renew_feed_key
from commonground.partnership.groups.actions.forward import drop_proposal, propose_item
from commonground.partnership.groups.actions.groups import change_group, close_group, start_group
from commonground.partnership.groups.actions.holdings import change_mode, end_holding, hold_seat
from commonground.partnership.groups.actions.item_record import NewAction, NewInterest, Said, record_item
from commonground.partnership.groups.actions.links import end_link, link_groups
from commonground.partnership.groups.actions.meetings import (
    cancel_meeting,
    count_up,
    move_meeting,
    place_meeting,
    plan_meeting,
)
from commonground.partnership.groups.actions.minutes import (
    approve_minutes,
    correct_minutes,
    send_back_minutes,
    submit_minutes,
    write_minute,
)
from commonground.partnership.groups.actions.offices import appoint, end_office
from commonground.partnership.groups.actions.packs import mark_read, publish_pack, publish_supplement
from commonground.partnership.groups.actions.paper_files import add_file, remove_file, sweep_paper_files
from commonground.partnership.groups.actions.paper_parts import (
    add_background,
    recommend,
    remove_background,
    say_areas,
    sign,
)
from commonground.partnership.groups.actions.papers import (
    make_ready,
    mark_of,
    take_back,
    withdraw_paper,
    write_paper,
    write_texts,
)
from commonground.partnership.groups.actions.plans import give_up_plan, own_plan
from commonground.partnership.groups.actions.published import (
    Taken,
    preview_published,
    take_published,
)
from commonground.partnership.groups.actions.questions import (
    answer_question,
    change_question,
    check_can_answer,
    log_question,
    withdraw_question,
)
from commonground.partnership.groups.actions.raised import raise_item
from commonground.partnership.groups.actions.reminders import remind
from commonground.partnership.groups.actions.reports import record_report
from commonground.partnership.groups.actions.reviews import (
    act_on_advice,
    add_advice,
    add_evidence,
    change_review,
    close_advice,
    record_review,
    reopen_advice,
    respond_to_advice,
)
from commonground.partnership.groups.actions.saying import check_may_say, say_before
from commonground.partnership.groups.actions.schedule import plan_schedule
from commonground.partnership.groups.actions.seats import change_seat, end_seat, make_seat
from commonground.partnership.groups.actions.suggestions import accept_suggestions
from commonground.partnership.groups.actions.tabling import Tabled, table_paper, untable_paper
from commonground.partnership.groups.actions.terms import (
    agree_terms,
    draft_terms,
    reviewed,
    write_template,
    write_terms,
)
from commonground.partnership.groups.actions.venues import add_venue, change_venue
from commonground.partnership.groups.actions.vocabulary import load_vocabulary
from commonground.partnership.groups.actions.wording import CheckAsked, DutyAsked, SectorAsked, Wording

__all__ = [
    "ArchiveTaken",
    "CheckAsked",
    "DutyAsked",
    "Guest",
    "NewAction",
    "NewInterest",
    "Said",
    "SectorAsked",
    "Tabled",
    "Taken",
    "Wording",
    "accept_escalation",
    "accept_suggestions",
    "acknowledge_answer",
    "act_on_advice",
    "add_advice",
    "add_background",
    "add_evidence",
    "add_file",
    "add_item",
    "add_venue",
    "agree_action",
    "agree_terms",
    "answer_escalation",
    "answer_question",
    "appoint",
    "approve_minutes",
    "cancel_meeting",
    "change_action",
    "change_approval",
    "change_escalation",
    "change_group",
    "change_item",
    "change_mode",
    "change_question",
    "change_review",
    "change_seat",
    "change_venue",
    "check_can_answer",
    "check_can_report",
    "check_may_say",
    "close_action",
    "close_advice",
    "close_group",
    "comment",
    "correct_minutes",
    "count_up",
    "decide",
    "declare_interest",
    "decline_escalation",
    "deliver_engagement",
    "draft_terms",
    "drop_action",
    "drop_proposal",
    "end_engagement",
    "end_feed_key",
    "end_holding",
    "end_link",
    "end_office",
    "end_seat",
    "engage",
    "give_up_plan",
    "hide_comment",
    "hold_seat",
    "link_groups",
    "load_vocabulary",
    "log_question",
    "make_ready",
    "make_seat",
    "mark_of",
    "mark_read",
    "move_item",
    "move_meeting",
    "note_feed_read",
    "note_issue",
    "note_stage",
    "own_plan",
    "pass_up",
    "place_meeting",
    "plan_meeting",
    "plan_schedule",
    "preview_archive",
    "preview_published",
    "propose_item",
    "publish_pack",
    "publish_supplement",
    "put_recommendation",
    "raise_issue",
    "raise_item",
    "recommend",
    "record_approval",
    "record_attendance",
    "record_item",
    "record_report",
    "record_review",
    "remind",
    "remove_background",
    "remove_file",
    "remove_item",
    "renew_feed_key",
    "reopen_action",
    "reopen_advice",
    "report_progress",
    "respond_to_advice",
    "reviewed",
    "say_areas",
    "say_before",
    "send_back_minutes",
    "set_areas",
    "sign",
    "start_group",
    "submit_minutes",
    "sweep_paper_files",
    "table_paper",
    "take_archive",
    "take_back",
    "take_published",
    "untable_paper",
    "withdraw_approval",
    "withdraw_escalation",
    "withdraw_paper",
    "withdraw_question",
    "write_minute",
    "write_paper",
    "write_template",
    "write_terms",
    "write_texts",
]
