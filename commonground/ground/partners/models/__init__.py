"""The partnership, its partners, and who may sign in."""

from commonground.ground.partners.models.accounts import (
    Account,
    AccountQuerySet,
    Accounts,
    Membership,
    MembershipQuerySet,
    Role,
)
from commonground.ground.partners.models.governance import (
    AgreementParty,
    AgreementTerm,
    Controller,
    Lapse,
    LawfulBasis,
    ProcessingRecord,
    SharedField,
    SharingAgreement,
    SharingPurpose,
)
from commonground.ground.partners.models.organisations import (
    Organisation,
    OrganisationAlias,
    OrganisationCode,
    OrganisationSuccession,
    Partnership,
    Sector,
)
from commonground.ground.partners.models.posts import (
    Post,
    Practitioner,
    PractitionerQuerySet,
)
from commonground.ground.partners.models.register import (
    Contribution,
    Register,
    RegisterEntry,
)
from commonground.ground.partners.models.relationships import (
    Relationship,
)
from commonground.ground.partners.models.sheets import (
    PartnerSheet,
)
from commonground.ground.partners.models.sign_ins import (
    Invitation,
    InvitationQuerySet,
    SignIn,
    SignInQuerySet,
)
from commonground.ground.partners.models.teams import (
    Team,
    TeamCoverage,
)
from commonground.ground.partners.models.tokens import (
    Token,
    TokenQuerySet,
)
from commonground.ground.partners.models.vocabulary import (
    CodeScheme,
    OrganisationType,
    Qualification,
    Seniority,
    SizeBand,
    Term,
)
from commonground.ground.partners.models.voluntary import (
    Offer,
    VoluntaryProfile,
)

__all__ = [
    "Account",
    "AccountQuerySet",
    "Accounts",
    "AgreementParty",
    "AgreementTerm",
    "CodeScheme",
    "Contribution",
    "Controller",
    "Invitation",
    "InvitationQuerySet",
    "Lapse",
    "LawfulBasis",
    "Membership",
    "MembershipQuerySet",
    "Offer",
    "Organisation",
    "OrganisationAlias",
    "OrganisationCode",
    "OrganisationSuccession",
    "OrganisationType",
    "PartnerSheet",
    "Partnership",
    "Post",
    "Practitioner",
    "PractitionerQuerySet",
    "ProcessingRecord",
    "Qualification",
    "Register",
    "RegisterEntry",
    "Relationship",
    "Role",
    "Sector",
    "Seniority",
    "SharedField",
    "SharingAgreement",
    "SharingPurpose",
    "SignIn",
    "SignInQuerySet",
    "SizeBand",
    "Team",
    "TeamCoverage",
    "Term",
    "Token",
    "TokenQuerySet",
    "VoluntaryProfile",
]
