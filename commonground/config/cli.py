"""The one command, composed of the rooms' commands."""

import os
import sys

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="commonground")
def commonground() -> None:
    """Common Ground: locality working in children's services."""


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonground.config.settings")
    import django

    django.setup()
    commonground(prog_name="commonground")


if __name__ == "__main__":
    sys.exit(main())
