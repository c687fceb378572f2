"""What an administrator does for the accounts of others: unlock, reset, close, open again."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.core.cache import cache

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import access, queries
from commonground.ground.partners.actions.sign_ins import end_sessions
from commonground.ground.partners.actions.tokens import end_tokens_of
from commonground.ground.partners.models import Account
from commonground.ground.partners.rules import Ending, TokenEnding


@audit.atomic()
def close_account(*, account: Account, by: Viewer) -> None:
    """It no longer signs in and its sessions end. Roles, and what was done, stay on record."""
    access.check_can_look_after(by, account)
    if account.is_active:
        Account.objects.filter(pk=account.pk).update(is_active=False)
        end_sessions(account=account, because=Ending.CLOSED, by=by)
        end_tokens_of(account=account, because=TokenEnding.CLOSED, by=by)
        audit.record("account closed", by=by, about=account, persons=[account.pk])


@audit.atomic()
def reopen_account(*, account: Account, by: Viewer) -> None:
    access.check_can_look_after(by, account)
    if not account.is_active:
        Account.objects.filter(pk=account.pk).update(is_active=True)
        audit.record("account opened again", by=by, about=account, persons=[account.pk])


@audit.atomic()
def reset_second_factor(*, account: Account, by: Viewer) -> None:
    """Every app, passkey and recovery code of the account is removed and its sessions end: it sets one up anew."""
    access.check_can_look_after(by, account)
    kinds = list(Authenticator.objects.filter(user=account).values_list("type", flat=True))
    Authenticator.objects.filter(user=account).delete()
    end_sessions(account=account, because=Ending.FACTOR, by=by)
    audit.record("second factor reset", by=by, about=account, details={"removed": sorted(kinds)}, persons=[account.pk])


@audit.atomic()
def unlock_account(*, account: Account, by: Viewer) -> None:
    """Failed passwords and codes so far no longer count."""
    access.check_can_look_after(by, account)
    cache.delete_many(queries.cache_keys(account))
    audit.record("account unlocked", by=by, about=account, persons=[account.pk])


@audit.atomic()
def sign_out_everywhere(*, account: Account, by: Viewer) -> None:
    """Out of every browser, and every program that reads by a token of theirs."""
    access.check_can_look_after(by, account)
    end_sessions(account=account, because=Ending.ELSEWHERE, by=by)
    end_tokens_of(account=account, because=TokenEnding.BY_ADMINISTRATOR, by=by)


@audit.atomic()
def renew_secrets(*, by: Viewer) -> int:
    """Encrypt every secret of a second factor with the present key; returns how many accounts' there were."""
    access.check_can_set_up(by)
    renewed, adapter = 0, get_adapter()
    for row in Authenticator.objects.select_for_update():
        fresh = {name: adapter.renew(row.data[name]) for name in ("secret", "seed") if name in row.data}
        if fresh:
            Authenticator.objects.filter(pk=row.pk).update(data=row.data | fresh)
            renewed += 1
    audit.record("second factors encrypted anew", by=by, details={"number": renewed})
    return renewed
