"""Addresses of this room. Words that are no group's slug come first: they stand in rules.slugs.RESERVED."""

from django.urls import path

from commonground.foundation.design.doors import View, later, open_to
from commonground.partnership.groups.views import (
    absences,
    action_log,
    agenda,
    approvals,
    archive,
    calendar,
    development,
    escalations,
    forward,
    groups,
    load,
    meetings,
    minutes,
    packs,
    paper_files,
    papers,
    plans,
    questions,
    reading,
    register,
    reviews,
    schedule,
    seats,
    taking_part,
    terms,
    venues,
)

app_name = "groups"


def a_feed(view: str) -> View:
    """A view of calendar feeds, loaded with its library when somebody first asks for one."""
    return open_to("public")(later(f"commonground.partnership.groups.views.feeds.{view}"))


# the register
REGISTER = [
    path("", register.every, name="every"),
    path("register.<slug:suffix>", register.every_file, name="every-file"),
    path("new/", groups.start, name="start"),
    path("diagram/", register.diagram, name="diagram"),
    path("areas/", register.areas, name="areas"),
    path("missing/", register.missing, name="missing"),
    path("missing/sectors.<slug:suffix>", register.missing_file, name="missing-file"),
    path("missing/reasons/", absences.absences, name="absences"),
    path("missing/reasons.<slug:suffix>", absences.absences_file, name="absences-file"),
]
# what groups ask of people and bodies
LOAD = [
    path("load/", load.mine, name="load"),
    path("load/people/", load.people, name="load-of-people"),
    path("load/people/<uuid:practitioner_id>/", load.person, name="load-of-person"),
    path("load/overlap/", load.overlap, name="overlap"),
    path("load/overlap.<slug:suffix>", load.overlap_file, name="overlap-file"),
    path("load/hours/", load.hours, name="hours"),
    path("load/hours.<slug:suffix>", load.hours_file, name="hours-file"),
]
# templates of terms
TEMPLATES = [
    path("terms/", terms.templates, name="templates"),
    path("terms/new/", terms.add_template, name="add-template"),
    path("terms/<uuid:template_id>/", terms.template, name="template"),
    path("terms/<uuid:template_id>/change/", terms.change_template, name="change-template"),
]
# one group
GROUP = [
    path("<slug:slug>/", groups.group, name="group"),
    path("<slug:slug>/record.json", archive.record, name="record"),
    path("<slug:slug>/change/", groups.change, name="change"),
    path("<slug:slug>/close/", groups.close, name="close"),
    path("<slug:slug>/areas/", groups.set_areas, name="set-areas"),
    path("<slug:slug>/reports-to/", groups.links, name="links"),
    path("<slug:slug>/plans/own/", plans.own, name="own-plan"),
    path("<slug:slug>/plans/<uuid:owned_id>/give-up/", plans.give_up, name="give-up-plan"),
    path("<slug:slug>/reports-to/new/", groups.add_link, name="add-link"),
    path("<slug:slug>/reports-to/<uuid:link_id>/end/", groups.end_link, name="end-link"),
]
# seats, chairs and clerks
SEATS = [
    path("<slug:slug>/seats/", seats.seats, name="seats"),
    path("<slug:slug>/seats/new/", seats.make, name="make-seat"),
    path("<slug:slug>/seats/<uuid:seat_id>/change/", seats.change, name="change-seat"),
    path("<slug:slug>/seats/<uuid:seat_id>/end/", seats.end, name="end-seat"),
    path("<slug:slug>/seats/<uuid:seat_id>/hold/", seats.hold, name="hold-seat"),
    path("<slug:slug>/seats/held/<uuid:holding_id>/way/", seats.change_mode, name="change-mode"),
    path("<slug:slug>/seats/held/<uuid:holding_id>/end/", seats.end_holding, name="end-holding"),
    path("<slug:slug>/offices/new/", seats.appoint, name="appoint"),
    path("<slug:slug>/offices/<uuid:office_id>/end/", seats.end_office, name="end-office"),
]
# terms of reference
TERMS = [
    path("<slug:slug>/terms/", terms.terms, name="terms"),
    path("<slug:slug>/terms/draft/", terms.draft, name="draft-terms"),
    path("<slug:slug>/terms/write/", terms.write, name="write-terms"),
    path("<slug:slug>/terms/agree/", terms.agree, name="agree-terms"),
    path("<slug:slug>/terms/review/", terms.review, name="review-terms"),
    path("<slug:slug>/terms/report/", terms.report_made, name="report-made"),
    path("<slug:slug>/terms/<int:number>/", terms.version, name="version"),
    path("<slug:slug>/terms/<int:number>/terms.<slug:suffix>", terms.file, name="terms-file"),
]
# taking part
TAKING_PART = [
    path("<slug:slug>/taking-part/", taking_part.taking_part, name="taking-part"),
    path("<slug:slug>/taking-part/new/", taking_part.engage, name="engage"),
    path("<slug:slug>/taking-part/<uuid:engagement_id>/sent/", taking_part.deliver, name="deliver"),
    path("<slug:slug>/taking-part/<uuid:engagement_id>/end/", taking_part.end_engagement, name="end-engagement"),
]
# actions across groups
ACTIONS = [
    path("actions/", action_log.every, name="actions"),
    path("actions.<slug:suffix>", action_log.every_file, name="actions-file"),
    path("actions/<uuid:action_id>/", action_log.action, name="action"),
    path("actions/<uuid:action_id>/change/", action_log.change, name="change-action"),
    path("actions/<uuid:action_id>/report/", action_log.report, name="report-action"),
    path("actions/<uuid:action_id>/close/", action_log.close, name="close-action"),
    path("actions/<uuid:action_id>/drop/", action_log.drop, name="drop-action"),
    path("actions/<uuid:action_id>/reopen/", action_log.reopen, name="reopen-action"),
    path("<slug:slug>/actions/new/", action_log.add, name="add-action"),
]
# issues that go up
ISSUES = [
    path("issues/", escalations.every, name="escalations"),
    path("issues.<slug:suffix>", escalations.every_file, name="escalations-file"),
    path("issues/<uuid:escalation_id>/", escalations.escalation, name="escalation"),
    path("issues/<uuid:escalation_id>/accept/", escalations.accept, name="accept-issue"),
    path("issues/<uuid:escalation_id>/change/", escalations.change, name="change-issue"),
    path("issues/<uuid:escalation_id>/pass-up/", escalations.pass_up, name="pass-issue"),
    path("issues/<uuid:escalation_id>/decline/", escalations.decline, name="decline-issue"),
    path("issues/<uuid:escalation_id>/answer/", escalations.answer, name="answer-issue"),
    path("issues/<uuid:escalation_id>/note/", escalations.note, name="note-issue"),
    path("issues/<uuid:escalation_id>/acknowledge/", escalations.acknowledge, name="acknowledge-issue"),
    path("issues/<uuid:escalation_id>/withdraw/", escalations.withdraw, name="withdraw-issue"),
    path("<slug:slug>/issues/new/", escalations.raise_issue, name="raise-issue"),
]
# questions of scrutiny, approvals, reviews from outside, leadership development
OVERSIGHT = [
    path("questions/", questions.every, name="questions"),
    path("questions.<slug:suffix>", questions.every_file, name="questions-file"),
    path("questions/<uuid:question_id>/", questions.question, name="question"),
    path("questions/<uuid:question_id>/change/", questions.change, name="change-question"),
    path("questions/<uuid:question_id>/answer/", questions.answer, name="answer-question"),
    path("questions/<uuid:question_id>/withdraw/", questions.withdraw, name="withdraw-question"),
    path("<slug:slug>/questions/new/", questions.log, name="log-question"),
    path("approvals/", approvals.every, name="approvals"),
    path("approvals.<slug:suffix>", approvals.every_file, name="approvals-file"),
    path("approvals/<uuid:approval_id>/", approvals.approval, name="approval"),
    path("approvals/<uuid:approval_id>/change/", approvals.change, name="change-approval"),
    path("approvals/<uuid:approval_id>/withdraw/", approvals.withdraw, name="withdraw-approval"),
    path("<slug:slug>/approvals/new/", approvals.record, name="record-approval"),
    path("reviews/", reviews.every, name="reviews"),
    path("reviews.<slug:suffix>", reviews.every_file, name="reviews-file"),
    path("reviews/<uuid:review_id>/", reviews.review, name="review"),
    path("reviews/<uuid:review_id>/change/", reviews.change, name="change-review"),
    path("reviews/<uuid:review_id>/recommendations/new/", reviews.add_advice, name="add-advice"),
    path("reviews/recommendations/<uuid:advice_id>/respond/", reviews.respond, name="respond"),
    path("reviews/recommendations/<uuid:advice_id>/action/", reviews.act, name="act-on-advice"),
    path("reviews/recommendations/<uuid:advice_id>/evidence/", reviews.evidence, name="add-evidence"),
    path("reviews/recommendations/<uuid:advice_id>/close/", reviews.close, name="close-advice"),
    path("reviews/recommendations/<uuid:advice_id>/reopen/", reviews.reopen, name="reopen-advice"),
    path("<slug:slug>/reviews/new/", reviews.record, name="record-review"),
    path("development/", development.every, name="development"),
    path("<slug:slug>/development/", development.of_group, name="group-development"),
    path("<slug:slug>/development/note/", development.note, name="note-stage"),
]
# at and after a meeting
OF_MEETING = "<slug:slug>/meetings/<slug:key>/"
MINUTES = [
    path(f"{OF_MEETING}attendance/", minutes.attendance, name="attendance"),
    path(f"{OF_MEETING}minute/", minutes.minute, name="minute"),
    path(f"{OF_MEETING}minute/raised/", minutes.raise_item, name="raise-item"),
    path(f"{OF_MEETING}minute/<uuid:item_id>/", minutes.minute_item, name="minute-item"),
    path(f"{OF_MEETING}minutes/", reading.minutes, name="minutes"),
    path(f"{OF_MEETING}minutes.<slug:suffix>", reading.minutes_file, name="minutes-file"),
    path(f"{OF_MEETING}minutes/put/", minutes.put_to_group, name="put-minutes"),
    path(f"{OF_MEETING}minutes/approve/", minutes.approve, name="approve-minutes"),
    path(f"{OF_MEETING}minutes/send-back/", minutes.send_back, name="send-back-minutes"),
    path(f"{OF_MEETING}minutes/correct/", minutes.correct, name="correct-minutes"),
    path(f"{OF_MEETING}minutes/<uuid:item_id>/comment/", reading.comment, name="comment"),
    path(f"{OF_MEETING}comments/<uuid:comment_id>/hide/", reading.hide_comment, name="hide-comment"),
    path(f"{OF_MEETING}briefing/", reading.briefing, name="briefing"),
    path(f"{OF_MEETING}briefing.<slug:suffix>", reading.briefing, name="briefing-file"),
]
# papers and packs
PAPERS = [
    path("papers/<uuid:paper_id>/", papers.paper, name="paper"),
    path("papers/<uuid:paper_id>/write/", papers.write, name="write"),
    path("papers/<uuid:paper_id>/recommendations/", papers.recommendations, name="recommendations"),
    path("papers/<uuid:paper_id>/background/", papers.background, name="background"),
    path(
        "papers/<uuid:paper_id>/background/<uuid:background_id>/remove/", papers.remove_background,
        name="remove-background",
    ),
    path("papers/<uuid:paper_id>/files/", paper_files.files, name="paper-files"),
    path("papers/<uuid:paper_id>/files/<uuid:file_id>/remove/", paper_files.remove, name="remove-file"),
    path("papers/<uuid:paper_id>/areas/", papers.areas, name="paper-areas"),
    path("papers/<uuid:paper_id>/sign/<slug:key>/", papers.sign, name="sign"),
    path("papers/<uuid:paper_id>/ready/", papers.ready, name="ready"),
    path("papers/<uuid:paper_id>/take-back/", papers.take_back, name="take-back"),
    path("papers/<uuid:paper_id>/withdraw/", papers.withdraw, name="withdraw"),
    path("papers/<uuid:paper_id>/table/", papers.table, name="table"),
    path("papers/files/<uuid:file_id>/", paper_files.file, name="file"),
]  # fmt: skip
PAPERS_OF_A_GROUP = [
    path("<slug:slug>/papers/", papers.papers_of, name="papers"),
    path("<slug:slug>/papers/new/", papers.begin, name="begin-paper"),
    path("<slug:slug>/meetings/<slug:key>/pack/", packs.pack, name="pack"),
    path("<slug:slug>/meetings/<slug:key>/pack/publish/", packs.publish, name="publish"),
    path("<slug:slug>/meetings/<slug:key>/pack/untable/<uuid:tabling_id>/", packs.untable, name="untable"),
    path(
        "<slug:slug>/meetings/<slug:key>/pack/<uuid:issue_id>/<slug:part>.<slug:suffix>", packs.file, name="pack-file"
    ),
    path("<slug:slug>/meetings/<slug:key>/pack/<slug:number>/", packs.item, name="pack-item"),
]
# calendars, venues, what is owed, of all groups
CALENDARS = [
    path("calendar/", calendar.month, name="calendar"),
    path("calendar.ics", a_feed("public_feed"), name="calendar-feed"),
    path("calendar/mine/", calendar.mine, name="my-calendar"),
    path("calendar/mine/end/", calendar.end_mine, name="end-my-calendar"),
    path("calendar/frequency/", schedule.frequency, name="frequency"),
    path("feed/<str:key>.ics", a_feed("feed"), name="feed"),
    path(
        "feed/<str:key>/<slug:slug>.ics",
        a_feed("keyed_group_feed"),
        name="group-feed-by-key",
    ),
    path("venues/", venues.every, name="venues"),
    path("venues/new/", venues.add, name="add-venue"),
    path("venues/<uuid:venue_id>/", venues.change, name="change-venue"),
]
# meetings and agendas of one group
MEETINGS = [
    path("<slug:slug>/calendar.ics", a_feed("group_feed"), name="group-feed"),
    path("<slug:slug>/schedule/", schedule.schedule, name="schedule"),
    path("<slug:slug>/forward-plan/", forward.plan, name="forward-plan"),
    path("<slug:slug>/forward-plan/new/", forward.propose, name="propose"),
    path("<slug:slug>/forward-plan/<uuid:proposal_id>/drop/", forward.drop, name="drop-proposal"),
    path("<slug:slug>/meetings/", meetings.every, name="meetings"),
    path("<slug:slug>/meetings/new/", meetings.plan, name="plan-meeting"),
    path("<slug:slug>/meetings/<slug:key>/", meetings.meeting, name="meeting"),
    path("<slug:slug>/meetings/<slug:key>/move/", meetings.move, name="move-meeting"),
    path("<slug:slug>/meetings/<slug:key>/place/", meetings.place, name="place-meeting"),
    path("<slug:slug>/meetings/<slug:key>/cancel/", meetings.cancel, name="cancel-meeting"),
    path("<slug:slug>/meetings/<slug:key>/say/<uuid:seat_id>/", meetings.say, name="say"),
    path("<slug:slug>/meetings/<slug:key>/suggestions/", agenda.suggestions, name="suggestions"),
    path("<slug:slug>/meetings/<slug:key>/items/new/", agenda.add_item, name="add-item"),
    path("<slug:slug>/meetings/<slug:key>/items/<uuid:item_id>/", agenda.change_item, name="change-item"),
    path("<slug:slug>/meetings/<slug:key>/items/<uuid:item_id>/move/", agenda.move_item, name="move-item"),
    path("<slug:slug>/meetings/<slug:key>/items/<uuid:item_id>/remove/", agenda.remove_item, name="remove-item"),
]

urlpatterns = [
    *REGISTER,
    *LOAD,
    *PAPERS,
    *TEMPLATES,
    *CALENDARS,
    *ACTIONS,
    *ISSUES,
    *OVERSIGHT,
    *GROUP,
    *SEATS,
    *TERMS,
    *TAKING_PART,
    *MINUTES,
    *MEETINGS,
    *PAPERS_OF_A_GROUP,
]
