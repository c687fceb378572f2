"""An index of the words of services. A later migration that remakes `directory_service` on SQLite runs it again."""

from django.db import migrations

from commonground.foundation.search.indexed import Indexed
from commonground.ground.directory.models.said import WORDS


class Migration(migrations.Migration):
    dependencies = [("directory", "0007_keeping")]
    operations = [Indexed(WORDS)]
