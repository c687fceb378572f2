from django.apps import AppConfig


class PostConfig(AppConfig):
    """Outbox: notices and e-mail, written by actions, sent by the worker."""

    name = "commonground.foundation.post"
    label = "post"
