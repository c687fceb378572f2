"""The API of the site: the rooms' endpoints under /api/v1/, their description, and a page that people read.

Loaded when somebody first calls it: see `config/urls.py`.
"""

import functools
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path
from ninja import NinjaAPI
from ninja.errors import ValidationError

from commonground.foundation.analysis.symbols import MEANINGS
from commonground.foundation.design import endpoints
from commonground.foundation.design.doors import open_to
from commonground.foundation.kernel.errors import Invalid, NotFound, Problem
from commonground.ground.evidence import api as evidence
from commonground.ground.partners import api as partners
from commonground.ground.places import api as places
from commonground.partnership.groups import api as groups

VERSION = "1"
PREFIX = "/api/v1/"
ROUTERS = {
    "evidence": evidence.router,
    "places": places.router,
    "partners": partners.router,
    "groups": groups.router,
}
ABOUT = (
    "Figures, areas, needs profiles and the calendar of groups for analysts' tools. What the pages show to everybody "
    "needs no token. Errors are problem documents (RFC 9457)."
)
FAILURES = {
    "401": "The token is not known, has ended or has run out.",
    "403": "The token does not allow this.",
    "404": "There is no such thing, or none that you may know of.",
    "409": "The figures were prepared anew since the first page. Begin again.",
    "422": "A parameter cannot be taken; `problems` says which and what to do.",
    "429": "Asked too often. `Retry-After` says how many seconds to wait.",
}


class Api(NinjaAPI):
    """What rooms raise goes on to where pages' errors go too; only what the library raises itself is put in words."""

    def set_default_exception_handlers(self) -> None:
        self.add_exception_handler(ValidationError, _raise_in_words)

    def get_operation_url_name(self, operation: Any, router: Any) -> str:
        return name_of(operation)

    def get_openapi_operation_id(self, operation: Any) -> str:
        return name_of(operation)


def name_of(operation: Any) -> str:
    """`evidence-indicators`: the room, then the function."""
    return f"{operation.view_func.__module__.split('.')[2]}-{operation.view_func.__name__.replace('_', '-')}"


def _raise_in_words(request: HttpRequest, error: Any) -> HttpResponse:
    if any(one["loc"][0] == "path" for one in error.errors):
        raise NotFound
    problems = [Problem(f"{one['msg']}.", where=_where(one["loc"])) for one in error.errors]
    raise Invalid("A parameter cannot be taken. Nothing was read.", problems)


def _where(place: Sequence[str | int]) -> str:
    """The parameter, and which of several: `indicator 2`."""
    named = [part for part in place[1:] if part != "asked"]
    return " ".join(str(part + 1) if isinstance(part, int) else part for part in named)


def _composed() -> tuple[Api, dict[str, endpoints.Read]]:
    """The API, and who may call what by the name of its address."""
    api = Api(title="Common Ground", version=VERSION, description=ABOUT, openapi_url=None, docs_url=None)
    marks: dict[str, endpoints.Read] = {}

    def door(run: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        operation: Any = run.__self__  # type: ignore[attr-defined]  # a bound method of the library's operation
        mark = marks[name_of(operation)] = endpoints.read_of(operation.view_func)
        of_query = [model for model in operation.models if model.__ninja_param_source__ == "query"]
        known = {name for model in of_query for name in model.__ninja_flatten_map__}

        @functools.wraps(run)
        def answer(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
            return endpoints.answered(request, mark, known, functools.partial(run, request, **arguments))

        return answer

    api.add_decorator(door, mode="view")
    for room, router in ROUTERS.items():
        api.add_router(f"/{room}", router, tags=[room])
    return api, marks


API, MARKS = _composed()


def _opened(pattern: URLPattern) -> URLPattern:
    """The address with its access rule, and words for whoever asks it by another method than GET."""
    inner = pattern.callback

    def view(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
        if request.method == "HEAD":
            return endpoints.without_body(request, lambda: inner(request, **arguments))
        response = inner(request, **arguments)
        return endpoints.other_method(response) if response.status_code == 405 else response

    view.csrf_exempt = True  # type: ignore[attr-defined]  # nothing is changed here; 405 says so
    view.access_rule = MARKS[str(pattern.name)].rule  # type: ignore[attr-defined]  # read by tests/architecture
    pattern.callback = view
    return pattern


def description() -> dict[str, Any]:
    """The OpenAPI document: what the library says of each endpoint, how it can fail, and that a token may be sent."""
    found = dict(API.get_openapi_schema(path_prefix=PREFIX))
    schemas = found["components"]["schemas"]
    schemas["Wrong"] = endpoints.Wrong.model_json_schema()
    found["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Wrong"}}}
    for _, operation in operations(found):
        mark = MARKS[operation["operationId"]]
        for parameter in operation["parameters"]:
            parameter["schema"] = _with_choices(parameter["schema"], schemas)
            if parameter["schema"].get("default") in ("", [], None):
                parameter["schema"].pop("default", None)  # left out: no value of its own
        operation["security"] = [{"token": []}] if mark.rule.signed_in else [{}, {"token": []}]
        for status, why in FAILURES.items():
            operation["responses"].setdefault(status, {"description": why, "content": content})
        if mark.edition is not None:
            operation["responses"]["304"] = {"description": "What `If-None-Match` names is still so."}
    return found


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(address, operation) for each of an OpenAPI document."""
    for address, methods in document["paths"].items():
        for operation in methods.values():
            yield address, operation


def _with_choices(schema: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    """A parameter that is one of several words, with these words in place of where they are listed."""
    if "anyOf" not in schema:
        return schema
    kinds = [schemas[one["$ref"].rpartition("/")[2]] if "$ref" in one else one for one in schema["anyOf"]]
    return {**schema, "anyOf": kinds}


def _in_words(schema: dict[str, Any]) -> dict[str, Any]:
    """What a parameter may be, as the page tells it."""
    return {
        "choices": [choice for one in schema.get("anyOf", [schema]) for choice in one.get("enum", [])],
        "least": schema.get("minimum"),
        "most": schema.get("maximum"),
        "usual": schema.get("default"),
    }


@open_to("public")
def openapi(request: HttpRequest) -> HttpResponse:
    """The description for programs."""
    return JsonResponse(description())


@open_to("public")
def page(request: HttpRequest) -> HttpResponse:
    """The description for people."""
    rooms: dict[str, list[dict[str, Any]]] = {}
    for address, operation in operations(description()):
        parameters = [{**one, **_in_words(one["schema"])} for one in operation["parameters"]]
        told = {"address": address, "description": operation.get("description", ""), "parameters": parameters}
        rooms.setdefault(operation["tags"][0], []).append(told)
    shown = {"rooms": rooms, "failures": FAILURES, "symbols": MEANINGS, "site": request.build_absolute_uri("/")[:-1]}
    return render(request, "design/api.html", shown)


app_name = "api"
urlpatterns = [
    path("openapi.json", openapi, name="openapi"),
    *(_opened(one) for one in API.urls[0] if isinstance(one, URLPattern) and one.name in MARKS),
]
