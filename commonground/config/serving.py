"""Getting the site ready and serving it."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator

import click
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from commonground.config import packs
from commonground.foundation.kernel.errors import Invalid, NotFound
from commonground.ground.partners import queries as partners
from commonground.showcase.commands import showcase

LOOPBACK = "127.0.0.1"
THREADS = 4
SECONDS_TO_FINISH = 10
FIRST_PLACE = "nottinghamshire"  # the example that opens where nobody names another
MIGRATIONS = "django_migrations"


@click.command()
def migrate() -> None:
    """Bring the database and the static files up to date.

    Run it once after each upgrade, before the web and worker processes start.

    Example: commonground migrate
    """
    prepare()


@click.command()
@click.option("--host", default=LOOPBACK, show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Web processes.")
def serve(host: str, port: int, workers: int) -> None:
    """Serve the site. Run `commonground work` beside it for background jobs.

    Example: commonground serve --host 0.0.0.0 --port 8080 --workers 4
    """
    check_port_is_free(host, port)
    os.execv(sys.executable, server_command(host, port, workers))


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--place", help=f"Example place to open, or the folder of your own.  [default: {FIRST_PLACE}]")
@click.pass_context
def run(context: click.Context, port: int, place: str | None) -> None:
    """Open a working example place: database, example data, server and worker in one go.

    A home holds one place; what is in it already is served as it is. Another place needs a home of its own.

    \b
    Examples:
      commonground run --port 8001
      COMMONGROUND_HOME=./var/plymouth commonground run --place plymouth
    """
    check_port_is_free(LOOPBACK, port)
    prepare()
    if place is not None or partners.is_empty():
        context.invoke(showcase, name=place or FIRST_PLACE)
    os.environ.setdefault("COMMONGROUND_ADDRESS", f"http://localhost:{port}")  # for the links of mails
    click.echo(f"Common Ground is at http://localhost:{port} and keeps everything in {settings.COMMONGROUND_HOME}")
    click.echo("Press Ctrl+C to stop.")
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, _as_ctrl_c)
    with (
        _child([sys.executable, "-m", "commonground.config.cli", "work"]),
        _child(server_command(LOOPBACK, port, 1)) as web,
    ):
        with contextlib.suppress(KeyboardInterrupt):
            context.exit(web.wait())
        click.echo("Stopping.")


def prepare() -> None:
    """Make the home folder; bring tables, packs and static files up to date. Idempotent."""
    prepare_database()
    call_command("collectstatic", interactive=False, verbosity=0)


def prepare_database() -> None:
    """Make the home folder; bring tables and packs up to date. Idempotent."""
    settings.COMMONGROUND_HOME.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    packs.load()


def make_ready() -> None:
    """Before a command that writes: a new home gets its database; one of an earlier version is left alone.

    Raises Invalid with what to do where the database waits for an upgrade.
    """
    settings.COMMONGROUND_HOME.mkdir(parents=True, exist_ok=True)
    if MIGRATIONS not in connection.introspection.table_names():
        prepare_database()
        return
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Invalid("The database is of an earlier version of Common Ground. Back it up, then: commonground migrate")


def check_is_there() -> None:
    """Before a command that only reads. Raises NotFound with what to do first; makes nothing."""
    if not settings.COMMONGROUND_HOME.is_dir() or MIGRATIONS not in connection.introspection.table_names():
        raise NotFound(
            f"There is nothing in {settings.COMMONGROUND_HOME} yet. Open an example place: commonground showcase "
            "nottinghamshire. Or start an empty one: commonground migrate"
        )


def check_port_is_free(host: str, port: int) -> None:
    """Raises Invalid with what to do where something else listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Invalid(
                f"Port {port} is taken by another program ({error.strerror}). Stop that one, or choose another port: "
                f"make run PORT={port + 1}"
            ) from error


def server_command(host: str, port: int, workers: int) -> list[str]:
    """The web server as a command: one WSGI application, a few threads for each process."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", host, "--port", str(port), "--workers", str(workers)),
        *("--blocking-threads", str(THREADS), "--no-ws", "--log-level", "warning"),
        *("--workers-kill-timeout", str(SECONDS_TO_FINISH // 2)),
        "commonground.config.wsgi:application",
    ]


@contextlib.contextmanager
def _child(command: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    """A process with its own children, as long as the block lives; it may finish what it has in hand."""
    process = subprocess.Popen(command, start_new_session=True)
    try:
        yield process
    finally:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=SECONDS_TO_FINISH)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _as_ctrl_c(*_: object) -> None:
    raise KeyboardInterrupt


COMMANDS: list[click.Command] = [migrate, serve, run]
