"""Addresses of the gap matrix: open to everybody."""

from collections.abc import Mapping

from tests.security.routes import PUBLIC, Route


def suffix(world: object) -> Mapping[str, object]:
    return {"suffix": "xlsx"}


ROUTES = (
    Route("directory:gaps", readers=PUBLIC),
    Route("directory:gaps-file", suffix, readers=PUBLIC),
)
