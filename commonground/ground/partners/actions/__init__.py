"""Every change to organisations, accounts and roles."""

from commonground.ground.partners.actions.accounts import (
    end_membership,
    grant_role,
    note_failed_sign_in,
    note_sign_in,
    note_sign_out,
    register_account,
)
from commonground.ground.partners.actions.organisations import load_sectors, register_organisation, set_partnership
from commonground.ground.partners.actions.roles import load_roles

__all__ = [
    "end_membership",
    "grant_role",
    "load_roles",
    "load_sectors",
    "note_failed_sign_in",
    "note_sign_in",
    "note_sign_out",
    "register_account",
    "register_organisation",
    "set_partnership",
]
