"""The register of information governance: agreements, lapses, controllers, and who may change them."""

from datetime import UTC, date, datetime

import pytest

from commonground.foundation.audit import queries as audit
from commonground.foundation.kernel.errors import Conflict, Invalid, Refused
from commonground.ground.partners import access, actions, queries
from commonground.ground.partners.models import Lapse, LawfulBasis, ProcessingRecord, SharingPurpose
from commonground.ground.partners.rules import LapseKind, Standing
from commonground.ground.partners.tests.registers import TODAY, Register, somebody


@pytest.fixture
def register(db: None) -> Register:
    return Register()


def problems_of(wrong: pytest.ExceptionInfo[Invalid]) -> str:
    return " ".join(str(problem) for problem in wrong.value.problems)


def test_an_agreement_is_drawn_up_signed_by_each_and_put_in_force(register: Register) -> None:
    agreement = register.drawn_up()
    with pytest.raises(Invalid) as wrong:
        actions.start_term(
            agreement=agreement, starts_on=TODAY, expires_on=date(2027, 11, 22), based_on=1, by=register.keeps
        )
    assert "County: has not signed" in problems_of(wrong)
    assert "Police: has not signed" in problems_of(wrong)
    for party in agreement.parties.all():
        actions.sign_agreement(party=party, signed_on=TODAY, signatory="A. Head", by=register.keeps)
    agreement.refresh_from_db()
    actions.start_term(
        agreement=agreement, starts_on=TODAY, expires_on=date(2027, 11, 22), based_on=1, by=register.keeps
    )
    held = queries.agreement(register.keeps, agreement.slug)
    assert (held.standing, held.until) == (Standing.IN_FORCE, date(2027, 11, 22))


def test_without_an_assessed_impact_nothing_is_put_in_force(register: Register) -> None:
    with pytest.raises(Invalid) as wrong:
        register.agreement(("2026-01-01", "2027-01-01"), assessed_on=None)
    assert "impact" in problems_of(wrong)


@pytest.mark.parametrize(
    ("fields", "parties", "told"),
    [
        ([], ["county", "police"], "Name the fields that pass"),
        ([("Name", "personal"), ("NAME", "personal")], ["county", "police"], "A field is named twice"),
        ([("Name", "personal")], ["county"], "between two bodies or more"),
        ([("Name", "personal")], ["county", "county"], "named twice"),
        ([("Health plan", "sensitive")], ["county", "police"], "no condition for special-category data"),
    ],
)
def test_what_cannot_be_an_agreement_is_refused_whole(register: Register, fields, parties, told) -> None:
    with pytest.raises(Invalid) as wrong:
        actions.draw_up_agreement(
            facts=register.facts(),
            fields=fields,
            parties=[(getattr(register, name), "controller") for name in parties],
            by=register.keeps,
        )
    assert told in problems_of(wrong)
    assert queries.agreements(register.keeps) == []


def test_a_renewal_leaves_the_past_as_it_was(register: Register) -> None:
    agreement = register.agreement(("2024-01-01", "2025-01-01"), ("2026-01-01", "2027-01-01"))
    on = {
        day: queries.as_held(agreement, day).standing
        for day in (date(2024, 6, 1), date(2025, 6, 1), date(2026, 6, 1), date(2027, 6, 1))
    }
    assert list(on.values()) == [Standing.IN_FORCE, Standing.LAPSED, Standing.IN_FORCE, Standing.LAPSED]


def test_two_officers_do_not_renew_at_once(register: Register) -> None:
    agreement = register.signed()
    span = {"starts_on": date(2026, 1, 1), "expires_on": date(2027, 1, 1), "based_on": 1, "by": register.keeps}
    actions.start_term(agreement=agreement, **span)
    with pytest.raises(Conflict):
        actions.start_term(agreement=agreement, **span)


