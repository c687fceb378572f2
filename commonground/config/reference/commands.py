"""Help of the command line and of everything below it."""

from collections.abc import Iterator

import click

from commonground.config import commands

WIDTH = 100


def page() -> str:
    return "\n\n".join(_help("commonground", commands.build(), None))


def _help(name: str, command: click.Command, parent: click.Context | None) -> Iterator[str]:
    context = click.Context(command, info_name=name, parent=parent, terminal_width=WIDTH, max_content_width=WIDTH)
    yield f"## {context.command_path}\n\n```\n{command.get_help(context)}\n```"
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            if found is not None and not found.hidden:
                yield from _help(child, found, context)
