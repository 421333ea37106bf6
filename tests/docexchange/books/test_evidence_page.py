"""The commands of docs/evidence.md, run as they stand: a good file passes, altered ones stop at the right step."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from book_world import BookWorld, member

from docexchange.books.acceptance import hub_key_bytes
from docexchange.books.evidence import EvidenceFile, Proof, write_evidence
from docexchange.books.founding_bodies import EpochOpen, RoleGrant
from docexchange.books.statement import FileReference
from signing.keys.software import open_pkcs12

PAGE = Path(__file__).parents[3] / "docs" / "evidence.md"
MISSING = [tool for tool in ("sh", "openssl", "python3", "sha256sum", "grep", "sed") if shutil.which(tool) is None]
DRAFT = "%PDF-1.7 dự thảo".encode()
FILE = FileReference("Dự thảo.pdf", "application/pdf", len(DRAFT), sha256(DRAFT).hexdigest())

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"programs missing: {MISSING}")


@pytest.fixture(scope="module")
def evidence(pki, book_keys, hub_identity) -> bytes:
    def key(label: str):
        return open_pkcs12(pki.p12(label), pki.pin(label).encode())

    keys = {"seal": key("seal"), "head": key("minister"), "clerk": key("clerk"), "leader": key("minister-b")}
    book = BookWorld(keys | {"stranger": book_keys["stranger"]}, hub_identity).found()
    book.say(files=(FILE,))
    book.say("role.grant/1", "o-head", "head", body=RoleGrant(member("o-new", book.keys["stranger"])).to_body())
    book.say(by="o-new", key="stranger")
    opened = EpochOpen(2, book.seen.sequence, book.seen.head, book.hub_name).to_body()
    book.accept(book.sign(book.statement("epoch.open/1", book.agency, body=opened), "seal"), epoch=2)
    book.say()
    out = io.BytesIO()
    write_evidence(
        out,
        book.accepted,
        [hub_key_bytes(book.hub.certificate)],
        files=[EvidenceFile(FILE.sha256, lambda: io.BytesIO(DRAFT))],
        proofs=[Proof("crl", b"0\x80list")],
        signers=[keys["clerk"], keys["seal"]],
        made=book.now,
    )
    return out.getvalue()


def check(folder: Path, pki, evidence: bytes) -> subprocess.CompletedProcess[str]:
    (folder / "book.asice").write_bytes(evidence)
    roots = sorted((pki.folder / "trust" / "roots").glob("*.pem"))
    (folder / "root.pem").write_bytes(b"".join(root.read_bytes() for root in roots))
    steps = re.findall(r"^```sh\n(.*?)^```", PAGE.read_text(), flags=re.DOTALL | re.MULTILINE)
    assert len(steps) == 6
    script = "set -e\n" + "".join(f"echo step {number}\n{step}" for number, step in enumerate(steps, 1))
    return subprocess.run(["sh", "-c", script], cwd=folder, capture_output=True, text=True)


def altered(evidence: bytes, name: str, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(evidence)) as source, zipfile.ZipFile(out, "w") as target:
        (entry,) = [one for one in source.namelist() if re.fullmatch(name, one)]
        for info in source.infolist():
            content = source.read(info)
            if info.filename == entry:
                assert re.search(old, content)
                content = re.sub(old, new, content, count=1)
            target.writestr(info.filename, content)
    return out.getvalue()


def test_a_stranger_can_check_a_book(evidence, pki, tmp_path):
    done = check(tmp_path, pki, evidence)
    assert done.returncode == 0, done.stdout + done.stderr
    assert '000005 type="epoch.open/1" 000.00.00.G22' in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "old", "new", "step", "at"),
    [
        ("mimetype", b"asic-e", b"asic-s", 1, ""),
        (r"files/.*", b"PDF", b"PDG", 2, ""),
        (r"evidence/.*", b"list", b"lost", 2, ""),
        (r"hub/.*", b"0Y", b"0X", 2, ""),
        (r"book/000002\.xml", b"<version>2<", b"<version>3<", 3, "statement 000002"),
        (r"book/000002\.xml", b"<by>", b"<by><!---->", 3, "statement 000002"),
        (r"book/000004\.xml", rb"(<ds:SignatureValue>)........", rb"\1AAAAAAAA", 3, "statement 000004"),
        (r"acceptance/000003\.txt", rb"\.(\d)", rb".9\1", 4, "record 000003"),
        (r"acceptance/000003\.txt", rb"^(ecabinet.head/1\n)1", rb"\g<1>2", 4, "record 000003"),
        (r"acceptance/000003\.sig", rb"(?s)^.{4}", b"AAAA", 4, "record 000003"),
        (r"acceptance/000006\.txt", rb"T0", rb"T1", 4, "record 000006"),
        (r"META-INF/evidence\.xml", rb"<sequence>6", b"<sequence>5", 5, ""),
        (r"META-INF/evidence-1\.xml", rb"<sequence>6", b"<sequence>5", 5, "signer META-INF/evidence-1.xml"),
    ],
)
def test_a_stranger_sees_what_was_altered(evidence, pki, tmp_path, name, old, new, step, at):
    done = check(tmp_path, pki, altered(evidence, name, old, new))
    assert done.returncode != 0
    assert re.findall(r"^step (\d)$", done.stdout, flags=re.MULTILINE)[-1] == str(step), done.stdout + done.stderr
    assert not at or re.findall(r"^(?:statement|record|signer) .*$", done.stdout, flags=re.MULTILINE)[-1] == at
