"""SIGKILL of the hub at its durable steps while a desk that carries numbers is killed too: none lost, none double."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from properties.office_network import ROLES, OfficeNetwork, PreparedPapers, an_office_network
from stories.world import PASSPHRASE, secrets_on_a_pipe

from docexchange.hub import administration, book_audit
from ecabinet.application.jobs import JobState
from ecabinet.application.offices.judge_draft import ApproveDraft, approve_draft
from ecabinet.application.offices.sign_document import SignDocument, sign_document
from ecabinet.application.offices.submit_draft import SubmitDraft, submit_draft
from ecabinet.application.offices.take_number import TakeNumber, take_number
from ui.demo.pki import TestPki

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
DESK, HUB = Path(__file__).with_name("desk_killed.py"), Path(__file__).with_name("hub_dies_at.py")
PAPERS = PreparedPapers()
STEPS = (1, 2, 3, 4, 5, 6, 8, 10, 13, 17)


@pytest.fixture(scope="module")
def network(pki: TestPki, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OfficeNetwork]:
    with an_office_network(tmp_path_factory.mktemp("both-die"), pki) as made:
        made.found()
        yield made


def signed(network: OfficeNetwork, titles: list[str]) -> list[str]:
    """Drafts that the leader has signed, known to both clerks."""
    drafter, leader = network["specialist"], network["unit-head"]
    drafts = []
    for title in titles:
        command = SubmitDraft(network.book, network.paper(title))
        drafts.append(dict(submit_draft(command, drafter.office, PAPERS, drafter.pen).entry.body)["draft"])
    network.sync("specialist")
    network.sync("unit-head")
    for draft in drafts:
        approve_draft(ApproveDraft(network.book, draft), leader.office, leader.pen)
        sign_document(SignDocument(network.book, draft), leader.office, PAPERS, leader.pen)
    network.sync("unit-head")
    for who in ("clerk", "clerk-2"):
        network.sync(who)
    return drafts


def carried_until_killed(network: OfficeNetwork, who: str, point: int) -> int:
    """`office sync` in a process of its own, killed at that commit or network write; how it ended."""
    report = network.folder / "points.txt"
    with secrets_on_a_pipe([PASSPHRASE, network.pki.pin(who)]) as descriptor:
        done = subprocess.run(
            [sys.executable, str(DESK), str(point), str(report), "office", "sync", "--no-mail", "--offline",
             "--home", str(network[who].home), "--passphrase-fd", str(descriptor),
             "--key", f"p12:{network.pki.p12(who)}", "--pin-fd", str(descriptor), "--json"],
            pass_fds=(descriptor,), capture_output=True, check=False, text=True,
        )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode


def test_hub_and_desk_die_together_and_each_revision_has_one_number(network: OfficeNetwork):
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    armed, ends = network.folder / "armed", Counter[str]()
    wanted = 0
    for step in STEPS:
        drafts = signed(network, [f"Văn bản {step}.{number}" for number in (1, 2)])
        wanted += len(drafts)
        for who, asked in (("clerk", drafts), ("clerk-2", drafts[::-1])):
            for draft in asked:
                take_number(TakeNumber(network.book, draft), network[who].office, network[who].pen)
        network.hub.kill()
        network.hub.program = (str(HUB), str(step), str(armed))
        network.hub.start()
        armed.touch()
        status = carried_until_killed(network, "clerk", chance.randrange(6, 40))
        assert status in (0, 4, 5, -signal.SIGKILL), (seed, step, status)
        ends["desk"] += status == -signal.SIGKILL
        ends["hub"] += network.hub.process.poll() is not None
        armed.unlink()
        network.hub.kill()
        network.hub.program = ("-m", "docexchange.hub.cli")
        network.hub.start()
        network.heal()
        _holds(network, wanted, seed)
    assert ends["desk"] >= 2 and ends["hub"] >= 2, (seed, ends)
    entries = len(network.raw("clerk"))
    assert book_audit.verify(network.hub.data) == (entries, [])
    assert administration.verify_audit(network.hub.data)[1] == []


def _holds(network: OfficeNetwork, wanted: int, seed: int) -> None:
    office = network.read("minister").office
    assert sorted(one.number for one in office.numbers) == list(range(1, wanted + 1)), seed
    assert len({line.revision for line in office.numbers.values()}) == wanted, seed
    standing = {one.entry.id for one in network.read("minister").entries}
    for who in ROLES:
        assert network.raw(who) == network.raw("minister"), (seed, who)
        assert network.read(who).set_aside == network.read("minister").set_aside == (), (seed, who)
        for job in network.jobs(who):
            assert (job.id in standing) == (job.state is JobState.DONE), (seed, who, job.state)
