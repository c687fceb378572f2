from django.apps import AppConfig


class GroupsConfig(AppConfig):
    """Groups."""

    name = "commonground.partnership.groups"
    label = "groups"