def test_a_party_signs_once_and_not_in_the_future(register: Register) -> None:
    party = register.drawn_up().parties.first()
    with pytest.raises(Invalid):
        actions.sign_agreement(party=party, signed_on=date(2026, 11, 23), signatory="A. Head", by=register.keeps)
    actions.sign_agreement(party=party, signed_on=TODAY, signatory="A. Head", by=register.keeps)
    with pytest.raises(Conflict):
        actions.sign_agreement(party=party, signed_on=TODAY, signatory="B. Head", by=register.keeps)


def test_lapses_are_raised_once_with_an_owner_and_a_day_and_cured_by_the_renewal(register: Register) -> None:
    agreement = register.agreement(("2025-01-01", "2026-01-01"))
    raised = actions.raise_lapses(by=register.keeps)
    assert [(one.kind, one.owner, one.answer_by_on) for one in raised] == [
        (LapseKind.AGREEMENT_LAPSED, register.county, date(2026, 12, 4))
    ]
    assert actions.raise_lapses(by=register.keeps) == []
    agreement.refresh_from_db()
    actions.start_term(
        agreement=agreement,
        starts_on=TODAY,
        expires_on=date(2027, 11, 22),
        based_on=agreement.version,
        by=register.keeps,
    )
    assert not queries.open_lapses(register.keeps).exists()
    assert audit.verify().breach is None


def test_a_warning_gives_way_to_the_lapse_when_nobody_renewed(register: Register) -> None:
    register.agreement(("2026-01-01", "2026-12-31"))
    assert [one.kind for one in actions.raise_lapses(by=register.keeps)] == [LapseKind.AGREEMENT_EXPIRES]
    later = somebody("partners.keep-agreements", now=datetime(2027, 1, 4, 9, tzinfo=UTC))
    assert [one.kind for one in actions.raise_lapses(by=later)] == [LapseKind.AGREEMENT_LAPSED]
    assert [one.kind for one in queries.open_lapses(later)] == [LapseKind.AGREEMENT_LAPSED]


def test_a_lapsed_agreement_stops_no_disclosure_and_is_raised_by_it_once(register: Register) -> None:
    agreement = register.agreement(("2025-01-01", "2026-01-01"))
    worker = somebody(organisation="Police")
    between = {"sender": register.police, "receiver": register.county, "purpose": "direct-help", "on": TODAY}
    held = queries.agreement_between(**between)
    assert held is not None
    assert held.standing == Standing.LAPSED
    first = actions.raise_for_disclosure(agreement=agreement, because="immediate danger", by=worker)
    assert "immediate danger" in first.says
    assert actions.raise_for_disclosure(agreement=agreement, because="again", by=worker) == first
    assert actions.raise_lapses(by=register.keeps) == []
    assert Lapse.objects.count() == 1


def test_the_agreement_that_stands_best_is_the_one_between_two_bodies(register: Register) -> None:
    register.agreement(("2024-01-01", "2025-01-01"), title="Old")
    register.agreement(("2026-01-01", "2028-01-01"), title="New")
    between = {"sender": register.county, "receiver": register.police, "purpose": "direct-help", "on": TODAY}
    assert queries.agreement_between(**between).agreement.title == "New"
    assert queries.agreement_between(**{**between, "receiver": register.charity}) is None


def test_processing_that_rests_on_a_lapsed_agreement_is_raised_and_holds_its_end(register: Register) -> None:
    agreement = register.agreement(("2025-01-01", "2026-01-01"))
    actions.register_controller(
        organisation=register.county,
        registration="ZA123456",
        registered_until=date(2027, 6, 1),
        officer="D. Officer",
        contact="dpo@county.example.org",
        by=register.keeps,
    )
    facts = {
        "purpose": SharingPurpose.objects.get(slug="direct-help"),
        "basis": LawfulBasis.objects.get(slug="public-task"),
        "special_basis": None,
        "people": "Children and parents",
        "categories": "Names and schools",
        "recipients": "Police",
        "retention": "Six years",
        "security": "Role and relationship",
        "agreement": agreement,
        "review_due_on": date(2027, 1, 1),
    }
    actions.record_processing(title="Early help", controller=register.county, by=register.keeps, **facts)
    kinds = {one.kind for one in actions.raise_lapses(by=register.keeps)}
    assert kinds == {LapseKind.AGREEMENT_LAPSED, LapseKind.RESTS_ON_LAPSED}
    agreement.refresh_from_db()
    ending = {"ended_on": TODAY, "end_reason": "No longer needed", "by": register.keeps}
    with pytest.raises(Invalid) as wrong:
        actions.end_agreement(agreement=agreement, based_on=agreement.version, **ending)
    assert "Early help" in problems_of(wrong)
    record = ProcessingRecord.objects.get()
    actions.change_processing(record=record, based_on=record.version, by=register.keeps, **{**facts, "ended_on": TODAY})
    actions.end_agreement(agreement=agreement, based_on=agreement.version, **ending)
    assert not queries.open_lapses(register.keeps).exists()


