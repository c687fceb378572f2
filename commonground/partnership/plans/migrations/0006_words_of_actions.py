"""An index of the words of actions. A later migration that remakes `plans_planaction` on SQLite runs it again."""

from django.db import migrations

from commonground.foundation.search.indexed import Indexed
from commonground.partnership.plans.models.work import WORDS


class Migration(migrations.Migration):
    dependencies = [("plans", "0005_processes")]
    operations = [Indexed(WORDS)]
