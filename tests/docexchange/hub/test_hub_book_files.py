"""Files of statements: there before whoever refers to them, given out by place in a book and by no other name."""

from __future__ import annotations

import io
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hub_world import bearer, raw, repr_digest
from shelf_world import ShelfWorld, reference
from test_hub_books import refused

from docexchange.books.founding_bodies import RoleEnd
from docexchange.client.errors import DownloadDamaged
from docexchange.hub import copying
from docexchange.hub.book_files import KEPT, BookFiles
from docexchange.hub.limits import Limits
from docexchange.hub.parts import open_parts
from docexchange.hub.store import payload_use

DRAFT = b"%PDF-1.7 Du thao" * 1000


def downloaded(shelf: ShelfWorld, official: str, sequence: int, index: int = 0, **names) -> bytes:
    sink = io.BytesIO()
    shelf.books(official).get_file(shelf.book, sequence, index, sink, **names)
    return sink.getvalue()


def stored_files(shelf: ShelfWorld) -> set[str]:
    return {path.name for path in (shelf.hub.data / "payloads").rglob("*") if path.is_file()}


def test_a_file_is_brought_in_referred_to_and_fetched_by_the_circle(own_shelf: ShelfWorld, tmp_path: Path):
    on_disk = tmp_path / "x.pdf"
    on_disk.write_bytes(DRAFT)
    annex = b"Phu luc"
    file, other = reference(DRAFT), reference(annex, "Phụ lục.pdf")
    assert own_shelf.books().put_file(own_shelf.book, on_disk) == (file.size, file.sha256)
    assert own_shelf.books().put_file(own_shelf.book, annex) == (other.size, other.sha256)
    accepted = own_shelf.say(files=(file, other))
    sequence = accepted.record.sequence
    assert downloaded(own_shelf, "head", sequence, expected=file) == DRAFT
    assert downloaded(own_shelf, "clerk-2", sequence, 1) == annex
    with pytest.raises(DownloadDamaged):
        downloaded(own_shelf, "head", sequence, 1, expected=reference(b"Phu lux", "Phụ lục.pdf"))
    for place in (2, 2**40):
        assert refused(downloaded, own_shelf, "head", sequence, place).code == "hub-not-found"
    # a later statement may speak of it again, brought in by whoever can read it anyway
    again = own_shelf.say("clerk-2", files=(file,))
    assert downloaded(own_shelf, "head", again.record.sequence) == DRAFT
    own_shelf.hub.kill()
    own_shelf.hub.start()
    assert downloaded(own_shelf, "head", sequence, expected=file) == DRAFT


def test_a_statement_waits_for_its_files(shelf: ShelfWorld):
    content = b"chua den"
    file = reference(content)
    signed = shelf.comment(files=(file,))
    error = refused(shelf.books().append, shelf.book, signed)
    assert (error.code, error.facts["sha256"], error.facts["count"]) == ("hub-book-files-missing", file.sha256, "1")
    before = len(shelf.everything())
    shelf.books("head").put_file(shelf.book, content)
    # what somebody else brought in is not his to refer to until the book does
    assert refused(shelf.books().append, shelf.book, signed).code == "hub-book-files-missing"
    assert len(shelf.everything()) == before
    shelf.books().put_file(shelf.book, content)
    assert shelf.books().append(shelf.book, signed).record.sequence == before + 1


def test_a_false_size_is_refused(shelf: ShelfWorld):
    shelf.books().put_file(shelf.book, b"muoi hai byte")
    error = refused(shelf.say, files=(reference(b"muoi hai byte", size=5),))
    assert (error.code, error.facts["size"]) == ("hub-book-file-differs", "13")


def test_a_digest_seen_elsewhere_opens_nothing(own_shelf: ShelfWorld):
    """Bytes that stand on the same disk, for another book or in a packet, are not here for this one."""
    secret = b"Tai lieu mat"
    file = reference(secret)
    founding = own_shelf.sign(own_shelf.founding_statement(("head",)), "seal")
    other = own_shelf.books("head").found(founding).record.book
    own_shelf.books("head").put_file(other, secret)
    statement = own_shelf.sign(own_shelf.statement("head", book=other, files=(file,)), "head")
    accepted = own_shelf.books("head").append(other, statement)
    assert file.sha256 in stored_files(own_shelf)
    # the clerk knows the digest, is in a book of his own, and gets no further
    assert refused(own_shelf.say, files=(file,)).code == "hub-book-files-missing"
    headers = bearer(own_shelf.client("clerk"))
    place = f"statements/{accepted.record.sequence}/files/0"
    for path in (
        f"/v1/books/{other}/{place}",
        f"/v1/books/{own_shelf.book}/{place}",
        f"/v1/books/{own_shelf.book}/files/{file.sha256}",
        f"/v1/payloads/{file.sha256}",
    ):
        assert raw(own_shelf.hub, "GET", path, headers=headers).status in (404, 405)
    begun = {"Repr-Digest": repr_digest(secret), "Content-Length": str(len(secret))}
    # naming the digest is no way around bringing the bytes: others in their place are refused
    answer = raw(own_shelf.hub, "PUT", f"/v1/books/{own_shelf.book}/files", b"x" * len(secret), headers | begun)
    assert (answer.status, answer.problem) == (422, "hub-digest-differs")


