"""Our feed asked whatever the published description of Open Referral UK 3.0 allows, and what it does not: every answer
is one of the standard, by its compiled schemas, or says in JSON what is wrong.

The description is read as it is published. What it leaves open is put in: where the feed stands, the compiled schemas
in place of addresses on the web, the ids that there are, and that a request may be refused. Two slips of it are mended:
a service at a location is by its own schema, not by that of a service, and a time is text.
"""

import json
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import Client
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi import checks

from commonground.ground.directory.models import Taxonomy, TaxonomyTerm
from commonground.ground.directory.tests import feeds
from tests.answering import one_connection, quiet
from tests.world import World

API = "/api/open-referral"
EXAMPLES = 25  # for each address and mode
OPERATIONS = 9
WHY = {"type": "object", "required": ["title", "status", "detail"]}  # RFC 9457
REFUSED = {"description": "It cannot be answered so.", "content": {"application/problem+json": {"schema": WHY}}}

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("quiet", "one_connection")]
__all__ = ["one_connection", "quiet"]


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_every_answer_of_the_feed_is_one_of_the_standard(
    published_data: Path, world: World, tmp_path: Path, mode: GenerationMode
):
    load_all_checks()
    _say_in_words_of_a_list(tmp_path)
    described = schemathesis.openapi.from_dict(_description(published_data / "open_referral_uk"))
    described.app = get_wsgi_application()
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) == OPERATIONS
    if mode is GenerationMode.NEGATIVE:  # the first address has nothing that could be said wrongly
        operations = [one for one in operations if one.path != "/"]
    good, refused = zip(*[_ask_often(operation, mode) for operation in operations], strict=True)
    if mode is GenerationMode.POSITIVE:
        assert min(good) >= 1, "an address never answered with what it is for"
    else:
        assert sum(refused) >= 1, "nothing that is wrong was refused"


def _say_in_words_of_a_list(folder: Path) -> None:
    """The services of the example place name no taxonomy."""
    feeds.take(folder, [feeds.whole_service()])
    TaxonomyTerm.objects.update(taxonomy=Taxonomy.objects.create(name="A list"))


def _ask_often(operation: Any, mode: GenerationMode) -> tuple[int, int]:
    """How many requests were answered and how many refused. Raises what schemathesis found wrong."""
    count = {True: 0, False: 0}

    @seed(20261130)
    @settings(
        max_examples=EXAMPLES, deadline=None, phases=[Phase.generate], database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        answer = case.call_and_validate(
            excluded_checks=[checks.positive_data_acceptance, checks.negative_data_rejection]
        )
        count[answer.status_code == 200] += 1

    ask()
    return count[True], count[False]


def _description(folder: Path) -> dict[str, Any]:
    described: dict[str, Any] = json.loads((folder / "openapi.json").read_text(encoding="utf-8"))
    described["servers"] = [{"url": API}]
    for path, item in described["paths"].items():
        item["get"]["responses"] |= {"400": REFUSED, "404": REFUSED, "422": REFUSED}
        if "parameters" in item:
            item["parameters"][0]["schema"] = {"type": "string", "enum": _ids(path.split("/")[1])}
    _answered_by(described["paths"]["/service_at_locations/{id}"], "service_at_location")
    for parameter in described["components"]["parameters"].values():
        if parameter["schema"].get("type") == "time":  # no type of OpenAPI
            parameter["schema"] = {"type": "string", "format": "time"}
    return _with_schemas(described, folder / "schema_compiled")


def _answered_by(item: dict[str, Any], name: str) -> None:
    item["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"] = f"https://…/{name}.json"


def _ids(kind: str) -> list[str]:
    listed = Client().get(f"{API}/{kind}").json()["contents"]
    return [one["id"] for one in listed][:10]


def _with_schemas(described: Any, folder: Path) -> Any:
    """Each address of a schema replaced by the schema; of what has none compiled, anything in JSON is allowed."""
    if isinstance(described, list):
        return [_with_schemas(one, folder) for one in described]
    if not isinstance(described, dict):
        return described
    if str(described.get("$ref", "")).startswith("https://"):
        path = folder / Path(described["$ref"]).name
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"type": "object"}
    return {key: _with_schemas(one, folder) for key, one in described.items()}
