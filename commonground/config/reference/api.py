"""Every endpoint of the API: its parameters and what it answers, from the description that the site serves."""

from collections.abc import Iterator, Mapping
from typing import Any

from commonground.config import api
from commonground.config.reference.markdown import code, table

ANSWER = "application/json"


def page() -> str:
    document = api.description()
    schemas = document["components"]["schemas"]
    return "\n\n".join(
        [
            "All is read with GET. A site serves its own description at `/api/v1/openapi.json`, and the page for "
            "people at `/api/`. Examples: "
            "[read figures from your own tools](../how-to/read-figures-from-your-own-tools.md).",
            *(_endpoint(address, operation) for address, operation in api.operations(document)),
            "## What is answered",
            *(_schema(name, schema) for name, schema in sorted(schemas.items()) if "properties" in schema),
            "## When it does not work",
            table(("status", "when"), api.FAILURES.items()),
        ]
    )


def _endpoint(address: str, operation: Mapping[str, Any]) -> str:
    rule = api.MARKS[operation["operationId"]].rule
    rows = [(code(one["name"]), one.get("description", ""), _kind(one["schema"])) for one in operation["parameters"]]
    content = operation["responses"].get(200, {}).get("content", {})
    answer = f"Answers {_kind(content[ANSWER]['schema'])}." if ANSWER in content else "Answers a file."
    parts = [f"## {code(f'GET {address}')}", f"{operation['description']} {str(rule).capitalize()}. {answer}"]
    return "\n\n".join([*parts, *([table(("parameter", "what it says", "kind"), rows)] if rows else [])])


def _schema(name: str, schema: Mapping[str, Any]) -> str:
    rows = [(code(field), about.get("description", ""), _kind(about)) for field, about in schema["properties"].items()]
    about = " ".join(schema.get("description", "").split())
    head = [f"### {code(name)}", *([about] if about else [])]
    return "\n\n".join([*head, table(("field", "what it says", "kind"), rows)])


def _kind(schema: Mapping[str, Any]) -> str:
    return " or ".join(dict.fromkeys(_kinds(schema)))


def _kinds(schema: Mapping[str, Any]) -> Iterator[str]:
    if "anyOf" in schema:
        for one in schema["anyOf"]:
            yield from _kinds(one)
    elif "$ref" in schema:
        yield code(schema["$ref"].rpartition("/")[2])
    elif schema.get("type") == "array":
        yield f"list of {_kind(schema['items'])}"
    elif "enum" in schema:
        yield ", ".join(map(code, schema["enum"]))
    else:
        limits = f" {schema['minimum']} to {schema['maximum']}" if "minimum" in schema and "maximum" in schema else ""
        yield f"{schema.get('format', schema.get('type', 'anything'))}{limits}"
