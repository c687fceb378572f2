"""Addresses of notices."""

from django.urls import path

from commonground.foundation.post import views

app_name = "post"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("unread/", views.unread, name="unread"),
    path("read/", views.read_all, name="read_all"),
    path("choices/", views.choices, name="choices"),
    path("undelivered/", views.undelivered, name="undelivered"),
    path("undelivered/<uuid:email_id>/again/", views.again, name="again"),
    path("undelivered/<uuid:email_id>/let-go/", views.let_go, name="let_go"),
    path("<uuid:notice_id>/", views.open_notice, name="open"),
]
