"""Faults that are seen when the site is loaded."""

from tests.architecture.faults import Fault

LOADED = [
    Fault(
        "a foreign key upwards",
        "ground/partners/models/accounts.py",
        "class Planted(models.Model):\n    group = models.ForeignKey('groups.Group', on_delete=models.PROTECT)",
        "no foreign key upwards",
        "partners.Planted.group refers to groups.Group",
    ),
    Fault(
        "a foreign key from wing to wing",
        "partnership/bulletins/models.py",
        "class Planted(models.Model):\n    family = models.ManyToManyField('families.Family')",
        "no foreign key upwards",
        "bulletins.Planted.family refers to families.Family",
    ),
    Fault(
        "a URL without an access rule",
        "partnership/bulletins/urls.py",
        "urlpatterns += [path('planted/', lambda request: None)]",
        "every URL has an access rule",
        "/bulletins/planted/",
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
        "a table without a migration",
        "practice/families/models.py",
        "",
        "migrations are current",
        "families has no migration for: Create model PlantedCase",
    ),
    Fault(
        "two migrations after one",
        "ground/partners/migrations/0003_planted.py",
        "from django.db import migrations\n"
        "class Migration(migrations.Migration):\n    dependencies = [('partners', '0002_governance')]",
        "migrations are current",
        "partners has several last migrations: 0003_planted, 0005_tokens",
    ),
    Fault(
        "commands that config does not compose",
        "practice/families/commands.py",
        "import click\nCOMMANDS = [click.Command('planted')]",
        "config composes every room",
        "practice.families has the command planted",
    ),
    Fault(
        "a link to nowhere",
        "practice/families/templates/families/every.html",
        "{% url 'families:planted' %}",
        "templates can be read and link to what there is",
        "templates/families/every.html links to families:planted, which is no address",
    ),
    Fault(
        "a template that cannot be read",
        "partnership/bulletins/templates/bulletins/plan.html",
        "{% if planted %}",
        "templates can be read and link to what there is",
        "templates/bulletins/plan.html cannot be read",
    ),
]
