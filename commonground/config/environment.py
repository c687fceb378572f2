"""Everything the site takes from its environment, read once, with a hint when it is missing or wrong."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit


class EnvironmentProblem(SystemExit):
    """Stops the process with a sentence that says what to set."""


@dataclass(frozen=True)
class Mail:
    """A mail server, as COMMONGROUND_MAIL names it."""

    host: str
    port: int
    user: str
    password: str
    is_tls: bool
    starts_tls: bool


@dataclass(frozen=True)
class Provider:
    """An OpenID provider with which people may sign in to their account here."""

    issuer: str
    client_id: str
    client_secret: str
    name: str
    domains: list[str]
    trusts_email: bool


@dataclass(frozen=True)
class Environment:
    home: Path
    demonstration: bool
    secret_key: str
    old_secret_keys: list[str]
    mail: Mail | None
    mail_from: str
    address: str
    provider: Provider | None
    database: dict[str, object]
    engine: str
    hosts: list[str]
    origins: list[str]
    https: bool
    debug: bool


DEMONSTRATION_KEY = "demonstration-only: never used where COMMONGROUND_DEMO is off"


def read(variables: dict[str, str] | None = None) -> Environment:
    """Read COMMONGROUND_* and DATABASE_URL. Raises EnvironmentProblem with a hint."""
    found = dict(os.environ) if variables is None else variables
    home = Path(found.get("COMMONGROUND_HOME", "var")).resolve()
    demonstration = _switch(found, "COMMONGROUND_DEMO")
    secret = found.get("COMMONGROUND_SECRET_KEY", "")
    if not secret and not demonstration:
        raise EnvironmentProblem(
            "COMMONGROUND_SECRET_KEY is not set. Set it to a long random text, for example the output of "
            "`python -c 'import secrets; print(secrets.token_urlsafe(50))'`, or set COMMONGROUND_DEMO=1 to try it out."
        )
    return Environment(
        home=home,
        demonstration=demonstration,
        secret_key=secret or DEMONSTRATION_KEY,
        old_secret_keys=_list(found, "COMMONGROUND_OLD_SECRET_KEYS"),
        mail=_mail(found.get("COMMONGROUND_MAIL", "")),
        mail_from=found.get("COMMONGROUND_MAIL_FROM", "") or "Common Ground <no-reply@localhost>",
        address=_address(found),
        provider=_provider(found),
        database=_database(found.get("DATABASE_URL", ""), home),
        engine=found.get("COMMONGROUND_ENGINE", "") or "duckdb",
        hosts=_list(found, "COMMONGROUND_HOSTS") or ["localhost", "127.0.0.1", "[::1]"],
        origins=_list(found, "COMMONGROUND_ORIGINS"),
        https=_switch(found, "COMMONGROUND_HTTPS", default=not demonstration),
        debug=_switch(found, "COMMONGROUND_DEBUG"),
    )


def _switch(found: dict[str, str], name: str, *, default: bool = False) -> bool:
    text = found.get(name, "").strip().lower()
    if text in ("", "1", "0", "yes", "no", "true", "false", "on", "off"):
        return default if text == "" else text in ("1", "yes", "true", "on")
    raise EnvironmentProblem(f"{name} is {text!r}. Set it to 1 or 0.")


def _list(found: dict[str, str], name: str) -> list[str]:
    return [part.strip() for part in found.get(name, "").split(",") if part.strip()]


def _provider(found: dict[str, str]) -> Provider | None:
    """All of it or nothing: half a provider is a mistake that somebody should hear about at start."""
    names = ("COMMONGROUND_OIDC_ISSUER", "COMMONGROUND_OIDC_CLIENT_ID", "COMMONGROUND_OIDC_CLIENT_SECRET")
    issuer, client_id, secret = (found.get(name, "") for name in names)
    domains = [domain.casefold().lstrip("@") for domain in _list(found, "COMMONGROUND_OIDC_DOMAINS")]
    if not issuer:
        return None
    missing = [name for name in names if not found.get(name)] + ([] if domains else ["COMMONGROUND_OIDC_DOMAINS"])
    if missing:
        raise EnvironmentProblem(f"COMMONGROUND_OIDC_ISSUER is set, but not {', '.join(missing)}. Set all, or none.")
    parts = urlsplit(issuer)
    if parts.scheme != "https" and parts.hostname not in ("localhost", "127.0.0.1"):
        raise EnvironmentProblem("COMMONGROUND_OIDC_ISSUER must begin with https://.")
    return Provider(
        issuer=issuer.rstrip("/"),
        client_id=client_id,
        client_secret=secret,
        name=found.get("COMMONGROUND_OIDC_NAME", "") or "your work account",
        domains=domains,
        trusts_email=_switch(found, "COMMONGROUND_OIDC_TRUST_EMAIL"),
    )


def _mail(url: str) -> Mail | None:
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise EnvironmentProblem(
            "COMMONGROUND_MAIL is not understood. It should look like smtp://user:password@host:587 (turns to TLS), "
            "smtps://user:password@host:465 (begins with TLS) or smtp://localhost:25."
        )
    is_tls, is_here = parts.scheme == "smtps", parts.hostname in ("localhost", "127.0.0.1")
    return Mail(
        host=parts.hostname,
        port=parts.port or (465 if is_tls else 587),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        is_tls=is_tls,
        starts_tls=not is_here,
    )


def _address(found: dict[str, str]) -> str:
    """Where links in e-mails lead, without a stroke at the end. No page is asked for when one is written, so that the
    host of a request cannot be taken."""
    address = found.get("COMMONGROUND_ADDRESS", "")
    if not address:
        named = [origin for origin in _list(found, "COMMONGROUND_ORIGINS") if "*" not in origin]
        hosts = [host for host in _list(found, "COMMONGROUND_HOSTS") if host != "*" and not host.startswith(".")]
        address = next(iter([*named, *(f"https://{host}" for host in hosts)]), "http://localhost:8000")
        if found.get("COMMONGROUND_MAIL") and not (named or hosts or _switch(found, "COMMONGROUND_DEMO")):
            raise EnvironmentProblem(
                "COMMONGROUND_MAIL is set, but e-mails would not know where their links lead. Set "
                "COMMONGROUND_ADDRESS, for example to https://commonground.example.gov.uk."
            )
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query:
        raise EnvironmentProblem(
            f"COMMONGROUND_ADDRESS is {address!r}. It should look like https://commonground.example.gov.uk."
        )
    return address.rstrip("/")


def _database(url: str, home: Path) -> dict[str, object]:
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": home / "commonground.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise EnvironmentProblem(
            "DATABASE_URL is not understood. It should look like postgresql://user:password@host:5432/name; "
            "leave it out to keep everything in one SQLite file."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