def test_a_controller_stands_once_with_a_number_of_its_own_and_a_lapsed_registration_is_raised(
    register: Register,
) -> None:
    facts = {"registered_until": date(2026, 11, 1), "officer": "D. Officer", "contact": "dpo@county.example.org"}
    county = {"organisation": register.county, "registration": "ZA123456", "by": register.keeps, **facts}
    controller = actions.register_controller(**county)
    with pytest.raises(Invalid, match="not registered"):
        actions.register_controller(**county)
    with pytest.raises(Invalid) as wrong:
        actions.register_controller(**{**county, "organisation": register.police})
    assert "is the number of County" in problems_of(wrong)
    assert [one.kind for one in actions.raise_lapses(by=register.keeps)] == [LapseKind.REGISTRATION_LAPSED]
    renewed = {**facts, "registration": "ZA123456", "registered_until": date(2027, 11, 1)}
    actions.change_controller(controller=controller, based_on=1, by=register.keeps, **renewed)
    assert not queries.open_lapses(register.keeps).exists()
    with pytest.raises(Conflict):
        actions.change_controller(controller=controller, based_on=1, by=register.keeps, **renewed)


#          permissions                          reads  keeps  acts for County, Police
TABLE = [
    ((), False, False, False, False),
    (("partners.read",), False, False, False, False),
    (("partners.read-agreements",), True, False, False, False),
    (("partners.sign-own",), True, False, True, False),
    (("partners.keep-agreements",), True, True, True, True),
]


@pytest.mark.parametrize(("permissions", "reads", "keeps", "county", "police"), TABLE)
def test_who_reads_keeps_and_signs(register: Register, permissions, reads, keeps, county, police) -> None:
    viewer = somebody(*permissions)
    agreement = register.agreement(("2025-01-01", "2026-01-01"))
    lapse = actions.raise_lapses(by=register.keeps)[0]
    unsigned = register.drawn_up(title="Another")

    def may(act, *args, **values) -> bool:
        try:
            act(*args, **values)
        except Refused:
            return False
        return True

    assert may(queries.agreements, viewer) == reads
    assert may(queries.open_lapses, viewer) == reads
    assert bool(queries.lapses_to_answer(viewer)) == county
    assert may(access.check_can_answer, viewer, lapse) == county
    assert (
        may(
            actions.end_agreement,
            agreement=agreement,
            ended_on=TODAY,
            end_reason="x",
            based_on=agreement.version,
            by=viewer,
        )
        == keeps
    )
    for party in unsigned.parties.select_related("organisation"):
        expected = county if party.organisation == register.county else police
        signing = {"party": party, "signed_on": TODAY, "signatory": "A. Head"}
        assert may(actions.sign_agreement, by=viewer, **signing) == expected


def test_a_lapse_is_answered_once(register: Register) -> None:
    register.agreement(("2025-01-01", "2026-01-01"))
    lapse = actions.raise_lapses(by=register.keeps)[0]
    actions.answer_lapse(lapse=lapse, answer="Renewal sent to both.", by=register.keeps)
    with pytest.raises(Conflict) as first:
        actions.answer_lapse(lapse=lapse, answer="Something else.", by=register.keeps)
    assert first.value.theirs == {"Answer": "Renewal sent to both."}
    assert queries.lapses_to_answer(register.keeps) == []
    assert queries.open_lapses(register.keeps).count() == 1
