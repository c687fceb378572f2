"""Every change to organisations, accounts and roles."""

from commonground.ground.partners.actions.accounts import (
    end_membership,
    grant_role,
    register_account,
)
from commonground.ground.partners.actions.agreements import (
    change_agreement,
    draw_up_agreement,
    end_agreement,
    sign_agreement,
    start_term,
)
from commonground.ground.partners.actions.invitations import (
    Invited,
    accept_invitation,
    invite,
    tell_invited,
    withdraw_invitation,
)
from commonground.ground.partners.actions.lapses import (
    answer_lapse,
    raise_for_disclosure,
    raise_lapses,
)
from commonground.ground.partners.actions.looking_after import (
    close_account,
    renew_secrets,
    reopen_account,
    reset_second_factor,
    sign_out_everywhere,
    unlock_account,
)
from commonground.ground.partners.actions.organisations import (
    change_organisation,
    load_sectors,
    register_organisation,
    set_partnership,
)
from commonground.ground.partners.actions.posts import (
    add_post,
    add_practitioner,
    change_post,
    change_practitioner,
    link_account,
    record_leaver,
)
from commonground.ground.partners.actions.register import (
    add_partner,
    change_contribution,
    change_partner,
    pledge,
    start_register,
)
from commonground.ground.partners.actions.register_of_data import (
    change_controller,
    change_processing,
    load_governance,
    record_processing,
    register_controller,
)
from commonground.ground.partners.actions.relationships import (
    begin_link,
    move_link,
)
from commonground.ground.partners.actions.roles import (
    load_roles,
)
from commonground.ground.partners.actions.sheets import (
    discard_sheet,
    hand_in_sheet,
    read_sheet_as,
    take_sheet,
)
from commonground.ground.partners.actions.sign_ins import (
    adopt_session,
    end_own_session,
    end_session,
    end_sessions,
    note_activity,
    note_credentials_changed,
    note_failed_sign_in,
    note_session_refused,
    note_sign_in,
    note_sign_out,
)
from commonground.ground.partners.actions.successions import (
    record_succession,
)
from commonground.ground.partners.actions.teams import (
    add_team,
    change_team,
)
from commonground.ground.partners.actions.tokens import (
    MadeToken,
    end_token,
    end_tokens_of,
    make_token,
    note_token_refused,
    note_token_used,
)
from commonground.ground.partners.actions.vocabulary import (
    load_vocabulary,
)
from commonground.ground.partners.actions.voluntary import (
    add_offer,
    change_offer,
    describe_capacity,
)
from commonground.ground.partners.actions.work_accounts import (
    link_work_account,
)

__all__ = [
    "Invited",
    "MadeToken",
    "accept_invitation",
    "add_offer",
    "add_partner",
    "add_post",
    "add_practitioner",
    "add_team",
    "adopt_session",
    "answer_lapse",
    "begin_link",
    "change_agreement",
    "change_contribution",
    "change_controller",
    "change_offer",
    "change_organisation",
    "change_partner",
    "change_post",
    "change_practitioner",
    "change_processing",
    "change_team",
    "close_account",
    "describe_capacity",
    "discard_sheet",
    "draw_up_agreement",
    "end_agreement",
    "end_membership",
    "end_own_session",
    "end_session",
    "end_sessions",
    "end_token",
    "end_tokens_of",
    "grant_role",
    "hand_in_sheet",
    "invite",
    "link_account",
    "link_work_account",
    "load_governance",
    "load_roles",
    "load_sectors",
    "load_vocabulary",
    "make_token",
    "move_link",
    "note_activity",
    "note_credentials_changed",
    "note_failed_sign_in",
    "note_session_refused",
    "note_sign_in",
    "note_sign_out",
    "note_token_refused",
    "note_token_used",
    "pledge",
    "raise_for_disclosure",
    "raise_lapses",
    "read_sheet_as",
    "record_leaver",
    "record_processing",
    "record_succession",
    "register_account",
    "register_controller",
    "register_organisation",
    "renew_secrets",
    "reopen_account",
    "reset_second_factor",
    "set_partnership",
    "sign_agreement",
    "sign_out_everywhere",
    "start_register",
    "start_term",
    "take_sheet",
    "tell_invited",
    "unlock_account",
    "withdraw_invitation",
]
