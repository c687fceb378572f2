"""The one command. Sets Django up, then hands over to the commands composed of the rooms'."""

import os
from importlib import import_module

import django


def main() -> None:
    """Entry point of `commonground`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonground.config.settings")
    django.setup()
    # The rooms' commands reach their tables as they are imported, so this comes after Django is set up.
    import_module("commonground.config.commands").build()(prog_name="commonground")


if __name__ == "__main__":
    main()
