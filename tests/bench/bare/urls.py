"""The one page of bare Django: the name of somebody, found by an indexed query."""

from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import path

PAGE = Template("<!doctype html><title>Bare</title><p>{{ request.user.username }}</p><h1>{{ person.username }}</h1>")


def page(request: HttpRequest) -> HttpResponse:
    # the one indexed query; that somebody is signed in, by session and account, takes two more
    person = get_user_model()._default_manager.filter(pk=1).first()
    return HttpResponse(PAGE.render(Context({"person": person, "request": request})))


urlpatterns = [path("", page)]
