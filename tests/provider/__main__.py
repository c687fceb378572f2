"""Make the database, the people and the one client, then serve until killed."""

import os
import sys
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.provider.settings"
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402 after django.setup()
from django.core.management import call_command  # noqa: E402 after django.setup()
from django.core.wsgi import get_wsgi_application  # noqa: E402 after django.setup()
from oauth2_provider.models import get_application_model  # noqa: E402 after django.setup()

PEOPLE = {
    "pat": "Pat.Work@county.example",
    "twofold": "twofold@county.example",
    "unverified": "pat.work@county.example",
    "elsewhere": "pat.work@elsewhere.example",
    "nobody": "nobody@county.example",
    "successor": "pat.work@county.example",
}


class Quiet(WSGIRequestHandler):
    def log_message(self, *told: object) -> None:
        """Nothing: the tests look at answers."""


def main(port: int, callback: str) -> None:
    call_command("migrate", verbosity=0)
    for name, email in PEOPLE.items():
        get_user_model().objects.create_user(name, email)
    kinds = get_application_model()
    kinds.objects.create(
        client_id="common-ground",
        client_secret="shared",
        client_type=kinds.CLIENT_CONFIDENTIAL,
        authorization_grant_type=kinds.GRANT_AUTHORIZATION_CODE,
        redirect_uris=callback,
        algorithm=kinds.RS256_ALGORITHM,
        skip_authorization=True,
    )
    make_server("localhost", port, get_wsgi_application(), handler_class=Quiet).serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
