"""What could not be taken of a directory: corrected here, set aside, and not asked again; feeds and their readings."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.urls import reverse

from commonground.foundation.kernel.errors import Conflict, Invalid, NotFound, Refused
from commonground.foundation.work.actions import running
from commonground.foundation.work.models import Job
from commonground.foundation.work.rules import State
from commonground.ground.directory.actions import feeds as feed_actions
from commonground.ground.directory.actions import quarantine
from commonground.ground.directory.actions.refreshing import note_failure
from commonground.ground.directory.models import Feed, Quarantined, Service
from commonground.ground.directory.queries import feeds as feed_queries
from commonground.ground.directory.queries import run_as_plain
from commonground.ground.directory.rules.words import Outcome
from commonground.ground.directory.tests import entries
from commonground.ground.directory.tests.entries import ANYBODY, KEEPER, PLAIN_KEEPER
from commonground.ground.directory.tests.feeds import an_id, take, whole_service
from commonground.ground.directory.views import feeds as views

pytestmark = pytest.mark.django_db
WRONG = {**whole_service("Bad"), "email": "not-an-address"}


def bad_row(tmp_path, *services) -> Quarantined:
    take(tmp_path, [whole_service(), *(services or [WRONG])])
    return Quarantined.objects.latest("run__started_at", "id")


def corrected(**values) -> str:
    return json.dumps({**WRONG, "email": "right@example.org", **values})


def take_it(row, text, *, by=KEEPER, based_on=1):
    return quarantine.take_corrected(row=row, based_on=based_on, text=text, by=by)


def test_a_service_of_an_earlier_version_is_kept_aside_alone(tmp_path):
    run = take(tmp_path, [whole_service(), {**whole_service("Old"), "physical_addresses": []}])
    assert (run.new, run.quarantined) == (1, 1)
    assert "HSDS 1 or 2" in run.quarantine.get().problems[0]


def test_a_corrected_record_is_taken_into_its_feed(tmp_path):
    row = bad_row(tmp_path)
    made = take_it(row, corrected())
    row.refresh_from_db()
    assert (made.email, made.feed) == ("right@example.org", row.run.feed)
    assert (row.outcome, row.service, row.settled_by) == (Outcome.TAKEN, made, KEEPER.label)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "is no JSON"),
        ("[]", "should be an object"),
        (json.dumps(WRONG), "/email: is “not-an-address”"),
        (corrected(minimum_age=30), "oldest is below the youngest"),
        (corrected(eligibilitys=[]), "Open Referral UK 1.0"),
    ],
)
def test_what_is_still_wrong_is_told_with_its_place_and_nothing_is_written(tmp_path, text, says):
    row = bad_row(tmp_path)
    with pytest.raises(Invalid) as wrong:
        take_it(row, text)
    assert {one.column for one in wrong.value.problems} == {"raw"}
    assert says in " ".join(map(str, wrong.value.problems))
    assert Service.objects.count() == 1


def test_the_same_is_not_asked_again_and_what_was_taken_stays_until_the_feed_says_something_good(tmp_path):
    made = take_it(bad_row(tmp_path), corrected())
    again = take(tmp_path, [whole_service(), WRONG])
    made.refresh_from_db()
    assert again.quarantine.get().outcome == Outcome.TAKEN
    assert made.gone_on is None
    take(tmp_path, [whole_service(), {**WRONG, "email": "theirs@example.org"}])
    made.refresh_from_db()
    assert made.email == "theirs@example.org"


def test_a_service_whose_id_was_wrong_is_not_let_go_when_the_feed_is_read_again(tmp_path):
    wrong = {**whole_service("Bad"), "id": "17"}
    row = bad_row(tmp_path, wrong)
    made = take_it(row, json.dumps({**wrong, "id": an_id("right")}))
    take(tmp_path, [whole_service(), wrong])
    made.refresh_from_db()
    assert made.gone_on is None


def test_what_is_set_aside_needs_a_reason_and_is_set_aside_for_good(tmp_path):
    row = bad_row(tmp_path)
    with pytest.raises(Invalid):
        quarantine.set_aside(row=row, based_on=1, reason=" ", by=KEEPER)
    quarantine.set_aside(row=row, based_on=1, reason="It is a test record", by=KEEPER)
    again = take(tmp_path, [whole_service(), WRONG]).quarantine.get()
    assert (again.outcome, again.reason) == (Outcome.ASIDE, "It is a test record")
    assert [one.waits for one in feed_queries.feeds()] == [0]


def test_two_who_settle_one_row_are_told_of_each_other(tmp_path):
    row = bad_row(tmp_path)
    quarantine.set_aside(row=Quarantined.objects.get(pk=row.pk), based_on=1, reason="No", by=KEEPER)
    with pytest.raises(Conflict):
        take_it(Quarantined.objects.get(pk=row.pk), corrected())


def test_a_row_of_an_earlier_reading_is_settled_no_more(tmp_path):
    row = bad_row(tmp_path)
    take(tmp_path, [whole_service(), {**WRONG, "email": "still wrong"}])
    with pytest.raises(Refused):
        take_it(row, corrected())


def test_who_may_not_take_in_directories_settles_nothing(tmp_path):
    row = bad_row(tmp_path)
    for viewer in (ANYBODY, entries.of_organisation("Owner", "directory.keep-own")):
        with pytest.raises(Refused):
            take_it(row, corrected(), by=viewer)
        with pytest.raises(Refused):
            quarantine.set_aside(row=row, based_on=1, reason="No", by=viewer)
        with pytest.raises(Refused):
            feed_queries.feed(row.run.feed_id, viewer=viewer)


def test_a_row_that_tells_where_something_confidential_is_is_shown_to_few(tmp_path):
    secret = whole_service("Bad")
    where = secret["service_at_locations"][0]["location"]
    where["commonground"] = {"confidential": True}
    where["latitude"], where["longitude"] = 0.5, 0.5
    row = bad_row(tmp_path, secret)
    assert row.is_confidential
    assert feed_queries.quarantined(row.pk, viewer=KEEPER) == row
    with pytest.raises(NotFound):
        feed_queries.quarantined(row.pk, viewer=PLAIN_KEEPER)
    with pytest.raises(NotFound):
        take_it(row, json.dumps(secret), by=PLAIN_KEEPER)
    assert "0.5" not in str(run_as_plain(row.run)["bad"])
    request = RequestFactory().get("/")
    request.viewer = PLAIN_KEEPER
    assert b"0.5" not in views.feed(request, row.run.feed_id).content


def work_off() -> Job:
    job = Job.objects.get(state=State.QUEUED)
    claimed = running.claim(job.pk)
    assert claimed is not None
    running.perform(claimed)
    job.refresh_from_db()
    return job


def test_a_file_is_handed_in_and_read_as_work(rf, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    file = SimpleUploadedFile("our services.json", json.dumps([whole_service(), WRONG]).encode())
    request = rf.post(reverse("directory:hand-in"), {"name": "County", "file": file})
    request.viewer = KEEPER
    assert views.hand_in(request).status_code == 302
    job = work_off()
    assert (job.state, job.result["new"], job.result["quarantined"]) == (State.DONE, 1, 1)
    assert not list(tmp_path.rglob("*.json")), "the file goes once it was read"


def test_a_form_without_file_and_address_or_with_both_is_told(rf):
    request = rf.post(reverse("directory:hand-in"), {"name": "County"})
    request.viewer = KEEPER
    assert "Give a file or an address" in views.hand_in(request).content.decode()


def test_an_address_that_is_none_or_is_read_already_is_told():
    Feed.objects.create(name="Other", source="address", address="https://example.org/api")
    for address, column in (("ftp://example.org", "address"), ("https://example.org/api", "name")):
        with pytest.raises(Invalid) as wrong:
            feed_actions.read_address(name="County", address=address, is_nightly=True, by=KEEPER)
        assert {one.column for one in wrong.value.problems} == {column}


def test_only_an_address_is_read_every_night():
    files = Feed.objects.create(name="Files", source="file")
    with pytest.raises(Invalid):
        feed_actions.change_feed(feed=files, based_on=1, is_nightly=True, ends_on=None, by=KEEPER)
    feed_actions.change_feed(feed=files, based_on=1, is_nightly=False, ends_on=date(2026, 12, 1), by=KEEPER)
    with pytest.raises(Conflict):
        feed_actions.change_feed(feed=files, based_on=1, is_nightly=False, ends_on=None, by=KEEPER)


def test_why_a_feed_could_not_be_read_stands_on_it_until_it_is_read_again(tmp_path):
    feed = take(tmp_path, [whole_service()]).feed
    note_failure(feed=feed, why=["It hangs."], by=KEEPER)
    feed.refresh_from_db()
    assert feed.failure == "It hangs."
    take(tmp_path, [whole_service()])
    feed.refresh_from_db()
    assert (feed.failed_at, feed.failure) == (None, "")


def test_the_page_of_a_feed_shows_its_readings_and_what_is_wrong(rf, tmp_path):
    row = bad_row(tmp_path)
    request = rf.get("/")
    request.viewer = KEEPER
    page = views.feed(request, row.run.feed_id).content.decode()
    assert "which is no e-mail address" in page
    assert ">Waits<" in page
