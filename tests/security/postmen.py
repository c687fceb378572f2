"""Workers that send e-mail, to be many and to be killed. A program.

python -m tests.security.postmen PORT tell 200     puts so many e-mails into the outbox
python -m tests.security.postmen PORT send         hands them to the mail server at PORT until none is left
"""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonground.config.settings")
django.setup()

from django.conf import settings  # noqa: E402 after django.setup()
from django.utils import timezone  # noqa: E402 after django.setup()

from commonground.foundation.kernel.viewer import operator  # noqa: E402 after django.setup()
from commonground.foundation.post import actions as post  # noqa: E402 after django.setup()
from commonground.foundation.post.models import Email  # noqa: E402 after django.setup()
from commonground.foundation.post.rules import Kind, State, Surroundings  # noqa: E402 after django.setup()

KIND = "trial.papers"
SURROUNDINGS = Surroundings(
    kinds=(Kind(KIND, "Papers", "this is a test", may_still=lambda recipient, *, about, now: True),),
    reached=lambda accounts, *, on: accounts,
    place=lambda: "Nowhere",
)


def tell(count: str) -> None:
    many = [post.Recipient(None, f"member{number}@example.org", "Member") for number in range(int(count))]
    by = operator(timezone.now(), permissions=frozenset())
    post.notify(recipients=many, notice=post.Notice(KIND, "Papers"), by=by)


def send() -> None:
    while Email.objects.filter(state=State.WAITING).exists():
        post.send_due(now=timezone.now())


def main() -> None:
    port, what, *words = sys.argv[1:]
    settings.POST_SURROUNDINGS = "tests.security.postmen.SURROUNDINGS"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(port)
    {"tell": tell, "send": send}[what](*words)


if __name__ == "__main__":
    main()
