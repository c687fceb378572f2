"""Linking a work account to an account here."""

from allauth.socialaccount.models import SocialAccount

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.errors import Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners.models import Account
from commonground.ground.partners.rules import SENTENCES_OF_WORK, Trouble


@audit.atomic()
def link_work_account(*, account: Account, provider: str, uid: str, by: Viewer) -> None:
    """From now on the provider's name for the person (`sub`) finds the account, whatever becomes of their address.

    Raises Refused where the account is linked to another person there: addresses are given to successors.
    """
    Account.objects.select_for_update().get(pk=account.pk)
    if SocialAccount.objects.filter(user=account, provider=provider).exclude(uid=uid).exists():
        raise Refused(SENTENCES_OF_WORK[Trouble.SOMEBODY_ELSE])
    SocialAccount.objects.create(user=account, provider=provider, uid=uid, extra_data={})
    audit.record("work account linked", by=by, about=account, details={"provider": provider}, persons=[account.pk])
