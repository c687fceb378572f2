"""Faults to plant in a copy of the house, each with the contract that must find it and the words it must say.

The copy has the rooms partnership/groups and practice/families, made by `new_room`.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """Text added to the end of a file of the copied package (made where it is not there), and what is to be said."""

    name: str
    file: str
    text: str
    contract: str
    says: str


# Seen in the files, without loading the site.
WRITTEN = [
    Fault(
        "a wing imports a wing above it",
        "ground/planted_ground.py",
        "from commonground.insight import home",
        "layers of the wings",
        "commonground.ground.planted_ground -> commonground.insight.home",
    ),
    Fault(
        "a room imports a room above it",
        "ground/places/papers.py",
        "from commonground.ground.evidence import apps",
        "layers of ground",
        "commonground.ground.places.papers -> commonground.ground.evidence.apps",
    ),
    Fault(
        "an upward import is hidden under TYPE_CHECKING",
        "ground/partners/papers.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from commonground.ground.evidence import apps",
        "layers of ground",
        "commonground.ground.partners.papers -> commonground.ground.evidence.apps",
    ),
    Fault(
        "the open wing imports the wing of casework",
        "partnership/groups/queries.py",
        "from commonground.practice.families import queries as families",
        "layers of the wings",
        "commonground.partnership.groups.queries -> commonground.practice.families.queries",
    ),
    Fault(
        "the wing of casework imports the open wing",
        "practice/families/queries.py",
        "from commonground.partnership.groups import queries as groups",
        "layers of the wings",
        "commonground.practice.families.queries -> commonground.partnership.groups.queries",
    ),
    Fault(
        "a wing that the plan does not know",
        "annexe/__init__.py",
        "",
        "layers of the wings",
        "commonground.annexe",
    ),
    Fault(
        "a room that the plan does not know",
        "partnership/lounge/__init__.py",
        "",
        "layers of partnership",
        "commonground.partnership.lounge",
    ),
    Fault(
        "a file of a room imports a file above it",
        "partnership/groups/rules.py",
        "from commonground.partnership.groups import queries",
        "files of the rooms",
        "commonground.partnership.groups.rules -> commonground.partnership.groups.queries",
    ),
    Fault(
        "one door imports another",
        "partnership/groups/views.py",
        "from commonground.partnership.groups import commands",
        "files of the rooms",
        "commonground.partnership.groups.views -> commonground.partnership.groups.commands",
    ),
    Fault(
        "Django in rules",
        "partnership/groups/rules.py",
        "from django.utils import timezone",
        "no Django in rules, formats, kernel and analysis",
        "commonground.partnership.groups.rules -> django",
    ),
    Fault(
        "Django in formats",
        "partnership/groups/formats/__init__.py",
        "import django.db",
        "no Django in rules, formats, kernel and analysis",
        "commonground.partnership.groups.formats -> django",
    ),
    Fault(
        "Django in the kernel, by way of another module",
        "foundation/kernel/planted_kernel.py",
        "from commonground.foundation.kernel import planted_below",
        "no Django in rules, formats, kernel and analysis",
        "commonground.foundation.kernel.planted_below -> django",
    ),
    Fault(
        "siblings import each other in a circle",
        "partnership/groups/formats/one.py",
        "from commonground.partnership.groups.formats import two",
        "no cycle among siblings",
        "No cycles are allowed in commonground.partnership.groups.formats",
    ),
    Fault(
        "an import hidden in a function",
        "partnership/groups/queries.py",
        "def planted():\n    from commonground.ground.places import queries as places\n    return places",
        "no hidden import",
        "inside planted()",
    ),
    Fault(
        "an import by a name written out",
        "practice/families/queries.py",
        "from importlib import import_module\nPLANTED = import_module('commonground.ground.places.queries')",
        "no hidden import",
        "practice/families/queries.py",
    ),
    Fault(
        "the models of another room",
        "partnership/groups/actions.py",
        "from commonground.ground.partners import models as planted",
        "no private file of another room",
        "imports ground.partners.models, which is private",
    ),
    Fault(
        "a private name of a public file",
        "practice/families/actions.py",
        "from commonground.ground.partners.queries import _planted",
        "no private file of another room",
        "_planted of commonground.ground.partners.queries",
    ),
    Fault(
        "a room as a whole",
        "partnership/groups/access.py",
        "from commonground.ground import partners as planted",
        "no private file of another room",
        "imports the room ground.partners as a whole",
    ),
    Fault(
        "the roof reads casework without being its bridge",
        "insight/reports/queries.py",
        "from commonground.practice.families import queries as planted",
        "no private file of another room",
        "insight.reports may import nothing of it",
    ),
    Fault(
        "a file that is not in the list",
        "partnership/groups/managers.py",
        "MANAGERS = ()",
        "a room has the listed files",
        "commonground/partnership/groups/managers.py",
    ),
    Fault(
        "pages of another room",
        "partnership/groups/templates/elsewhere/page.html",
        "<p>Elsewhere</p>",
        "a room has the listed files",
        "templates/elsewhere",
    ),
    Fault(
        "code in the __init__ of a room",
        "partnership/groups/__init__.py",
        "EVERYTHING = ()",
        "a room's __init__ is empty",
        "commonground/partnership/groups/__init__.py",
    ),
    Fault(
        "a long file",
        "practice/families/rules.py",
        "ROW = 1\n" * 401,
        "files of at most 400 lines",
        "commonground/practice/families/rules.py",
    ),
    Fault(
        "a long function",
        "practice/families/forms.py",
        "def planted_long():\n" + "    print()\n" * 51,
        "functions of at most 50 lines",
        "planted_long() has 52 lines",
    ),
    Fault(
        "a dumping ground",
        "partnership/groups/queries_parts/utils.py",
        "",
        "no dumping grounds",
        "utils.py is named utils",
    ),
    Fault(
        "a clock in queries",
        "practice/families/queries.py",
        "from django.utils import timezone\nPLANTED_AT = timezone.now()",
        "no clock in rules, queries and analysis",
        "calls timezone.now()",
    ),
    Fault(
        "a write by position",
        "practice/families/actions.py",
        "@audit.atomic()\ndef planted_write(family):\n    return family",
        "a write is keyword-only and says by whom",
        "planted_write() takes arguments by position",
    ),
    Fault(
        "a door that handles errors",
        "partnership/groups/views.py",
        "try:\n    pass\nexcept ValueError:\n    pass",
        "doors do not handle errors",
        "commonground/partnership/groups/views.py",
    ),
    Fault(
        "a signal",
        "practice/families/models.py",
        "from django.db.models.signals import post_save",
        "no signals and no save() of our own",
        "imports django.db.models.signals",
    ),
    Fault(
        "a silent handler",
        "practice/families/forms.py",
        "try:\n    planted()\nexcept ValueError:\n    pass",
        "no silent handlers",
        "commonground/practice/families/forms.py",
    ),
    Fault(
        "a test that asserts nothing",
        "practice/families/tests/test_actions.py",
        "def test_planted():\n    print()",
        "every test asserts",
        "test_planted() asserts nothing",
    ),
    Fault(
        "a test skipped by mark",
        "practice/families/tests/test_access.py",
        "@pytest.mark.skip\ndef test_planted():\n    assert True",
        "no test is skipped by mark",
        "uses pytest.mark.skip",
    ),
    Fault(
        "unescaped text",
        "practice/families/templates/families/every.html",
        "{{ planted|safe }}",
        "templates hold no script, style or unescaped text",
        "switches escaping off",
    ),
    Fault(
        "an inline style",
        "partnership/groups/templates/groups/every.html",
        '<p style="color: red">Planted</p>',
        "templates hold no script, style or unescaped text",
        "holds an inline style",
    ),
    Fault(
        "trusted text",
        "partnership/groups/views.py",
        "from django.utils.safestring import mark_safe\nPLANTED = mark_safe(input())",
        "markup is built with format_html",
        "trusts text through mark_safe()",
    ),
]
# What some of the faults above stand on.
PROPS = {
    "foundation/kernel/planted_below.py": "import django.db",
    "insight/reports/__init__.py": "",
    "partnership/groups/commands.py": "COMMANDS = []",
    "partnership/groups/formats/two.py": "from commonground.partnership.groups.formats import one",
}

# Seen when the site is loaded.
LOADED = [
    Fault(
        "a foreign key upwards",
        "ground/partners/models.py",
        "class Planted(models.Model):\n    group = models.ForeignKey('groups.Group', on_delete=models.PROTECT)",
        "no foreign key upwards",
        "partners.Planted.group refers to groups.Group",
    ),
    Fault(
        "a foreign key from wing to wing",
        "partnership/groups/models.py",
        "class Planted(models.Model):\n    family = models.ManyToManyField('families.Family')",
        "no foreign key upwards",
        "groups.Planted.family refers to families.Family",
    ),
    Fault(
        "a URL without an access rule",
        "partnership/groups/urls.py",
        "urlpatterns += [path('planted/', lambda request: None)]",
        "every URL has an access rule",
        "/groups/planted/",
    ),
    Fault(
        "a URL with a permission that nobody can hold",
        "practice/families/urls.py",
        "from commonground.foundation.design.doors import needs\n"
        "urlpatterns += [path('planted/', needs('families.planted')(views.every))]",
        "every URL has an access rule",
        "/families/planted/",
    ),
    Fault(
        "a table of casework without visible_to",
        "practice/families/models.py",
        "class PlantedCase(models.Model):\n    pass",
        "every model of practice has visible_to",
        "families.PlantedCase",
    ),
    Fault(
        "commands that config does not compose",
        "practice/families/commands.py",
        "import click\nCOMMANDS = [click.Command('planted')]",
        "config composes every room",
        "practice.families.commands.COMMANDS",
    ),
]
