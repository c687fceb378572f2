"""What a notice may say, how an e-mail looks, and when it is tried again."""

from datetime import timedelta

import pytest

from commonground.foundation.kernel.errors import Invalid
from commonground.foundation.post import rules
from commonground.foundation.post.rules import Kind, Notice, Recipient, Sheet, Way
from commonground.foundation.post.tests.conftest import ANN, NOW, PAPERS, SURROUNDINGS, may_still, papers

SHEET = Sheet("Ann Example", "Nottinghamshire", "https://site.example/notices/choices/")
KIND = SURROUNDINGS.kinds[0]


def test_a_subject_is_one_line_whatever_is_typed():
    notice = papers(subject="Papers\r\nBcc: everybody@example.org\x00 \u2028 x".replace("@", " at "))
    assert notice.subject == "Papers Bcc: everybody at example.org x"


def test_what_is_too_long_is_cut_and_shows_it():
    assert len(papers(subject="long " * 100).subject) <= 150
    assert papers(subject="long " * 100).subject.endswith("…")


@pytest.mark.parametrize("path", ["https://evil.example/", "//evil.example/", "groups/", "", "/\\evil.example", "/a b"])
def test_a_notice_leads_nowhere_but_to_this_site(path: str):
    with pytest.raises(ValueError, match="path of this site"):
        papers(path=path)


@pytest.mark.parametrize("words", ["Zebedee Canary", "zebedee  canary", "Canary"])
def test_words_that_may_never_be_said_stop_the_notice_and_are_not_repeated(words: str):
    with pytest.raises(ValueError, match="no e-mail may say") as found:
        rules.check_says_little(papers(lines=("About ZEBEDEE Canary.",)), never=[words])
    assert "anary" not in str(found.value)


def test_parts_of_other_words_are_no_names():
    rules.check_says_little(papers(lines=("Canaryville meets.",)), never=["Canary", ""])


@pytest.mark.parametrize("said", ["Write to jo.canary@example.org", "About 943 476 5919"])
def test_an_address_or_an_nhs_number_in_a_title_is_refused_with_what_to_do(said: str):
    with pytest.raises(Invalid) as found:
        rules.check_says_little(papers(subject=said))
    assert "Take it out." in str(found.value.problems[0])


def test_a_telephone_number_is_not_taken_for_an_nhs_number():
    rules.check_says_little(papers(subject="Ring 943 476 5918"))


def test_each_person_is_told_once_however_often_they_are_named():
    with_account = Recipient(ANN, "Ann@example.org", "Ann")
    named = [with_account, Recipient(ANN, "ann@example.org", "Ann"), Recipient(None, " ANN@example.org", "A. Example")]
    assert rules.each_once([*named, Recipient(None, "", "nobody")]) == [Recipient(ANN, "ann@example.org", "Ann")]


def test_a_duty_cannot_be_told_on_the_site_alone_by_default():
    with pytest.raises(ValueError, match="duty"):
        Kind("trial.duty", "Duty", "it is", may_still, default=Way.ON_SITE, is_duty=True)


def test_a_kind_names_its_room():
    with pytest.raises(ValueError, match="<room>"):
        Kind("papers", "Papers", "you asked", may_still)


def test_an_email_says_little_why_it_comes_and_how_to_choose():
    link = "https://site.example/notices/0190/"
    letter = rules.notice_letter(papers(lines=("Word " * 40,)), KIND, link=link, sheet=SHEET)
    assert letter.subject == "Papers for 4 December are published"
    assert max(len(line) for line in letter.body.splitlines() if "://" not in line) <= 72
    assert letter.body.startswith("Hello Ann Example,\n\nPapers for 4 December are published.\n")
    for said in (f"Read more:\n{link}\n", "Common Ground, Nottinghamshire", "because you have a seat in the group."):
        assert said in letter.body
    assert "Choose how you are told:\nhttps://site.example/notices/choices/\n" in letter.body
    assert "/groups/north/" not in letter.body, "not even an address says what it is about"


def test_who_has_no_account_is_told_whom_to_tell():
    letter = rules.notice_letter(papers(), KIND, link="https://x.example/", sheet=Sheet("", "", ""))
    assert "tell whoever put you on their list" in letter.body
    assert "Choose how" not in letter.body


def test_a_digest_names_each_notice_with_its_link():
    parts = [(papers(), "https://x.example/1/"), (Notice(PAPERS, "A meeting moved"), "https://x.example/2/")]
    letter = rules.digest_letter(parts, sheet=SHEET)
    assert letter.subject == "2 notices from Common Ground"
    assert "* A meeting moved\n  https://x.example/2/\n" in letter.body


def test_an_email_is_tried_after_longer_and_longer_waits_and_then_given_up():
    waits = [rules.retry_at(attempts, NOW) for attempts in range(1, 7)]
    assert [at - NOW for at in waits[:2]] == [timedelta(minutes=1), timedelta(minutes=5)]
    assert waits[:5] == sorted(waits[:5])
    assert waits[5] is None
