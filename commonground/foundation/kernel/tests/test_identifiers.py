"""Identifiers are read as people write them, and refused with a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.kernel.errors import Invalid
from commonground.foundation.kernel.identifiers import (
    UPN_LETTERS,
    Gss,
    NhsNumber,
    Postcode,
    Upn,
    Urn,
    new_id,
    nhs_check_digit,
    upn_check_letter,
)

DIGITS = st.text("0123456789", min_size=9, max_size=9)


def test_new_ids_come_in_the_order_of_time():
    made = [new_id() for _ in range(50)]
    assert made == sorted(made)
    assert made[0].version == 7


@pytest.mark.parametrize(
    ("code", "kind", "has_childrens_services"),
    [
        ("E10000024", "county", True),
        ("E06000026", "unitary authority", True),
        ("E08000003", "metropolitan district", True),
        ("E07000174", "district", False),
        ("E01028091", "lower layer super output area", False),
        ("E92000001", "country", False),
        ("E99000001", "", False),
    ],
)
def test_an_area_code_says_what_type_of_area_it_is(code, kind, has_childrens_services):
    area = Gss.parse(code)
    assert (str(area), area.kind, area.has_childrens_services) == (code, kind, has_childrens_services)


def test_an_area_code_is_read_in_small_letters_and_with_spaces():
    assert Gss.parse(" e10 000024 ").code == "E10000024"


@pytest.mark.parametrize(
    "text",
    ["", "Nottinghamshire", "E1000002", "E100000241", "10000024E", "X10000024", "E1000002\N{FULLWIDTH DIGIT FOUR}"],
)
def test_what_is_not_an_area_code_is_refused(text):
    with pytest.raises(Invalid, match="is not an area code"):
        Gss.parse(text)


@pytest.mark.parametrize(
    ("text", "outward", "inward", "sector"),
    [
        ("ng18 5bx", "NG18", "5BX", "NG18 5"),
        ("NG185BX", "NG18", "5BX", "NG18 5"),
        ("m1-1ae", "M1", "1AE", "M1 1"),
        (" PL 1 2 AA ", "PL1", "2AA", "PL1 2"),
        ("EC1A 1BB", "EC1A", "1BB", "EC1A 1"),
        ("W1A0AX", "W1A", "0AX", "W1A 0"),
        ("cr26xh", "CR2", "6XH", "CR2 6"),
        ("DN55 1PT", "DN55", "1PT", "DN55 1"),
        ("GIR 0AA", "GIR", "0AA", "GIR 0"),
    ],
)
def test_a_postcode_is_put_in_its_usual_form(text, outward, inward, sector):
    postcode = Postcode.parse(text)
    assert (postcode.outward, postcode.inward, postcode.sector) == (outward, inward, sector)
    assert str(postcode) == f"{outward} {inward}"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("NG18", "only the first half"),
        ("ZZ99 3VZ", "stand for no address"),
        ("", "is not a postcode"),
        ("NG18 5B", "is not a postcode"),
        ("NG18 BX5", "is not a postcode"),
        ("QG18 5BX", "is not a postcode"),
        ("NI1 5BX", "is not a postcode"),
        ("NG18 5CX", "is not a postcode"),
        ("NG188 5BX", "is not a postcode"),
        ("NG18 5BX; --", "is not a postcode"),
    ],
)
def test_a_refused_postcode_says_what_is_wrong(text, sentence):
    with pytest.raises(Invalid, match=sentence):
        Postcode.parse(text)


@given(st.sampled_from(["A9", "A99", "AA9", "AA99"]), st.text("123456789", min_size=5, max_size=5))
def test_a_postcode_read_from_its_own_text_is_the_same(shape, digits):
    numbers = iter(digits)
    outward = "".join("N" if sign == "A" else next(numbers) for sign in shape)
    postcode = Postcode.parse(f"{outward} {next(numbers)}AB")
    assert Postcode.parse(str(postcode)) == postcode
    assert Postcode.parse(str(postcode).lower().replace(" ", "")) == postcode


def test_an_nhs_number_is_read_with_and_without_spaces():
    assert str(NhsNumber.parse("9434765919")) == "943 476 5919"
    assert NhsNumber.parse("943-476-5919") == NhsNumber.parse("943 476 5919")


def test_numbers_that_begin_with_999_are_known_as_test_numbers():
    assert NhsNumber.parse("999 000 0018").is_for_tests
    assert not NhsNumber.parse("943 476 5919").is_for_tests


@pytest.mark.parametrize(
    "text", ["", "943476591", "94347659199", "943476591A", "9434765918", "1111111111", "9434675919"]
)
def test_a_wrong_nhs_number_is_refused_and_never_repeated(text):
    with pytest.raises(Invalid) as refusal:
        NhsNumber.parse(text)
    assert not text or text not in refusal.value.sentence


@given(DIGITS)
def test_an_nhs_number_with_one_digit_mistyped_is_refused(nine):
    check = nhs_check_digit(nine)
    if check == 10 or len({*nine, str(check)}) == 1:
        assert check <= 10
        return
    number = f"{nine}{check}"
    assert NhsNumber.parse(number).digits == number
    wrong = number[:4] + str((int(number[4]) + 1) % 10) + number[5:]
    with pytest.raises(Invalid):
        NhsNumber.parse(wrong)


def test_a_pupil_number_has_a_check_letter_that_fits():
    # H801200001001 is the pupil number of the sample returns of the Department for Education.
    assert str(Upn.parse("h80120000 1001")) == "H801200001001"
    assert not Upn.parse("H801200001001").is_temporary


def test_a_pupil_number_that_ends_in_a_letter_is_temporary():
    number = upn_check_letter("80120000100B") + "80120000100B"
    assert Upn.parse(number).is_temporary


@pytest.mark.parametrize(
    "text", ["", "A801200001001", "H80120000100", "H8012000010011", "I801200001001", "H80120000100S", "H80120A001001"]
)
def test_a_wrong_pupil_number_is_refused_and_never_repeated(text):
    with pytest.raises(Invalid) as refusal:
        Upn.parse(text)
    assert not text or text not in refusal.value.sentence


@given(st.text("0123456789", min_size=11, max_size=11), st.sampled_from("0123456789" + UPN_LETTERS))
def test_only_one_of_the_twenty_three_letters_fits_a_pupil_number(eleven, last):
    fits = [letter for letter in UPN_LETTERS if upn_check_letter(eleven + last) == letter]
    assert len(fits) == 1
    assert Upn.parse(fits[0] + eleven + last).is_temporary == last.isalpha()


def test_a_schools_number_has_six_digits():
    assert str(Urn.parse(" 122889 ")) == "122889"


@pytest.mark.parametrize("text", ["", "12288", "1228890", "012288", "URN122889", "\N{FULLWIDTH DIGIT ONE}22889"])
def test_a_wrong_schools_number_is_refused(text):
    with pytest.raises(Invalid, match="six digits"):
        Urn.parse(text)
