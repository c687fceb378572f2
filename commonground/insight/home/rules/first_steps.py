"""What to do first, for whom: read from a pack, so that a place may say it in its own way."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from commonground.foundation.kernel.viewer import Viewer

EVERYBODY, PUBLIC = "everybody", "public"


@dataclass(frozen=True)
class FirstStep:
    """`address` is the name of a page. `to` names whom it is for: permissions, roles, "everybody" or "public".

    `needs` is a permission without which the page does not open.
    """

    title: str
    hint: str
    address: str
    to: Sequence[str]
    needs: Sequence[str] = ()


def read_first_steps(text: str) -> list[FirstStep]:
    """The steps of a pack, in its order."""
    return [FirstStep(**row) for row in tomllib.loads(text)["step"]]


def first_steps_for(viewer: Viewer, steps: Iterable[FirstStep]) -> list[FirstStep]:
    """The steps that are meant for the viewer and lead to a page that opens."""
    return [
        step
        for step in steps
        if any(_is_meant(viewer, one) for one in step.to)
        and (not step.needs or any(viewer.may(permission) for permission in step.needs))
    ]


def _is_meant(viewer: Viewer, to: str) -> bool:
    if to == PUBLIC:
        return viewer.is_public
    return to == EVERYBODY or to in viewer.roles or viewer.may(to)
