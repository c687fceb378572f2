"""Pages of processes as people open them: what they say, what they refuse, how often they ask the database."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from commonground.partnership.plans.models import Process, ProcessStanding
from commonground.partnership.plans.queries import processes as queries
from commonground.partnership.plans.tests.cast import READS, manager, organisation, person
from commonground.partnership.plans.tests.spread import (
    ALL,
    EAST,
    NORTH,
    SOUTH,
    TO_10,
    TO_19,
    UNDER_5,
    level,
    process,
    say,
    spread,
)
from commonground.partnership.plans.tests.test_programme_pages import MOST, day_of, page, posted, signed_in
from commonground.partnership.plans.tests.works import BEGAN, made, milestone

pytestmark = pytest.mark.django_db


def at(of: Process, rest: str = "") -> str:
    return f"/plans/processes/{of.pk}/{rest}"


def sent(kind: str, *cells: tuple[str, str], **more: Any) -> dict[str, Any]:
    chosen = [f"{area}.{band}" for area, band in cells]
    return {"cells": chosen, "kind": kind, "seen": "{}", **day_of("as_of", timezone.localdate()), **more}


def test_the_matrix_says_each_cell_in_words_how_old_it_is_and_where_parity_is_missing() -> None:
    held = spread(owner=person("Olga Owner"))
    say(held.process, [(NORTH, TO_10), (SOUTH, TO_10)])
    say(held.process, [(NORTH, TO_19)], "different", differs="They ring first", why="Habit")
    say(held.process, [(EAST, UNDER_5)], "not-needed", why="There is no school")
    ProcessStanding.objects.filter(area__slug=SOUTH).update(as_of=BEGAN)
    shown = page(signed_in(), at(held.process))
    assert "In place as agreed in 2 of 8 cells that need it. Not needed in 1." in shown
    assert "Nobody has said how it stands in 5 of them. 1 was said more than 6 months ago." in shown
    assert "Old: say it again" in shown
    assert "<strong>North, 11 to 19:</strong> In place but different. They ring first. Habit." in shown
    assert "<strong>East, under 5:</strong> There is no school" in shown
    assert "Ready are 2 of 8 cells; 6 are not." in shown
    assert "Olga Owner" in shown


def test_an_area_has_a_page_of_what_is_missing_there() -> None:
    held = spread()
    say(held.process, [(NORTH, UNDER_5), (NORTH, TO_10)])
    process(held.plan, "One point of referral")
    say(queries.processes(manager()).get(title="One point of referral"), ALL)
    shown = page(signed_in(), f"/plans/processes/areas/{NORTH}/")
    assert "In place as agreed in 5 of 6 cells that need it." in shown
    assert "<strong>11 to 19:</strong> Nobody has said how it stands." in shown
    assert "One point of referral" not in shown.split("What is not as agreed here")[1]
    assert signed_in().get("/plans/processes/areas/mars/").status_code == 404


def test_the_list_counts_processes_by_area_and_says_what_is_ready_and_what_is_not() -> None:
    held = spread()
    say(held.process, ALL)
    process(held.plan, "One point of referral", milestone=held.live)
    shown = page(signed_in(), "/plans/processes/")
    assert "1 of 2 are in place as agreed wherever they are needed." in shown
    assert "1 of 2 processes ready." in shown
    assert "<strong>Not ready:</strong>" in shown
    assert "missing in 9 of 9 cells" in shown
    assert "<strong>9&nbsp;of&nbsp;9</strong>" in shown
    assert "No process fits" in page(signed_in(), "/plans/processes/?state=ended")
    assert "Add a process" in page(signed_in(), f"/plans/processes/?plan={held.plan.slug}")
    assert "Add a process</a>" not in page(signed_in(READS, "Rita Reader"), f"/plans/processes/?plan={held.plan.slug}")


def test_several_cells_are_written_shown_as_what_changes_and_only_then_saved() -> None:
    held = spread()
    say(held.process, [(NORTH, TO_10)], "being-set-up")
    client, where = signed_in(), at(held.process, "standing/")
    seen = f'{{"{NORTH}.{TO_10}": 1}}'
    form = sent("as-agreed", (NORTH, TO_10), (SOUTH, TO_10), seen=seen)
    shown = posted(client, where, **form)
    assert "2 cells. Nothing is saved yet." in shown
    assert "Being set up" in shown
    assert "Nobody has said" in shown
    assert ProcessStanding.objects.count() == 1
    assert "Show what changes" in posted(client, where, again="yes", **form)
    answer = client.post(where, {**form, "confirmed": "yes"}, follow=True)
    assert "Saved for 2 of 9 cells." in answer.content.decode()
    assert ProcessStanding.objects.count() == 3


def test_what_somebody_said_meanwhile_is_shown_beside_what_one_wrote() -> None:
    held = spread()
    client, form = signed_in(), sent("as-agreed", (NORTH, TO_10), confirmed="yes")
    say(held.process, [(NORTH, TO_10)], "being-set-up")
    answer = client.post(at(held.process, "standing/"), form)
    assert answer.status_code == 409
    for words in ("North, 5 to 10", "Being set up, said by Mary Manager", "In place as agreed"):
        assert words in answer.content.decode()


@pytest.mark.parametrize(
    ("form", "complaint", "field"),
    [
        (sent("different", (NORTH, TO_10)), "Say what is done differently here.", "id_differs"),
        (sent("not-needed", (NORTH, TO_10)), "Say why.", "id_why"),
        (sent("as-agreed"), "Choose at least one area and age band.", "id_cells"),
        (sent("as-agreed", ("mars", TO_10)), "This is not one of the areas and age bands", "id_cells"),
        (sent("as-agreed", (NORTH, "pensioners")), "This is not one of the areas and age bands", "id_cells"),
        ({**sent("as-agreed", (NORTH, TO_10)), "as_of_2": 2031}, "This day has not come yet.", "id_as_of"),
        ({**sent("as-agreed", (NORTH, TO_10)), "as_of_2": 2019}, "The process began on 1 April 2026.", "id_as_of"),
        ({**sent("as-agreed", (NORTH, TO_10)), "evidence": "the minutes"}, "valid URL", "id_evidence"),
    ],
)
def test_what_cannot_be_said_is_refused_at_its_field(form: dict[str, Any], complaint: str, field: str) -> None:
    held = spread()
    shown = posted(signed_in(), at(held.process, "standing/"), **form)
    assert complaint in shown
    assert f'href="#{field}' in shown
    assert not ProcessStanding.objects.exists()


def test_a_process_is_added_changed_and_ended_by_its_forms() -> None:
    held = made()
    live = milestone(held.door, "The form goes live", 70)
    client, words = signed_in(), {"purpose": "One offer.", "agreed_way": "Protocol", "organisation": organisation().pk}
    began = day_of("started_on", BEGAN)
    form = {**words, **began, "title": "Team meetings", "level": str(level().pk), "milestone": live.pk}
    assert client.post(f"/plans/processes/new/{held.plan.slug}/", form).status_code == 302
    of = Process.objects.get()
    assert (of.milestone, of.level, of.started_on) == (live, level(), BEGAN)
    assert "The plan has a process with this name." in posted(client, f"/plans/processes/new/{held.plan.slug}/", **form)
    changed = {**words, "title": "Meetings", "based_on": 1}
    assert client.post(at(of, "change/"), changed).status_code == 302
    assert client.post(at(of, "change/"), changed).status_code == 409
    assert client.post(at(of, "change/"), {**changed, "milestone": live.pk, "based_on": 2}).status_code == 302
    end = {"based_on": 3, "why": "", **day_of("ended_on", timezone.localdate())}
    assert "Say why it ends all the same." in posted(client, at(of, "end/"), **end)
    assert client.post(at(of, "end/"), {**end, "why": "The form has it now."}).status_code == 302
    assert "The form has it now." in page(client, at(of))
    assert "What you can do" not in page(client, at(of))


def test_a_milestone_of_another_plan_is_no_choice_and_a_map_that_is_none_neither() -> None:
    held = made()
    words = {"purpose": "One offer.", "agreed_way": "Protocol", "organisation": organisation().pk, "title": "T"}
    form = {**words, **day_of("started_on", BEGAN), "level": "mars", "milestone": organisation().pk}
    shown = posted(signed_in(), f"/plans/processes/new/{held.plan.slug}/", **form)
    assert 'href="#id_milestone"' in shown
    assert 'href="#id_level"' in shown


def test_whoever_only_reads_is_offered_nothing_and_refused() -> None:
    of = spread().process
    reader = signed_in(READS, "Rita Reader")
    shown = page(reader, at(of))
    assert "What you can do" not in shown
    assert "standing/" not in shown
    for rest in ("standing/", "change/", "end/"):
        assert reader.get(at(of, rest)).status_code == 403


def test_the_history_shows_all_and_one_cell() -> None:
    held = spread()
    say(held.process, [(NORTH, TO_10)], "being-set-up", as_of=date(2026, 5, 4), why="They train.")
    say(held.process, [(NORTH, TO_10)], evidence="https://example.org/minutes")
    shown = page(signed_in(), at(held.process, f"said/?area={NORTH}&band={TO_10}"))
    for words in ("4 May 2026", "They train.", "https://example.org/minutes", "Mary Manager"):
        assert words in shown
    assert "Nobody has said anything yet" in page(signed_in(), at(held.process, f"said/?area={SOUTH}"))


def test_the_matrix_is_taken_away_as_a_table_of_cells() -> None:
    held = spread()
    say(held.process, [(NORTH, TO_10)], "different", differs="=They ring", why="Habit")
    answer = signed_in().get(at(held.process, "process.xlsx"))
    rows = [list(row) for row in load_workbook(BytesIO(answer.content)).worksheets[-1].values]
    found = [row for row in rows if "North" in row and "5 to 10" in row]
    assert len(found) == 1
    assert {"In place but different", "Habit", "Mary Manager"} <= set(found[0])
    assert sum("Nobody has said" in row for row in rows) == 8
    assert signed_in().get("/plans/processes/processes.csv").content.count(b"Team meetings") == 9
    assert signed_in().get(at(held.process, "process.pdf")).content.startswith(b"%PDF")


def test_plans_and_programmes_lead_to_their_processes() -> None:
    held = spread()
    shown = page(signed_in(), f"/plans/programmes/{held.held.programme.slug}/")
    assert f"/plans/processes/?programme={held.held.programme.slug}" in shown
    assert f"/plans/processes/?plan={held.plan.slug}" in page(signed_in(), f"/plans/{held.plan.slug}/")
    assert "/plans/processes/" in page(signed_in(), "/plans/")
    assert "/plans/processes/" not in Client().get("/plans/").content.decode()


def test_fifty_processes_in_twelve_areas_cost_no_more_queries_than_one() -> None:
    names = [f"Area {at}" for at in range(12)]
    level(names)
    held = made()
    live = milestone(held.door, "The form goes live", 70)
    rows = [process(held.plan, f"Process {at}", milestone=live) for at in range(50)]
    keys = [(row.area, cell.band.slug) for row in queries.matrix(rows[0], on=BEGAN).rows for cell in row.cells]
    assert len(keys) == 36
    facts = {"kind": "as-agreed", "as_of": BEGAN, "by": "Mary", "at": timezone.now()}
    ProcessStanding.objects.bulk_create(
        ProcessStanding(process=one, area=area, band=band, number=number, **facts)
        for one in rows
        for area, band in keys
        for number in (1, 2)
    )
    client = signed_in()
    addresses = (
        "/plans/processes/",
        f"/plans/processes/areas/{keys[0][0].slug}/",
        at(rows[0]),
        at(rows[0], "said/"),
        at(rows[0], "standing/"),
        at(rows[0], "change/"),
    )
    for path in addresses:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page(client, path)
        assert len(asked) <= MOST, (path, len(asked), [one["sql"][:120] for one in asked])
    assert "50 of 50 are in place as agreed" in page(client, "/plans/processes/")
    assert manager().today - BEGAN > timedelta(0)
