"""A full disk under a desk: a clear error, exit status 5, and a store that opens again with all it had."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.desk_data import dispatch, identity, text

from ecabinet.adapters.persistence.errors import DiskFails, DiskFull
from ecabinet.adapters.persistence.store import create_store, open_store, prepare_home

KEY = bytes(range(32))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 6 MB; needs the right to mount."""
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(tmp_path)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no right to mount a small file system")
    yield tmp_path
    subprocess.run(["umount", "-l", str(tmp_path)], check=True)


def _filled(store) -> int:
    """Dispatches until the disk is full; gives how many were committed."""
    for number in range(100_000):
        with store.records.writing() as unit:
            unit.dispatches.add(dispatch(number), text(body="nội dung dài " * 500))
    raise AssertionError("the disk was never full")


def test_the_store_survives_a_full_disk(small_disk):
    home = small_disk / "desk"
    prepare_home(home)
    create_store(home, KEY, identity(), [], [])
    store = open_store(home, KEY)
    with pytest.raises(DiskFull):
        _filled(store)
    with store.records.reading() as unit:
        before = len(unit.dispatches.newest(None, (), 10_000))
    store.close()
    assert before > 10
    (small_disk / "gap").unlink(missing_ok=True)
    again = open_store(home, KEY)
    with again.records.reading() as unit:
        assert len(unit.dispatches.newest(None, (), 10_000)) == before
    again.close()


def test_a_file_that_does_not_fit_leaves_nothing(small_disk):
    home = small_disk / "desk"
    prepare_home(home)
    create_store(home, KEY, identity(), [], [])
    store = open_store(home, KEY)
    sink = store.files.create()
    with pytest.raises(DiskFull):
        for _ in range(200):
            sink.write(os.urandom(65536))
    sink.drop()
    assert [path for path in (home / "files").rglob("*") if path.is_file()] == []
    with store.records.writing() as unit:
        unit.dispatches.add(dispatch(1), text())
    store.close()


LIMITED = """
import resource, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from fakes.desk_data import dispatch, identity, text
from ecabinet.adapters.persistence.store import open_store
from ecabinet.domain.errors import EcabinetError
resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, 3_000_000))
store = open_store(Path({home!r}), bytes(range(32)))
try:
    for number in range(100_000):
        with store.records.writing() as unit:
            unit.dispatches.add(dispatch(number), text(body="nội dung dài " * 500))
except EcabinetError as error:
    print(error.code)
"""


def test_a_limit_on_file_size_is_told_and_survived(tmp_path):
    home = tmp_path / "desk"
    prepare_home(home)
    create_store(home, KEY, identity(), [], [])
    code = LIMITED.format(tests=str(Path(__file__).parents[1]), home=str(home))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() in (DiskFull.code, DiskFails.code), done.stderr
    store = open_store(home, KEY)
    with store.records.reading() as unit:
        assert len(unit.dispatches.newest(None, (), 10_000)) > 10
    store.close()
