"""Whom an OpenID provider may sign in, and what somebody is told where it does not work."""

from collections.abc import Collection, Mapping
from enum import StrEnum


class Trouble(StrEnum):
    """Why signing in with a work account did not work."""

    LATE = "no answer in time"
    WRONG = "an answer that cannot be read"
    CANCELLED = "cancelled there"
    STALE = "began too long ago, or in another browser"
    FORGED = "a signature that is not right"
    NOT_FOR_US = "an answer that is not for this site"
    EXPIRED = "an answer that is too old"
    UNVERIFIED = "an address that is not verified"
    OTHER_DOMAIN = "an address of another domain"
    UNKNOWN = "nobody here has that address"
    SOMEBODY_ELSE = "the account is linked to another person there"


ELSE = "Sign in with your password or a passkey instead"
SENTENCES_OF_WORK = {
    Trouble.LATE: f"The sign-in of your organisation does not answer. {ELSE}, or try again in a few minutes.",
    Trouble.WRONG: f"The sign-in of your organisation answers with something we cannot read. {ELSE}, and tell your "
    "administrator.",
    Trouble.CANCELLED: f"You cancelled, or your organisation did not let you through. {ELSE}, or try again.",
    Trouble.STALE: "This began too long ago, or in another browser. Start again.",
    Trouble.FORGED: "The answer was not signed by your organisation. Nobody was signed in; tell your administrator.",
    Trouble.NOT_FOR_US: "The answer was not meant for this site or this sign-in. Start again; if it happens twice, "
    "tell your administrator.",
    Trouble.EXPIRED: "The answer came too late. Start again; if it happens twice, the clock of one side is wrong.",
    Trouble.UNVERIFIED: f"Your organisation does not vouch for your e-mail address. {ELSE}, and tell your "
    "administrator.",
    Trouble.OTHER_DOMAIN: f"Addresses like yours do not sign in this way here. {ELSE}.",
    Trouble.UNKNOWN: "There is no account here with your address. Ask the administrator of your organisation to invite "
    "you.",
    Trouble.SOMEBODY_ELSE: "The account with your address belongs to another work account. Ask an administrator.",
}
# Troubles that are the provider's, not the person's: 502.
OF_THE_PROVIDER = frozenset({Trouble.LATE, Trouble.WRONG, Trouble.FORGED})


def trouble_with(claims: Mapping[str, object], *, domains: Collection[str], trusts_email: bool) -> Trouble | None:
    """What forbids signing in whom these claims name, or None. Whoever has no address the provider vouches for is
    nobody, and one that it calls unverified stays so however far it is trusted."""
    email, verified = str(claims.get("email") or ""), claims.get("email_verified")
    if not email or verified is False or str(verified).casefold() == "false":
        return Trouble.UNVERIFIED
    if not (verified is True or str(verified).casefold() == "true" or (verified is None and trusts_email)):
        return Trouble.UNVERIFIED
    if email.casefold().rpartition("@")[2] not in domains:
        return Trouble.OTHER_DOMAIN
    return None


def passed_second_factor(claims: Mapping[str, object]) -> bool:
    """Whether the provider says that it asked for a second factor (RFC 8176: `amr` holds `mfa`)."""
    methods = claims.get("amr")
    return isinstance(methods, list) and "mfa" in methods
