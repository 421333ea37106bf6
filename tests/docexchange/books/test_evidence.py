"""Evidence files carry a whole book; any one object altered, dropped or added is named."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from book_world import BookWorld

from docexchange.books.acceptance import Accepted, hub_key_bytes, sign_head, write_record
from docexchange.books.chain import Flaw
from docexchange.books.errors import ChainBroken, EvidenceNotWritable, EvidenceUnreadable
from docexchange.books.evidence import (
    Broken,
    EvidenceFile,
    EvidenceReading,
    Proof,
    extract_file,
    read_evidence,
    write_evidence,
)
from docexchange.books.evidence_form import LARGEST, MANIFEST, MOST_ENTRIES, read_manifest, write_manifest
from docexchange.books.statement import FileReference
from docexchange.hub.identity import open_hub_key
from signing.container.asice import open_container
from ui.kit.error_words import FINDINGS

DRAFT, ANNEX = "%PDF-1.7 dự thảo".encode() * 200, b"PK phu luc"
TOKEN, LIST = Proof("tst", b"0\x80token"), Proof("crl", b"0\x80list")
DRAFT_SHA, ANNEX_SHA = (sha256(one).hexdigest() for one in (DRAFT, ANNEX))
FILES = (
    FileReference("Dự thảo.pdf", "application/pdf", len(DRAFT), DRAFT_SHA),
    FileReference("Phụ lục.docx", "application/octet-stream", len(ANNEX), ANNEX_SHA),
)


@pytest.fixture
def book(world) -> BookWorld:
    world.filled(0)
    world.say(files=FILES)
    world.say()
    world.say(files=FILES[:1])
    return world


def exported(book: BookWorld, *, signers: tuple[str, ...] = ("clerk", "seal"), files=None) -> bytes:
    out = io.BytesIO()
    write_evidence(
        out,
        book.accepted,
        [hub_key_bytes(book.hub.certificate)],
        files=[EvidenceFile(DRAFT_SHA, lambda: io.BytesIO(DRAFT))] if files is None else files,
        proofs=[TOKEN, LIST, TOKEN],
        signers=[book.keys[name] for name in signers],
        made=book.now,
    )
    return out.getvalue()


def entries_of(evidence: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(evidence)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def packed(entries: dict[str, bytes]) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    out.seek(0)
    return out


def changed(evidence: bytes, change: Callable[[dict[str, bytes]], object]) -> EvidenceReading:
    entries = entries_of(evidence)
    change(entries)
    return read_evidence(packed(entries))


def named(reading: EvidenceReading) -> set[tuple[str, Broken]]:
    assert all(one.reason in FINDINGS for one in reading.broken)
    return {(one.entry, one.reason) for one in reading.broken}


def test_a_book_travels_whole(book, tmp_path):
    path = tmp_path / "so.asice"
    path.write_bytes(exported(book))
    reading = read_evidence(path)
    assert reading.holds and reading.flaw is None and reading.broken == ()
    assert reading.accepted == tuple(book.accepted)
    assert [one.refusal for one in reading.statements] == [None] * 4
    assert reading.membership.agency == book.agency
    assert (reading.manifest.book, reading.manifest.sequence) == (book.book, 4)
    assert reading.manifest.head == reading.statements[-1].head
    assert reading.files == {DRAFT_SHA} and [one.name for one in reading.withheld] == ["Phụ lục.docx"]
    assert set(reading.proofs) == {TOKEN, LIST}
    assert [one.official for one in reading.signers] == ["o-clerk", book.agency]
    assert open_container(path).entries


def test_the_same_book_gives_the_same_bytes(book):
    assert exported(book, signers=()) == exported(book, signers=())


class Pipe(io.RawIOBase):
    """Takes bytes and never goes back."""

    def __init__(self) -> None:
        self.taken = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        self.taken += bytes(data)
        return len(data)


def test_it_is_written_in_one_stream(book):
    pipe = Pipe()
    files = [EvidenceFile(DRAFT_SHA, lambda: io.BytesIO(DRAFT))]
    write_evidence(pipe, book.accepted, [hub_key_bytes(book.hub.certificate)], files=files)
    reading = read_evidence(io.BytesIO(bytes(pipe.taken)))
    assert reading.holds and reading.files == {DRAFT_SHA}


def test_a_file_is_taken_out(book):
    sink = io.BytesIO()
    extract_file(io.BytesIO(exported(book)), DRAFT_SHA, sink)
    assert sink.getvalue() == DRAFT
    with pytest.raises(EvidenceUnreadable):
        extract_file(io.BytesIO(exported(book)), ANNEX_SHA, io.BytesIO())
    entries = entries_of(exported(book))
    entries[f"files/{DRAFT_SHA}"] = DRAFT + b"x"
    with pytest.raises(EvidenceUnreadable):
        extract_file(packed(entries), DRAFT_SHA, io.BytesIO())


NAMES = [
    "mimetype",
    *(f"book/00000{n}.xml" for n in (1, 2, 3, 4)),
    *(f"acceptance/00000{n}.{end}" for n in (1, 2, 3, 4) for end in ("txt", "sig")),
    f"files/{DRAFT_SHA}",
    TOKEN.entry,
    LIST.entry,
    "hub",
    MANIFEST,
    "META-INF/evidence-1.xml",
    "META-INF/evidence-2.xml",
]


def test_every_entry_is_attacked(book):
    hub = f"hub/{book.hub_name}.der"
    assert set(entries_of(exported(book))) == {hub if name == "hub" else name for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_an_altered_entry_is_named(book, name):
    evidence = exported(book)
    name = f"hub/{book.hub_name}.der" if name == "hub" else name
    content = entries_of(evidence)[name]
    for at in sorted({0, len(content) // 3, len(content) // 2, len(content) - 2, len(content) - 1}):
        for bit in (1, 32):
            altered = bytearray(content)
            altered[at] ^= bit
            reading = changed(evidence, lambda e, altered=altered: e.update({name: bytes(altered)}))
            assert not reading.holds
            found = {entry for entry, _ in named(reading)}
            assert name in found, (name, at, bit, found)
            # Signatures over an altered manifest fall with it, statements after an altered one cannot be chained.
            extra = {one for one in found - {name} if not one.startswith("META-INF/evidence-")}
            assert extra <= ({f"hub/{book.hub_name}.der"} if name == MANIFEST else set()), (at, bit, extra)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("mimetype", "META-INF/evidence-2.xml")])
def test_a_missing_entry_is_named(book, name):
    name = f"hub/{book.hub_name}.der" if name == "hub" else name
    reading = changed(exported(book), lambda entries: entries.pop(name))
    assert (name, Broken.MISSING) in named(reading)


@pytest.mark.parametrize("name", ["book/000003.xml", "acceptance/000003.sig", f"files/{DRAFT_SHA}", MANIFEST])
def test_a_bit_of_the_zip_itself(book, name):
    evidence = bytearray(exported(book))
    with zipfile.ZipFile(io.BytesIO(bytes(evidence))) as archive:
        info = archive.getinfo(name)
        evidence[info.header_offset + 30 + len(name) + info.compress_size // 2] ^= 4
    reading = read_evidence(io.BytesIO(bytes(evidence)))
    assert (name, Broken.DAMAGED) in named(reading)


def test_a_dropped_tail(book):
    def drop(entries: dict[str, bytes]) -> None:
        for name in ("book/000004.xml", "acceptance/000004.txt", "acceptance/000004.sig"):
            del entries[name]

    assert named(changed(exported(book), drop)) == {("book/000004.xml", Broken.MISSING)}


def test_a_statement_added_at_the_end(book):
    short = exported(book)
    one = book.say()
    long = entries_of(exported(book))
    added = {name: content for name, content in long.items() if "000005" in name}
    assert len(added) == 3 and one.record.sequence == 5
    reading = changed(short, lambda entries: entries.update(added))
    assert named(reading) == {("book/000005.xml", Broken.UNLISTED)}


def test_another_valid_statement_in_the_place(book):
    other = book.sign(book.statement(), "clerk")
    reading = changed(exported(book), lambda entries: entries.update({"book/000003.xml": other}))
    assert named(reading) == {("book/000003.xml", Broken.ALTERED)}
    assert reading.flaw.flaw is Flaw.CONTENT and len(reading.statements) == 2


def test_swapped_statements(book):
    def swap(entries: dict[str, bytes]) -> None:
        for form in ("book/{}.xml", "acceptance/{}.txt", "acceptance/{}.sig"):
            a, b = form.format("000002"), form.format("000003")
            entries[a], entries[b] = entries[b], entries[a]

    assert ("acceptance/000002.txt", Broken.ALTERED) in named(changed(exported(book), swap))


def test_what_the_hub_itself_bent_is_told_so(book):
    third = book.accepted[2]
    record = replace(third.record, previous="11" * 32)
    entries = entries_of(exported(book))
    entries["acceptance/000003.txt"] = write_record(record)
    entries["acceptance/000003.sig"] = sign_head(record, book.hub)
    assert ("acceptance/000003.txt", Broken.HUB) in named(read_evidence(packed(entries)))


def test_a_signature_over_another_manifest(book):
    first = entries_of(exported(book))
    book.say()
    reading = changed(exported(book), lambda e: e.update({"META-INF/evidence-1.xml": first["META-INF/evidence-1.xml"]}))
    assert named(reading) == {("META-INF/evidence-1.xml", Broken.OTHER_MANIFEST)}
    assert [one.official for one in reading.signers] == [book.agency]


@pytest.mark.parametrize(
    "change",
    [
        lambda m: replace(m, beside=(replace(m.beside[0], size=m.beside[0].size + 1), *m.beside[1:])),
        lambda m: replace(m, beside=(replace(m.beside[0], sha256="ab" * 32), *m.beside[1:])),
        lambda m: replace(m, beside=m.beside[::-1]),
        lambda m: replace(m, beside=(m.beside[0], *m.beside)),
        lambda m: replace(m, head="ab" * 32),
        lambda m: replace(m, epoch=2),
        lambda m: replace(m, book="ab" * 32),
        lambda m: replace(m, sequence=3),
        lambda m: replace(m, sequence=5),
    ],
)
def test_a_manifest_that_says_something_else(book, change):
    evidence = exported(book, signers=())
    lying = write_manifest(change(read_manifest(entries_of(evidence)[MANIFEST])))
    assert named(changed(evidence, lambda e: e.update({MANIFEST: lying}))) == {(MANIFEST, Broken.ALTERED)}


def test_a_signer_outside_the_circle_has_no_name(book):
    assert [one.official for one in read_evidence(io.BytesIO(exported(book, signers=("stranger",)))).signers] == [""]


@pytest.mark.parametrize("name", ["book/0000001.xml", "../x", "book/", "META-INF/manifest.xml", "files/x"])
def test_entries_of_other_names_are_named(book, name):
    reading = changed(exported(book), lambda entries: entries.update({name: b"x"}))
    assert named(reading) == {(name, Broken.UNLISTED)}


def test_files_and_proofs_from_elsewhere(book):
    extra = Proof("ocsp", b"0\x80other")
    reading = changed(exported(book), lambda entries: entries.update({extra.entry: extra.content}))
    assert named(reading) == {(extra.entry, Broken.UNLISTED)}
    foreign = f"files/{sha256(b'x').hexdigest()}"
    reading = changed(exported(book), lambda entries: entries.update({foreign: b"x"}))
    assert named(reading) == {(foreign, Broken.UNLISTED)}


def test_another_hubs_key(book, tmp_path):
    other = hub_key_bytes(open_hub_key(tmp_path).certificate)
    reading = changed(exported(book), lambda e: e.update({f"hub/{sha256(other).hexdigest()}.der": other}))
    assert named(reading) == {(f"hub/{sha256(other).hexdigest()}.der", Broken.UNLISTED)}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not-zip"),
        (b"PK\x03\x04" + b"x" * 100, "not-zip"),
        (b"%PDF-1.7", "not-zip"),
        (packed({}).getvalue(), "no-mimetype"),
        (packed({"a": b"x", "mimetype": b"application/vnd.etsi.asic-e+zip"}).getvalue(), "no-mimetype"),
        (packed({"mimetype": b"application/vnd.etsi.asic-e+zip", "a.txt": b"x"}).getvalue(), "not-evidence"),
    ],
)
def test_what_is_no_evidence_file(data, reason):
    with pytest.raises(EvidenceUnreadable) as caught:
        read_evidence(io.BytesIO(data))
    assert caught.value.facts["reason"] == reason


def test_an_entry_twice(book):
    out = io.BytesIO(exported(book))
    with pytest.warns(UserWarning), zipfile.ZipFile(out, "a") as archive:
        archive.writestr("book/000002.xml", b"x")
    with pytest.raises(EvidenceUnreadable) as caught:
        read_evidence(out)
    assert caught.value.facts == {"reason": "twice", "entry": "book/000002.xml"}


def test_other_packing(book):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_BZIP2) as archive:
        for name, content in entries_of(exported(book)).items():
            archive.writestr(name, content)
    with pytest.raises(EvidenceUnreadable) as caught:
        read_evidence(out)
    assert caught.value.facts["reason"] == "method"


def test_swollen_entries_are_not_unpacked(book):
    for name in ("book/000002.xml", "acceptance/000002.sig", MANIFEST):
        kind = {"b": "statement", "a": "receipt", "M": "manifest"}[name[0]]
        swollen = b"\0" * (LARGEST[kind] + 1)
        reading = changed(exported(book), lambda e, name=name, swollen=swollen: e.update({name: swollen}))
        assert (name, Broken.DAMAGED) in named(reading)


def test_a_bomb_is_not_unpacked(book):
    entries = entries_of(exported(book)) | {f"files/{ANNEX_SHA}": b"\0" * (32 << 20)}
    with pytest.raises(EvidenceUnreadable) as caught:
        read_evidence(packed(entries))
    assert caught.value.facts["reason"] == "too-large"


def test_a_swollen_directory_is_not_loaded(book):
    evidence = bytearray(exported(book))
    at = evidence.rindex(b"PK\x05\x06") + 12
    evidence[at : at + 4] = (MOST_ENTRIES * 150 + 1).to_bytes(4, "little")
    with pytest.raises(EvidenceUnreadable) as caught:
        read_evidence(io.BytesIO(bytes(evidence)))
    assert caught.value.facts["reason"] == "too-large"


def test_a_broken_book_is_not_exported(book):
    broken = [*book.accepted]
    broken[2] = Accepted(broken[2].record, bytes(64), broken[2].raw)
    with pytest.raises(ChainBroken):
        write_evidence(io.BytesIO(), broken, [hub_key_bytes(book.hub.certificate)])
    with pytest.raises(EvidenceNotWritable) as caught:
        write_evidence(io.BytesIO(), [], [])
    assert caught.value.facts["reason"] == "empty"


def test_wrong_files_are_not_exported(book):
    for digest, content, reason in ((DRAFT_SHA, b"x", "other-bytes"), ("ab" * 32, b"x", "not-named")):
        with pytest.raises(EvidenceNotWritable) as caught:
            exported(book, files=[EvidenceFile(digest, lambda content=content: io.BytesIO(content))])
        assert caught.value.facts["reason"] == reason


def test_a_missing_file_of_the_disk_is_an_os_error(tmp_path: Path):
    with pytest.raises(OSError, match="none"):
        read_evidence(tmp_path / "none.asice")
