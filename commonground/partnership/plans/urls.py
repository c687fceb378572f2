"""Addresses of this room. Words that are no plan's slug come first: they stand in rules.plans.RESERVED."""

from django.urls import path

from commonground.partnership.plans.views import (
    learning,
    measures,
    outcomes,
    plans,
    priorities,
    processes,
    programmes,
    risks,
    versions,
    work,
    workstreams,
)

app_name = "plans"

PRIORITIES = [
    path("priorities/<uuid:priority_id>/", priorities.priority, name="priority"),
    path("priorities/<uuid:priority_id>/change/", priorities.change, name="change-priority"),
    path("priorities/<uuid:priority_id>/end/", priorities.end, name="end-priority"),
    path("priorities/<uuid:priority_id>/send-up/", priorities.send_up, name="send-up"),
    path("priorities/<uuid:priority_id>/take-back/", priorities.take_back, name="take-back"),
    path("priorities/<uuid:priority_id>/answer/", priorities.answer, name="answer-priority"),
    path("priorities/<uuid:priority_id>/status/", priorities.set_status, name="set-status"),
    path("priorities/<uuid:priority_id>/evidence/", priorities.cite, name="cite"),
    path("priorities/<uuid:priority_id>/evidence/<uuid:cited_id>/end/", priorities.end_citing, name="end-citing"),
    path("priorities/<uuid:priority_id>/actions/new/", work.add, name="add-action"),
]
WORK = [
    path("actions/", work.every, name="actions"),
    path("actions/list.<slug:suffix>", work.every_file, name="actions-file"),
    path("actions/<uuid:action_id>/", work.action, name="action"),
    path("actions/<uuid:action_id>/change/", work.change, name="change-action"),
    path("actions/<uuid:action_id>/report/", work.report, name="report-action"),
    path("actions/<uuid:action_id>/close/", work.close, name="close-action"),
    path("actions/<uuid:action_id>/drop/", work.drop, name="drop-action"),
    path("actions/<uuid:action_id>/reopen/", work.reopen, name="reopen-action"),
]
MEASURES = [
    path("measures/<uuid:measure_id>/", measures.measure, name="measure"),
    path("measures/<uuid:measure_id>/measure.<slug:suffix>", measures.measure_file, name="measure-file"),
    path("measures/<uuid:measure_id>/change/", measures.change, name="change-measure"),
    path("measures/<uuid:measure_id>/story/", measures.tell, name="tell-measure"),
    path("measures/<uuid:measure_id>/end/", measures.end, name="end-measure"),
    path("measures/<uuid:measure_id>/readings/new/", measures.read, name="add-reading"),
    path("measures/readings/<uuid:reading_id>/correct/", measures.correct, name="correct-reading"),
]
PLANS = [
    path("", plans.every, name="every"),
    path("new/", plans.start, name="start"),
    *PRIORITIES,
    *WORK,
    *MEASURES,
]
OF_A_PLAN = [
    path("<slug:slug>/", plans.plan, name="plan"),
    path("<slug:slug>/change/", plans.change, name="change"),
    path("<slug:slug>/keepers/new/", plans.add_keeper, name="add-keeper"),
    path("<slug:slug>/keepers/<uuid:keeper_id>/end/", plans.end_keeper, name="end-keeper"),
    path("<slug:slug>/matrix/", plans.matrix, name="matrix"),
    path("<slug:slug>/priorities/new/", priorities.add, name="add-priority"),
    path("<slug:slug>/refresh/", versions.refresh, name="refresh"),
    path("<slug:slug>/year/", versions.change_year, name="change-year"),
    path("<slug:slug>/agree/", versions.agree, name="agree"),
    path("<slug:slug>/years/<int:number>/", versions.version, name="version"),
    path("<slug:slug>/years/<int:number>/plan.<slug:suffix>", versions.version_file, name="version-file"),
    path("<slug:slug>/years/<int:before>/<int:after>/", versions.compared, name="compared"),
    path("<slug:slug>/measures/figure/", measures.add_figure, name="add-figure-measure"),
    path("<slug:slug>/measures/number/", measures.add_own, name="add-own-measure"),
    path("<slug:slug>/outcomes/", outcomes.outcomes, name="outcomes"),
    path("<slug:slug>/outcomes/new/", outcomes.add, name="add-outcome"),
    path("<slug:slug>/outcomes/<uuid:outcome_id>/change/", outcomes.change, name="change-outcome"),
    path("<slug:slug>/outcomes/<uuid:outcome_id>/end/", outcomes.end, name="end-outcome"),
]
OF = "programmes/<slug:slug>/"
ONE = f"{OF}workstreams/<int:number>/"
PROGRAMMES = [
    path("programmes/", programmes.every, name="programmes"),
    path("programmes/new/", programmes.start, name="start-programme"),
    path(OF, programmes.programme, name="programme"),
    path(f"{OF}change/", programmes.change, name="change-programme"),
    path(f"{OF}agree/", programmes.agree, name="agree-programme"),
    path(f"{OF}measures/", programmes.agree_measures, name="agree-measures"),
    path(f"{OF}status/", programmes.set_status, name="programme-status"),
    path(f"{OF}next/", programmes.coming, name="coming"),
    path(f"{OF}communications/", programmes.communications, name="communications"),
    path(f"{OF}paper.<slug:suffix>", programmes.paper, name="programme-paper"),
    path(f"{OF}milestones.<slug:suffix>", programmes.milestones, name="milestones-file"),
    path(f"{OF}risks/new/", risks.raise_for_programme, name="raise-for-programme"),
]
WORKSTREAMS = [
    path(f"{OF}workstreams/new/", workstreams.add, name="add-workstream"),
    path(ONE, workstreams.workstream, name="workstream"),
    path(f"{ONE}change/", workstreams.change, name="change-workstream"),
    path(f"{ONE}status/", workstreams.set_status, name="workstream-status"),
    path(f"{ONE}close/", workstreams.close, name="close-workstream"),
    path(f"{ONE}left/new/", workstreams.leave_to_do, name="leave-to-do"),
    path(f"{OF}left/<uuid:residual_id>/done/", workstreams.finish_residual, name="finish-residual"),
    path(f"{ONE}actions/new/", workstreams.give, name="give-action"),
    path(f"{ONE}risks/new/", risks.raise_for_workstream, name="raise-for-workstream"),
]
LEARNING = [
    path(f"{ONE}milestones/new/", learning.add_milestone, name="add-milestone"),
    path(f"{OF}milestones/<uuid:milestone_id>/change/", learning.change_milestone, name="change-milestone"),
    path(f"{OF}milestones/<uuid:milestone_id>/reach/", learning.reach, name="reach-milestone"),
    path(f"{OF}milestones/<uuid:milestone_id>/drop/", learning.drop, name="drop-milestone"),
    path(f"{OF}milestones/<uuid:milestone_id>/open/", learning.reopen, name="reopen-milestone"),
    path(f"{OF}milestones/<uuid:milestone_id>/wait/", learning.wait, name="wait-for"),
    path(f"{OF}dependencies/<uuid:dependency_id>/end/", learning.wait_no_more, name="wait-no-more"),
    path(f"{ONE}progress/", learning.progress, name="note-progress"),
    path(f"{ONE}tests/new/", learning.test, name="record-test"),
    path(f"{OF}tests/<uuid:trial_id>/result/", learning.result, name="test-result"),
    path(f"{ONE}reviews/new/", learning.reviews, name="plan-reviews"),
    path(f"{OF}reviews/<uuid:review_id>/hold/", learning.hold_review, name="hold-review"),
    path(f"{ONE}pilots/new/", learning.pilot, name="start-pilot"),
    path(f"{OF}pilots/<uuid:pilot_id>/read/", learning.read_pilot, name="read-pilot"),
    path(f"{OF}pilots/<uuid:pilot_id>/decide/", learning.decide_pilot, name="decide-pilot"),
]
RISKS = [
    path("risks/", risks.every, name="risks"),
    path("risks/risks.<slug:suffix>", risks.every_file, name="risks-file"),
    path("risks/matrix/", risks.matrix, name="risk-matrix"),
    path("risks/new/<slug:slug>/", risks.raise_for_plan, name="raise-for-plan"),
    path("risks/<uuid:risk_id>/", risks.risk, name="risk"),
    path("risks/<uuid:risk_id>/change/", risks.change, name="change-risk"),
    path("risks/<uuid:risk_id>/review/", risks.review, name="review-risk"),
    path("risks/<uuid:risk_id>/happened/", risks.issue, name="mark-issue"),
    path("risks/<uuid:risk_id>/close/", risks.close, name="close-risk"),
]
PROCESSES = [
    path("processes/", processes.every, name="processes"),
    path("processes/processes.<slug:suffix>", processes.every_file, name="processes-file"),
    path("processes/areas/<slug:slug>/", processes.of_area, name="processes-of-area"),
    path("processes/new/<slug:slug>/", processes.add, name="add-process"),
    path("processes/<uuid:process_id>/", processes.process, name="process"),
    path("processes/<uuid:process_id>/process.<slug:suffix>", processes.process_file, name="process-file"),
    path("processes/<uuid:process_id>/said/", processes.said, name="process-said"),
    path("processes/<uuid:process_id>/standing/", processes.say, name="say-standing"),
    path("processes/<uuid:process_id>/change/", processes.change, name="change-process"),
    path("processes/<uuid:process_id>/end/", processes.end, name="end-process"),
]
urlpatterns = [*PLANS, *PROGRAMMES, *WORKSTREAMS, *LEARNING, *RISKS, *PROCESSES, *OF_A_PLAN]
