"""Addresses of this room. Words that are no plan's slug come first: they stand in rules.plans.RESERVED."""

from django.urls import path

from commonground.partnership.plans.views import plans, priorities, versions, work

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
PLANS = [
    path("", plans.every, name="every"),
    path("new/", plans.start, name="start"),
    *PRIORITIES,
    *WORK,
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
]
urlpatterns = [*PLANS, *OF_A_PLAN]
