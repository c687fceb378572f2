"""The functions that do the work, by the name that jobs carry."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.module_loading import autodiscover_modules

Run = Callable[..., Mapping[str, Any] | None]
Function = TypeVar("Function", bound=Run)


@dataclass(frozen=True)
class Handler:
    name: str
    title: str
    run: Run


_HANDLERS: dict[str, Handler] = {}


def handler(name: str, *, title: str) -> Callable[[Function], Function]:
    """Make a function of a room's jobs.py the one that does jobs of this name (`<room>.<verb>`).

    It is called as `function(progress, *, by, **params)`, outside of any transaction, and returns a small mapping of
    plain values, shown as the result. It may be killed at any moment and started again: what it does twice must be
    as if done once. It raises Invalid, Refused, NotFound or Conflict for what a person should hear.
    """

    def register(function: Function) -> Function:
        known = _HANDLERS.get(name)
        if known is not None and (known.run.__module__, known.run.__qualname__) != _place(function):
            raise ValueError(f"{name} is already done by {known.run.__module__}.{known.run.__qualname__}")
        _HANDLERS[name] = Handler(name, title, function)
        return function

    return register


def find(name: str) -> Handler:
    """Raises LookupError, naming what there is.

    Only now are the rooms' jobs.py read: what they need to work is heavy, and most processes serve pages only.
    """
    autodiscover_modules("jobs")
    if name not in _HANDLERS:
        raise LookupError(f"nothing does the work {name!r}; there are {', '.join(sorted(_HANDLERS)) or 'none'}")
    return _HANDLERS[name]


def _place(function: Run) -> tuple[str, str]:
    return function.__module__, function.__qualname__
