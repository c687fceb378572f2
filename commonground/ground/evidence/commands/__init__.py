"""`commonground import …` of published files; `value`, `indicators`, `profile` and `evidence`."""

import click

from commonground.ground.evidence.commands.importing import deprivation, dfe_cin, neighbours, population
from commonground.ground.evidence.commands.lait import lait
from commonground.ground.evidence.commands.looking import indicators, value
from commonground.ground.evidence.commands.profiles import profile
from commonground.ground.evidence.commands.tending import evidence

IMPORTS: list[click.Command] = [dfe_cin, lait, deprivation, neighbours, population]
COMMANDS: list[click.Command] = [value, indicators, profile, evidence]
