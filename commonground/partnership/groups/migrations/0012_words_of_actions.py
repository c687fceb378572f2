"""An index of the words of actions. A later migration that remakes `groups_action` on SQLite runs it again."""

from django.db import migrations

from commonground.foundation.search.indexed import Indexed
from commonground.partnership.groups.models.actions import WORDS


class Migration(migrations.Migration):
    dependencies = [("groups", "0011_minutes_by_status")]
    operations = [Indexed(WORDS)]
