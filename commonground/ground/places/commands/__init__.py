"""`commonground import boundaries|area-changes|schools`, `areas`, `footprints` and `locate`."""

import click

from commonground.ground.places.commands.importing import area_changes, boundaries, schools
from commonground.ground.places.commands.locating import locate
from commonground.ground.places.commands.looking import areas, footprints

IMPORTS: list[click.Command] = [boundaries, area_changes, schools]
COMMANDS: list[click.Command] = [areas, footprints, locate]
