"""Each e-mail is handed over once, by however many workers, and whenever one of them is killed. Real processes."""

import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from random import Random

import pytest

from commonground.foundation.post.tests.smtp import MailServer, mail_server
from tests.security.real_site import LONG, RealSite

ENOUGH = 3  # e-mails that have left before a worker is killed
ROUNDS = 6


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as told:
        yield told


def postman(site: RealSite, server: MailServer, *words: str) -> subprocess.Popen[str]:
    return site.start("tests.security.postmen", str(server.port), *words)


def ended(process: subprocess.Popen[str]) -> int:
    _, problem = process.communicate(timeout=LONG)
    assert process.returncode in (0, -signal.SIGKILL), problem
    return process.returncode


def received(server: MailServer) -> Counter[str]:
    return Counter(str(one["To"]) for one in server.taken)


def states(site: RealSite) -> Counter[str]:
    return Counter(state for (state,) in site.sql("SELECT state FROM post_email"))


def test_of_three_workers_each_email_is_sent_by_one(real_site: RealSite, server: MailServer):
    assert ended(postman(real_site, server, "tell", "120")) == 0
    workers = [postman(real_site, server, "send") for _ in range(3)]
    assert [ended(one) for one in workers] == [0, 0, 0]
    assert states(real_site) == {"sent": 120}
    assert len(received(server)) == 120
    assert set(received(server).values()) == {1}
    assert real_site.commonground("audit", "verify").returncode == 0


def test_whenever_a_worker_is_killed_nothing_is_sent_twice_and_nothing_is_lost_unseen(
    real_site: RealSite, server: MailServer
):
    chance = Random(1)
    assert ended(postman(real_site, server, "tell", "60")) == 0
    server.delay = 0.02
    for _ in range(ROUNDS):
        before = len(server.taken)
        worker = postman(real_site, server, "send")
        while len(server.taken) < before + ENOUGH and worker.poll() is None:
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.05))
        worker.kill()
        assert ended(worker) == -signal.SIGKILL
        # as if ten minutes had gone by: what it had in hand counts as lost
        real_site.sql("UPDATE post_email SET claimed_at = '2020-01-01 00:00:00+00:00' WHERE claim IS NOT NULL")
    server.delay = 0
    real_site.sql("UPDATE post_email SET claimed_at = '2020-01-01 00:00:00+00:00' WHERE claim IS NOT NULL")
    assert ended(postman(real_site, server, "send")) == 0
    found = states(real_site)
    assert set(found) <= {"sent", "doubtful"}
    assert found["doubtful"] <= ROUNDS
    assert set(received(server).values()) == {1}
    doubtful = {address for (address,) in real_site.sql("SELECT address FROM post_email WHERE state = 'doubtful'")}
    missing = {f"member{number}@example.org" for number in range(60)} - set(received(server))
    assert missing <= doubtful, "what did not arrive stands where a person sees it"
    assert real_site.commonground("audit", "verify").returncode == 0