def test_an_ended_role_gets_no_more_files(own_shelf: ShelfWorld):
    own_shelf.books().put_file(own_shelf.book, DRAFT)
    sequence = own_shelf.say(files=(reference(DRAFT),)).record.sequence
    assert downloaded(own_shelf, "clerk-2", sequence) == DRAFT
    own_shelf.change(RoleEnd("clerk-2", "Nghỉ hưu"))
    assert refused(downloaded, own_shelf, "clerk-2", sequence).code == "hub-not-found"
    assert refused(own_shelf.books("clerk-2").put_file, own_shelf.book, b"x").code == "hub-not-found"


def test_uploads_need_length_and_digest_and_keep_to_the_limits(shelf: ShelfWorld):
    headers, path = bearer(shelf.client("clerk")), f"/v1/books/{shelf.book}/files"
    assert raw(shelf.hub, "PUT", path, b"x", headers).problem == "hub-digest-required"
    huge = headers | {"Repr-Digest": repr_digest(b"x"), "Content-Length": str(10**13)}
    assert raw(shelf.hub, "PUT", path, None, huge).problem == "hub-packet-too-large"
    assert stored_files(shelf) == {path.name for path in (shelf.hub.data / "payloads").glob("[0-9a-f]*/*")}


@pytest.mark.parametrize("own_shelf", [("--quota-per-day", "100K")], indirect=True)
def test_files_count_into_the_agencys_quota(own_shelf: ShelfWorld):
    own_shelf.books().put_file(own_shelf.book, b"a" * 60_000)
    error = refused(own_shelf.books("head").put_file, own_shelf.book, b"b" * 60_000)
    assert error.code == "hub-quota-reached"
    own_shelf.books().put_file(own_shelf.book, b"a" * 60_000)


def test_a_founding_statement_carries_no_files(shelf: ShelfWorld):
    with_file = shelf.sign(replace(shelf.founding_statement(), files=(reference(b"x"),)), "seal")
    assert refused(shelf.books("head").found, with_file).facts["reason"] == "files"


def test_what_nobody_refers_to_goes_after_a_day(own_shelf: ShelfWorld):
    kept, left = b"duoc nhac den", b"bi bo quen"
    for content in (kept, left):
        own_shelf.books().put_file(own_shelf.book, content)
    sequence = own_shelf.say(files=(reference(kept),)).record.sequence
    own_shelf.hub.kill()
    parts = open_parts(own_shelf.hub.data, Limits())
    with sqlite3.connect(own_shelf.hub.data / "hub.sqlite") as store:
        (arrived,) = store.execute("SELECT min(arrived) FROM book_upload").fetchone()
    assert BookFiles(parts, lambda: arrived + KEPT - 1).forget_old() == 0
    assert BookFiles(parts, lambda: arrived + KEPT + 60).forget_old() == 1
    assert stored_files(own_shelf) == {reference(kept).sha256}
    with parts.database.reading() as connection:
        assert list(payload_use.payloads(connection)) == [(reference(kept).sha256, len(kept))]
    parts.database.close()
    own_shelf.hub.start()
    assert downloaded(own_shelf, "head", sequence) == kept
    assert refused(own_shelf.say, files=(reference(left),)).code == "hub-book-files-missing"


def test_a_file_lost_from_the_disk_is_healed_by_bringing_it_again(own_shelf: ShelfWorld):
    file = reference(DRAFT)
    own_shelf.books().put_file(own_shelf.book, DRAFT)
    sequence = own_shelf.say(files=(file,)).record.sequence
    (own_shelf.hub.data / "payloads" / file.sha256[:2] / file.sha256).unlink()
    assert refused(downloaded, own_shelf, "head", sequence).code == "hub-fault"
    assert refused(own_shelf.say, files=(file,)).code == "hub-book-files-missing"
    own_shelf.books().put_file(own_shelf.book, DRAFT)
    assert downloaded(own_shelf, "head", sequence) == DRAFT
    own_shelf.say(files=(file,))


def test_a_backup_holds_the_files_of_books(own_shelf: ShelfWorld, tmp_path: Path):
    own_shelf.books().put_file(own_shelf.book, DRAFT)
    own_shelf.say(files=(reference(DRAFT),))
    assert copying.back_up(own_shelf.hub.data, tmp_path / "copy") == (1, len(DRAFT))
    sha256 = reference(DRAFT).sha256
    assert (tmp_path / "copy" / "payloads" / sha256[:2] / sha256).read_bytes() == DRAFT
