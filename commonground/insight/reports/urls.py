"""Addresses of this room."""

from django.urls import path

from commonground.insight.reports.views import due, reading, steps, writing

app_name = "reports"
urlpatterns = [
    path("", reading.every, name="every"),
    # what is due
    path("due/", due.due, name="due"),
    path("due/reports.<slug:suffix>", due.due_file, name="due-file"),
    path("of/<slug:slug>/", due.of_group, name="of-group"),
    path("of/<slug:slug>/reports.<slug:suffix>", due.of_group_file, name="of-group-file"),
    # one report
    path("of/<slug:slug>/begin/", writing.begin, name="begin"),
    path("<uuid:pk>/", reading.report, name="report"),
    path("<uuid:pk>/report.<slug:suffix>", reading.report_file, name="report-file"),
    path("<uuid:pk>/sections/new/", writing.add, name="add-section"),
    path("<uuid:pk>/sections/<uuid:section>/", writing.write, name="section"),
    path("<uuid:pk>/sections/<uuid:section>/remove/", writing.remove, name="remove-section"),
    # its steps
    path("<uuid:pk>/figures/", steps.make_again, name="make-again"),
    path("<uuid:pk>/put-to-the-chair/", steps.put_forward, name="submit"),
    path("<uuid:pk>/send-back/", steps.send_back, name="send-back"),
    path("<uuid:pk>/freeze/", steps.freeze, name="freeze"),
    path("<uuid:pk>/send/", steps.send, name="send"),
    path("<uuid:pk>/paper/", steps.bring, name="bring"),
    path("<uuid:pk>/withdraw/", steps.withdraw, name="withdraw"),
]
