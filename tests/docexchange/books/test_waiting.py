"""Statements on their way, as a file: what it may hold, and everything that it may not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import pytest
from book_world import BookWorld

from docexchange.books.errors import EvidenceNotWritable, EvidenceUnreadable, WaitingUnreadable
from docexchange.books.evidence import EvidenceFile
from docexchange.books.model import FileReference
from docexchange.books.waiting import MEDIA_TYPE, MOST_WAITING, is_waiting, read_waiting, write_waiting

CONTENT = b"d\xe1\xbb\xb1 th\xe1\xba\xa3o"
DIGEST = sha256(CONTENT).hexdigest()
FILE = FileReference("van-ban.json", "application/json", len(CONTENT), DIGEST)
HELD = EvidenceFile(DIGEST, lambda: io.BytesIO(CONTENT))


@pytest.fixture
def statements(world) -> list[bytes]:
    world.found()
    return [world.sign(world.statement(files=files), "clerk") for files in ((FILE,), ())]


def written(path: Path, statements: Sequence[bytes], files: Sequence[EvidenceFile] = (HELD,)) -> Path:
    with path.open("wb") as out:
        write_waiting(out, statements, files)
    return path


def zipped(path: Path, *statements: bytes, **more: bytes) -> Path:
    """Whatever an attacker packs; `more`: further entries by name."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", MEDIA_TYPE)
        for number, raw in enumerate(statements, 1):
            archive.writestr(f"book/{number:06d}.xml", raw)
        for name, content in more.items():
            archive.writestr(name, content)
    return path


def reason_of(path: Path) -> str:
    with pytest.raises(WaitingUnreadable) as caught:
        read_waiting(path)
    return caught.value.facts["reason"]


def test_what_was_written_is_read_in_order(world, statements, tmp_path):
    path = written(tmp_path / "x", statements)
    found = read_waiting(path)
    assert is_waiting(path)
    assert (found.book, found.files) == (world.book, {DIGEST})
    assert [one.raw for one in found.statements] == statements
    assert written(tmp_path / "y", statements).read_bytes() == path.read_bytes()


def test_no_file_without_every_file_it_names(statements, tmp_path):
    for files in ((), (HELD, EvidenceFile("0" * 64, lambda: io.BytesIO(b""))),
                  (EvidenceFile(DIGEST, lambda: io.BytesIO(b"x")),)):  # fmt: skip
        with pytest.raises(EvidenceNotWritable):
            written(tmp_path / "x", statements, files)
    with pytest.raises(EvidenceNotWritable):
        written(tmp_path / "x", [statements[1]] * (MOST_WAITING + 1), ())


def test_what_may_not_stand_in_it(world, statements, tmp_path, book_keys, hub_identity):
    other = BookWorld(book_keys, hub_identity).found()
    stranger = other.sign(other.statement(), "clerk")
    founding = other.accepted[0].raw
    longer = world.sign(world.statement(files=(FileReference("a", "text/plain", len(CONTENT) + 1, DIGEST),)), "clerk")
    path = tmp_path / "x"
    plain, name = statements[1], f"files/{DIGEST}"
    assert reason_of(zipped(path, plain, stranger)) == "several-books"
    assert reason_of(zipped(path, founding)) == "several-books"
    assert reason_of(zipped(path, plain, plain)) == "twice"
    assert reason_of(zipped(path, plain, **{name: CONTENT})) == "unlisted"
    assert reason_of(zipped(path, plain, **{"acceptance/000001.txt": b"x"})) == "unlisted"
    assert reason_of(zipped(path, statements[0])) == "missing"
    assert reason_of(zipped(path, plain, **{"book/000003.xml": plain})) == "missing"
    assert reason_of(zipped(path, statements[0], **{name: CONTENT[:-1] + b"x"})) == "altered"
    assert reason_of(zipped(path, longer, **{name: CONTENT})) == "altered"
    assert reason_of(zipped(path, plain.replace(b"<made>20", b"<made>21"))).startswith("xml-")
    assert read_waiting(zipped(path, *statements, **{name: CONTENT})).files == {DIGEST}


def test_garbage_is_no_such_file(tmp_path):
    path = tmp_path / "x"
    for content in (b"", b"PK\x03\x04", b"<xml/>", zipped(tmp_path / "y").read_bytes()):
        path.write_bytes(content)
        with pytest.raises(EvidenceUnreadable):
            is_waiting(path)
