"""What the site takes from its environment."""

import re

from commonground.config.house import House
from commonground.config.reference.markdown import code, table

NAME = re.compile(r"[\"'](COMMONGROUND_[A-Z_]+|DATABASE_URL)[\"']")
# Name: (what it is left out, what it is for).
MEANINGS = {
    "COMMONGROUND_HOME": (
        "`./var`",
        "Folder that holds everything the site keeps: database, files, static files. Back it up.",
    ),
    "COMMONGROUND_SECRET_KEY": (
        "none: must be set, except in a demonstration",
        "Long random text that signs sessions and forms.",
    ),
    "COMMONGROUND_OLD_SECRET_KEYS": (
        "none",
        "Earlier secret keys, separated by commas, still read after a change: sessions, links, second factors. "
        "Then run `commonground account renew-secrets` and take them out.",
    ),
    "COMMONGROUND_OIDC_ISSUER": (
        "no sign-in with a work account",
        "Issuer of an OpenID provider, for Entra ID `https://login.microsoftonline.com/<tenant>/v2.0`. Register "
        "`https://<host>/sign-in/work/back/` there. It signs in to accounts that exist; it makes none.",
    ),
    "COMMONGROUND_OIDC_CLIENT_ID": ("none: needed with an issuer", "What the provider calls this site."),
    "COMMONGROUND_OIDC_CLIENT_SECRET": ("none: needed with an issuer", "The secret it shares with this site."),
    "COMMONGROUND_OIDC_DOMAINS": (
        "none: needed with an issuer",
        "Domains of e-mail addresses that it may sign in, separated by commas.",
    ),
    "COMMONGROUND_OIDC_NAME": ("your work account", "What the button calls it."),
    "COMMONGROUND_OIDC_TRUST_EMAIL": (
        "off",
        "1 where the provider never says `email_verified` because only its administrators set addresses (Entra ID of "
        "one tenant). An address that it calls unverified is refused all the same.",
    ),
    "COMMONGROUND_MAIL": (
        "mails are written to the log",
        "Mail server: `smtp://user:password@host:587`, `smtps://…:465` or `smtp://localhost:25`. The worker sends. "
        "In a demonstration no mail leaves: each is a file in `mail` of the home.",
    ),
    "COMMONGROUND_ADDRESS": (
        "the first of COMMONGROUND_ORIGINS or COMMONGROUND_HOSTS",
        "Where links in mails lead, `https://commonground.example.gov.uk`. Needed with a mail server where neither of "
        "the two is set.",
    ),
    "COMMONGROUND_MAIL_FROM": ("Common Ground <no-reply@localhost>", "Whom mails come from."),
    "COMMONGROUND_DEMO": (
        "off",
        "1 for a demonstration: invented people, sign-in as any of them. Never in production.",
    ),
    "COMMONGROUND_HOSTS": ("localhost, 127.0.0.1, [::1]", "Names under which the site answers, separated by commas."),
    "COMMONGROUND_ORIGINS": ("none", "Addresses with https:// from which forms are taken, separated by commas."),
    "COMMONGROUND_HTTPS": (
        "on, off in a demonstration",
        "Secure cookies, redirect to https and HSTS; 0 where no proxy ends TLS.",
    ),
    "COMMONGROUND_DEBUG": ("off", "1 shows developers what went wrong. Never in production."),
    "COMMONGROUND_ENGINE": (
        "duckdb",
        "What prepares figures: `duckdb` in the worker's process, `spark` (threads of this machine) or the address of "
        "a Spark cluster such as `spark://host:7077`. See `docs/how-to/prepare-figures-on-spark.md`.",
    ),
    "DATABASE_URL": ("one SQLite file in the home", "`postgresql://user:password@host:5432/name`."),
}
FOR_DEVELOPERS = {
    "COMMONGROUND_NODE": (
        "the Node of the machine where it is new enough",
        "`wheel`: build the look with the Node from PyPI.",
    ),
    "COMMONGROUND_DATA": ("`../shared/data`", "Folder of the published files that tests of real data read."),
    "COMMONGROUND_CHROMIUM": ("chromium on the path", "Browser of the journeys."),
    "COMMONGROUND_REQUIRE_ALL": ("off", "1: what would be skipped because the machine lacks something has failed."),
}


class Undescribed(Exception):
    """A name is read and not described here, or the reverse."""


def page(house: House) -> str:
    read = _read(house)
    unknown, unread = read - MEANINGS.keys() - FOR_DEVELOPERS.keys(), MEANINGS.keys() - read
    if unknown or unread:
        raise Undescribed(
            f"Read but not described: {sorted(unknown)}; described but not read: {sorted(unread)}. Mend {__name__}."
        )
    return f"{_table(MEANINGS)}\n\n## For developers\n\n{_table(FOR_DEVELOPERS)}"


def _table(meanings: dict[str, tuple[str, str]]) -> str:
    return table(
        ("name", "left out, it is", "what it is for"), ((code(name), *said) for name, said in meanings.items())
    )


def _read(house: House) -> set[str]:
    """Names that stand as a text in the package, tests and this page left out."""
    paths = [path for path in house.package.rglob("*.py") if not {"tests", "reference"} & set(path.parts)]
    return {name for path in paths for name in NAME.findall(path.read_text(encoding="utf-8"))}
