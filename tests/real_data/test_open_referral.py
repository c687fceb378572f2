"""Our feed by the compiled schemas of Open Referral UK 3.0, and the samples that others publish."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from django.test import Client

from commonground.foundation.kernel.errors import Invalid
from commonground.ground.directory import queries
from commonground.ground.directory.models import Quarantined, Service
from commonground.ground.directory.tests import entries, feeds
from commonground.showcase import formats
from tests.world import World

API = "/api/open-referral/"
PACKS = Path(formats.__file__).parents[1] / "packs"
PACKS_WITH_SERVICES = ("manchester", "nottinghamshire", "plymouth")


def validator(folder: Path, name: str) -> Any:
    """With format checks: without them bad e-mail addresses pass."""
    schema = json.loads((folder / "schema_compiled" / f"{name}.json").read_text(encoding="utf-8"))
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


def wrong(check: Any, row: Any) -> list[str]:
    return [f"{list(error.instance_path)}: {error.message}" for error in check.iter_errors(row)]


@pytest.fixture
def folder(published_data: Path) -> Path:
    return published_data / "open_referral_uk"


def test_the_schemas_find_a_bad_address_of_mail(folder: Path):
    service = feeds.whole_service()
    assert wrong(validator(folder, "service"), service) == []
    assert wrong(validator(folder, "service"), service | {"email": "none"})


@pytest.mark.django_db
@pytest.mark.once
def test_every_service_of_the_feed_is_valid(folder: Path, tmp_path: Path):
    feeds.take(tmp_path, [feeds.whole_service(), feeds.whole_service("Another")])
    entries.at(entries.service(), entries.place())
    entries.refuge()
    whole, listed = validator(folder, "service"), validator(folder, "service_list")
    rows = list(queries.every_published())
    assert [one for row in rows for one in wrong(whole, row)] == []
    page = Client().get(f"{API}services?per_page=500").json()
    assert page["total_items"] == len(rows) == len(page["contents"]) == 4
    assert [one for row in page["contents"] for one in wrong(listed, row)] == []
    places, place = validator(folder, "service_at_location_list"), validator(folder, "service_at_location")
    page = Client().get(f"{API}service_at_locations?per_page=500").json()
    assert page["total_items"] == len(page["contents"]) == 3
    assert [one for row in page["contents"] for one in wrong(places, row)] == []
    some = Client().get(f"{API}service_at_locations/{page['contents'][0]['id']}").json()
    assert wrong(place, some) == []


@pytest.mark.django_db
@pytest.mark.once
def test_the_example_of_the_standard_is_kept_aside_for_what_is_wrong_with_it(folder: Path, tmp_path: Path):
    """It lies in the sea, and happens on Thursdays of a day that was a Saturday."""
    run = feeds.take(tmp_path, json.loads((folder / "examples" / "service_full.json").read_text(encoding="utf-8")))
    assert run.quarantined == 1
    said = " ".join(Quarantined.objects.get().problems)
    assert "never occurs" in said
    assert "outside of Britain" in said


@pytest.mark.django_db
@pytest.mark.once
def test_the_example_is_taken_without_loss_where_it_is_mended(folder: Path, tmp_path: Path):
    service = json.loads((folder / "examples" / "service_full.json").read_text(encoding="utf-8"))
    service["schedules"][0] |= {"byday": "SA", "bymonthday": "1"}
    service["service_at_locations"][0]["location"] |= {"latitude": 53.1, "longitude": -1.2}
    assert feeds.take(tmp_path, [service]).new == 1
    assert feeds.missing(service, next(queries.every_published())) == []


@pytest.mark.django_db
@pytest.mark.once
def test_a_datapackage_of_tables_is_put_together(folder: Path):
    run = feeds.take_from(str(folder / "hsds_datapackage_sample"))
    assert run.new + run.quarantined == run.read
    kept = next(one for one in queries.every_published() if one["name"] == "Never Homeless Helpline")
    assert kept["languages"][0]["name"] == "English"
    assert {"MO", "TU"} <= {one["byday"] for one in kept["service_at_locations"][0]["schedules"]}
    assert "outside of Britain" in " ".join(Quarantined.objects.get(place="services.csv, row 3").problems)


@pytest.mark.django_db
@pytest.mark.once
def test_the_import_file_of_another_directory_is_read(folder: Path):
    run = feeds.take_from(str(folder / "outpost_services_sample.csv"))
    assert run.new + run.quarantined == run.read
    kept = Service.objects.get(name="CSV creation service")
    assert [one.title for one in kept.contacts.all()] == ["public contacts role"]
    assert kept.at_locations.get().location.postcode == "SW1A 1AA"
    assert any("notes and labels" in note for note in run.notes)


@pytest.mark.django_db
@pytest.mark.once
def test_the_description_of_a_standard_is_no_directory(folder: Path):
    with pytest.raises(Invalid):
        feeds.take_from(str(folder / "openapi.json"))


@pytest.mark.parametrize("pack", PACKS_WITH_SERVICES)
def test_the_services_of_every_example_place_are_valid_as_they_are_written(folder: Path, pack: str):
    check = validator(folder, "service")
    rows = json.loads((PACKS / pack / "services.json").read_text(encoding="utf-8"))
    assert [one for row in rows for one in wrong(check, row)] == []


@pytest.mark.once
def test_every_service_of_the_example_place_is_valid(folder: Path, world: World):
    check = validator(folder, "service")
    rows = list(queries.every_published())
    assert len(rows) >= 14
    assert [one for row in rows for one in wrong(check, row)] == []
