"""Composition of the command line from the rooms' commands, and the commands that run the site itself."""

import copy
import functools
from collections.abc import Callable
from typing import Any

import click
from rich.console import Console

from commonground.config import serving
from commonground.foundation.audit import commands as audit
from commonground.foundation.kernel.errors import Ambiguous, Conflict, Invalid, NotFound, PersonFacing, Refused
from commonground.foundation.work import commands as work
from commonground.ground.directory import commands as directory
from commonground.ground.evidence import commands as evidence
from commonground.ground.partners import commands as partners
from commonground.ground.places import commands as places
from commonground.partnership.groups import commands as groups
from commonground.showcase import commands as showcase

WRITE: list[click.Command] = [*showcase.COMMANDS, *partners.COMMANDS, *work.COMMANDS]
READ: list[click.Command] = [*places.COMMANDS, *evidence.COMMANDS, *audit.COMMANDS]
IMPORTS: list[click.Command] = [
    *places.IMPORTS,
    *partners.IMPORTS,
    *evidence.IMPORTS,
    *directory.IMPORTS,
    *groups.IMPORTS,
]
EXPORTS: list[click.Command] = [*directory.EXPORTS, *groups.EXPORTS]

SHOWN_PROBLEMS = 20
EXIT_CODES: list[tuple[type[PersonFacing], int]] = [
    (Ambiguous, 2),
    (Invalid, 1),
    (NotFound, 2),
    (Conflict, 3),
    (Refused, 4),
]


class Spoken(click.Group):
    """Turns what went wrong in a way a person should hear about into a sentence and an exit code."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except PersonFacing as error:
            _say(error)
            ctx.exit(next((code for kind, code in EXIT_CODES if isinstance(error, kind)), 1))


def _say(error: PersonFacing) -> None:
    console = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)
    console.print(error.sentence)
    problems = error.problems if isinstance(error, Invalid) else []
    for problem in problems[:SHOWN_PROBLEMS]:
        console.print(f"  {problem}")
    if len(problems) > SHOWN_PROBLEMS:
        console.print(f"  … and {len(problems) - SHOWN_PROBLEMS} more")


def build() -> click.Group:
    """Every command of the site under one name."""
    root = Spoken(
        "commonground",
        help="Common Ground: locality working in children's services.\n\n"
        "Everything it keeps is under COMMONGROUND_HOME. Exit codes: 0 done, 1 something is wrong with what was "
        "given, 2 not found or not understood, 3 somebody was first, 4 not allowed.",
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    imports = click.Group(
        "import",
        help="Load published files, and lists that partners keep. What an earlier release said is never changed.",
    )
    for command in IMPORTS:
        imports.add_command(command)
    for command in (*WRITE, imports):
        root.add_command(_after(serving.make_ready, command))
    exports = click.Group("export", help="Write what is kept into a file that another site can take.")
    for command in EXPORTS:
        exports.add_command(command)
    for command in (*READ, exports):
        root.add_command(_after(serving.check_is_there, command))
    for command in serving.COMMANDS:
        root.add_command(command)
    return root


def _after(first: Callable[[], None], command: click.Command) -> click.Command:
    """The command, or each command of the group, doing something first: not for --help, which makes nothing."""
    if isinstance(command, click.Group):
        group = copy.copy(command)
        group.commands = {name: _after(first, inner) for name, inner in command.commands.items()}
        return group
    inner = command.callback
    assert inner is not None

    @functools.wraps(inner)
    def both(*args: Any, **kwargs: Any) -> Any:
        first()
        return inner(*args, **kwargs)

    prepared = copy.copy(command)
    prepared.callback = both
    return prepared
