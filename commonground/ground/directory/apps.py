from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Services, what help exists here, and what is missing."""

    name = "commonground.ground.directory"
    label = "directory"
