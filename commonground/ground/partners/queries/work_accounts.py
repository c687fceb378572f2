"""Accounts that a work account may sign in to."""

from allauth.socialaccount.models import SocialAccount

from commonground.ground.partners.models import Account


def account_with_address(email: str) -> Account | None:
    return Account.objects.filter(email=email.strip().casefold()).first()


def is_linked_to_another(account: Account, *, provider: str, uid: str) -> bool:
    """Whether somebody else of that provider is linked to the account."""
    return SocialAccount.objects.filter(user=account, provider=provider).exclude(uid=uid).exists()
