"""What people type in this room."""

from commonground.ground.partners.forms.governance import (
    AnswerForm,
    ChangeAgreementForm,
    ChangeControllerForm,
    ChangeProcessingForm,
    DrawUpForm,
    EndAgreementForm,
    RecordProcessingForm,
    RegisterControllerForm,
    SignForm,
    TermForm,
)
from commonground.ground.partners.forms.invitations import (
    AcceptForm,
    InviteForm,
)
from commonground.ground.partners.forms.narrowing import (
    LinksForm,
    ListForm,
    PeopleForm,
    YearForm,
    checked,
)
from commonground.ground.partners.forms.organisations import (
    OrganisationForm,
    RegisterForm,
    SuccessionForm,
)
from commonground.ground.partners.forms.practitioners import (
    AnotherPostForm,
    ChangePostForm,
    ContactForm,
    LeaveForm,
    PostForm,
    PractitionerForm,
)
from commonground.ground.partners.forms.register import (
    AmountsForm,
    ChangePartnerForm,
    ChangePledgeForm,
    LinkForm,
    MoveLinkForm,
    NewRegisterForm,
    PartnerForm,
    PledgeForm,
)
from commonground.ground.partners.forms.roles import (
    GrantForm,
)
from commonground.ground.partners.forms.sheets import (
    HandInForm,
    ReadingForm,
    TakeForm,
)
from commonground.ground.partners.forms.sign_in import (
    SignInForm,
    check_password,
)
from commonground.ground.partners.forms.teams import (
    ChangeTeamForm,
    TeamForm,
)
from commonground.ground.partners.forms.tokens import (
    TokenForm,
)
from commonground.ground.partners.forms.voluntary import (
    CapacityForm,
    ChangeOfferForm,
    OfferForm,
)

__all__ = [
    "AcceptForm",
    "AmountsForm",
    "AnotherPostForm",
    "AnswerForm",
    "CapacityForm",
    "ChangeAgreementForm",
    "ChangeControllerForm",
    "ChangeOfferForm",
    "ChangePartnerForm",
    "ChangePledgeForm",
    "ChangePostForm",
    "ChangeProcessingForm",
    "ChangeTeamForm",
    "ContactForm",
    "DrawUpForm",
    "EndAgreementForm",
    "GrantForm",
    "HandInForm",
    "InviteForm",
    "LeaveForm",
    "LinkForm",
    "LinksForm",
    "ListForm",
    "MoveLinkForm",
    "NewRegisterForm",
    "OfferForm",
    "OrganisationForm",
    "PartnerForm",
    "PeopleForm",
    "PledgeForm",
    "PostForm",
    "PractitionerForm",
    "ReadingForm",
    "RecordProcessingForm",
    "RegisterControllerForm",
    "RegisterForm",
    "SignForm",
    "SignInForm",
    "SuccessionForm",
    "TakeForm",
    "TeamForm",
    "TermForm",
    "TokenForm",
    "YearForm",
    "check_password",
    "checked",
]
