"""A year of meetings from how often a group meets, and what another frequency would ask of people."""

from datetime import time, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.kernel import working_days
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access, actions, queries
from commonground.partnership.groups.forms.meetings import ScheduleForm
from commonground.partnership.groups.models import Group, TermsOfReference
from commonground.partnership.groups.rules import calendar
from commonground.partnership.groups.rules.words import Where
from commonground.partnership.groups.views.asking import way_to

SERVING = ("groups.take-part", "groups.keep")
YEAR = timedelta(days=365)
MORNING, NOON = time(10), time(12)
USUAL = 6  # meetings a year, where the terms do not say: every two months unless agreed otherwise (000:278)


@needs(*SERVING)
def schedule(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for days, look at them, plan those that suit. Nothing is planned before the second step."""
    viewer = viewer_of(request)
    group = queries.group(slug, viewer=viewer)
    access.check_can_clerk(queries.standing_in(group, viewer=viewer))
    terms = queries.agreed_terms(group)
    data = request.POST if request.method == "POST" else request.GET
    form = ScheduleForm(
        data if "a_year" in data else None,
        venues=queries.venues(on=viewer.today),
        initial=_initial(terms, group, viewer),
    )
    shown = {"group": group, "form": form, "terms": terms, "way": way_to(group)}
    if not form.is_valid():
        return render(request, "groups/schedule.html", shown)
    if request.method == "POST" and _plan(request, form, group, viewer):
        return redirect("groups:meetings", slug)
    held = form.cleaned_data
    shown["proposed"] = queries.proposed_schedule(
        group, asked=form.asked, starts=held["starts"], ends=held["ends"], viewer=viewer
    )
    shown["kept"] = [(name, value) for name, value in data.items() if name not in ("day", "csrfmiddlewaretoken")]
    shown["before_after"] = _before_after(group, terms, held["a_year"], viewer)
    return render(request, "groups/schedule.html", shown)


def _plan(request: HttpRequest, form: ScheduleForm, group: Group, viewer: Viewer) -> bool:
    chosen = set(request.POST.getlist("day"))
    held = form.cleaned_data
    proposed = queries.proposed_schedule(
        group, asked=form.asked, starts=held["starts"], ends=held["ends"], viewer=viewer
    )
    done = submit(
        form,
        actions.plan_schedule,
        group=group,
        asked=form.asked,
        days=[slot.on for slot in proposed.free if slot.on.isoformat() in chosen],
        by=viewer,
        **{name: held[name] for name in ("starts", "ends", "where", "venue", "room")},
    )
    if done:
        count = len(done.value)
        messages.success(request, "One meeting is planned." if count == 1 else f"{count} meetings are planned.")
    return bool(done)


def _initial(terms: TermsOfReference | None, group: Group, viewer: Viewer) -> dict[str, object]:
    first = working_days.working_day_on_or_after(max(viewer.today + timedelta(days=28), group.starts_on))
    long = timedelta(minutes=terms.minutes_long) if terms else timedelta(hours=2)
    begins = calendar.in_england(viewer.today, MORNING)
    ends = (begins + long).astimezone(calendar.ENGLAND).time() if long < timedelta(hours=12) else NOON
    return {
        "first": first,
        "until": min(first + YEAR, group.ends_on) if group.ends_on and group.ends_on > first else first + YEAR,
        "a_year": terms.meetings_a_year if terms and terms.meetings_a_year else USUAL,
        "pattern": calendar.Pattern.WEEKDAY,
        "starts": MORNING,
        "ends": ends,
        "where": Where.IN_PERSON,
    }


def _before_after(
    group: Group, terms: TermsOfReference | None, a_year: int, viewer: Viewer
) -> tuple[queries.Frequency, queries.Frequency] | None:
    """What the terms ask of people a year, and what this frequency would: where the two differ (G3)."""
    if terms is None or terms.meetings_a_year in (None, a_year):
        return None
    after = queries.frequency(group, a_year=a_year, on=viewer.today, minutes=terms.minutes_long)
    return queries.Frequency(terms.meetings_a_year or 0, after.minutes, after.people), after


@open_to("public")
def frequency(request: HttpRequest) -> HttpResponse:
    """How many meetings a year the terms of all groups ask for, by kind of group."""
    found = queries.meetings_in_a_year(viewer_of(request))
    totals = {
        "groups": sum(one.groups for one in found),
        "meetings": sum(one.meetings for one in found),
        "hours": sum(one.hours_of_people for one in found),
    }
    return render(request, "groups/frequency.html", {"kinds": found, "totals": totals})
