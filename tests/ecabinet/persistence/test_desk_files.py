"""The contract of the port Files, on memory and on encrypted files alike, and what only encryption must hold."""

from __future__ import annotations

import os
import time

import pytest
from fakes.memory_files import MemoryFiles

from ecabinet.adapters.persistence.errors import FileDamaged
from ecabinet.adapters.persistence.files import EncryptedFiles
from ecabinet.adapters.persistence.sealed_file import CHUNK
from ecabinet.domain.dispatches.dispatch import StoredFile

KEY = bytes(range(32))


@pytest.fixture
def encrypted(tmp_path):
    return EncryptedFiles(tmp_path / "files", KEY)


@pytest.fixture(params=["memory", "encrypted"])
def files(request, encrypted):
    return MemoryFiles() if request.param == "memory" else encrypted


def kept(files, *pieces: bytes) -> StoredFile:
    sink = files.create()
    for piece in pieces:
        sink.write(piece)
    return sink.keep()


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 200_001])
def test_what_was_written_is_read(files, size):
    content = os.urandom(size)
    file = kept(files, content[:10], content[10:])
    assert file.size == size
    with files.open(file) as stream:
        assert stream.read() == content
        assert stream.seek(size // 2) == size // 2
        assert stream.read(7) == content[size // 2 : size // 2 + 7]


def test_the_same_content_is_one_file(files):
    assert kept(files, b"abc") == kept(files, b"a", b"bc")


def test_dropped_files_never_were(files):
    sink = files.create()
    sink.write(b"abc")
    sink.drop()
    with pytest.raises(FileDamaged):
        files.open(StoredFile("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3))


def test_nothing_clear_on_the_disk(encrypted):
    file = kept(encrypted, b"van ban" * 20_000)
    path = encrypted.path(file.sha256)
    assert b"van ban" not in path.read_bytes()
    assert file.sha256[:16] not in str(path)
    assert list(encrypted.folder.rglob("part-*")) == []


@pytest.mark.parametrize("where", [0, 6, 25, CHUNK // 2, CHUNK + 40, -1])
def test_a_flipped_bit_is_seen(encrypted, where):
    file = kept(encrypted, b"x" * (2 * CHUNK + 5))
    path = encrypted.path(file.sha256)
    content = bytearray(path.read_bytes())
    content[where] ^= 1
    path.write_bytes(content)
    with pytest.raises(FileDamaged), encrypted.open(file) as stream:
        stream.read()


@pytest.mark.parametrize("keep", [0, 10, 20 + CHUNK + 16, 20 + 2 * (CHUNK + 16), 20 + CHUNK])
def test_a_cut_file_is_seen(encrypted, keep):
    file = kept(encrypted, b"x" * (2 * CHUNK + 5))
    path = encrypted.path(file.sha256)
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(FileDamaged), encrypted.open(file) as stream:
        stream.read()


def test_swapped_chunks_are_seen(encrypted):
    file = kept(encrypted, b"x" * CHUNK + b"y" * CHUNK + b"z")
    path = encrypted.path(file.sha256)
    content, size = path.read_bytes(), CHUNK + 16
    head, first, second, rest = (
        content[:20],
        content[20 : 20 + size],
        content[20 + size : 20 + 2 * size],
        content[20 + 2 * size :],
    )
    path.write_bytes(head + second + first + rest)
    with pytest.raises(FileDamaged), encrypted.open(file) as stream:
        stream.read()


def test_another_key_opens_nothing(encrypted, tmp_path):
    file = kept(encrypted, b"abc")
    other = EncryptedFiles(tmp_path / "files", bytes(32))
    with pytest.raises(FileDamaged):
        other.open(file)


def test_sweep_takes_only_old_files_that_nobody_names(encrypted):
    named, orphan, fresh = kept(encrypted, b"1"), kept(encrypted, b"2"), kept(encrypted, b"3")
    old = time.time() - 2 * 24 * 3600
    for file in (named, orphan):
        os.utime(encrypted.path(file.sha256), (old, old))
    assert encrypted.sweep([named.sha256]) == 1
    assert encrypted.path(named.sha256).exists()
    assert encrypted.path(fresh.sha256).exists()
    assert not encrypted.path(orphan.sha256).exists()
