"""No room at the hub: a passing problem, nothing half kept, and everything goes on once there is room."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "docexchange" / "hub"))

from hub_world import HubProcess, Packet, World, document, found_world
from shelf_world import found_shelf

from docexchange.hub import administration, book_audit
from docexchange.protocol.problem import HubUnavailable

MB = 1024 * 1024


def large(size: int) -> Packet:
    return Packet(document().content + b" " * size)


def refused(world: World, packet: Packet, operation=None) -> str:
    with pytest.raises(HubUnavailable) as caught:
        packet.submit(world.client("clerk-a"), operation)
    return caught.value.code


def payload_files(world: World) -> set[str]:
    return {path.name for path in (world.hub.data / "payloads").rglob("*") if path.is_file()}


def test_a_book_on_a_full_disk_takes_nothing_and_then_goes_on(small_disk: Path):
    shelf = found_shelf(small_disk / "data", "--reserve", "0", "--requests-per-minute", "100000")
    try:
        filler, refusals, waiting = small_disk / "filler", set(), shelf.comment(text="x" * 200_000)
        said = shelf.everything()
        for left in (0, 20_000, 200_000, 250_000, 300_000, 500_000):
            fill(filler, small_disk, left)
            try:
                said.append(shelf.books().append(shelf.book, waiting))
                break
            except HubUnavailable as error:
                refusals.add(error.code)
                with pytest.raises(HubUnavailable):
                    shelf.books().put_file(shelf.book, b"f" * 500_000)
        assert refusals == {"hub-disk-full"}
        filler.unlink(missing_ok=True)
        accepted = shelf.books().append(shelf.book, waiting)
        assert accepted in (said[-1], shelf.everything()[-1])
        assert shelf.say().record.sequence == 3
        assert book_audit.verify(shelf.hub.data) == (3, [])
        assert payload_files(shelf) == set()
    finally:
        shelf.close()


def test_a_book_keeps_to_the_reserve(tmp_path: Path):
    shelf = found_shelf(tmp_path / "data")
    try:
        shelf.hub.kill()
        shelf.hub.options = ("--reserve", "1000000G")
        shelf.hub.start()
        with pytest.raises(HubUnavailable) as caught:
            shelf.say()
        assert caught.value.code == "hub-disk-full"
        assert len(shelf.everything()) == 1
    finally:
        shelf.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 8 MB; only root can mount one."""
    mounted = tmp_path / "disk"
    mounted.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(mounted)], capture_output=True)
    if done.returncode != 0:
        pytest.skip("a small tmpfs cannot be mounted here (needs root); the limit on file size is tried below")
    yield mounted
    subprocess.run(["umount", "-l", str(mounted)], check=True)


def test_a_full_file_system_at_any_point_is_a_passing_problem(small_disk: Path):
    world = found_world(small_disk / "data", "--reserve", "0")
    try:
        client, packet, operation = world.client("clerk-a"), large(300_000), uuid4()
        filler = small_disk / "filler"
        refusals = set()
        for left in (0, 20_000, 200_000, 302_000, 310_000, 330_000, 360_000):
            fill(filler, small_disk, left)
            try:
                packet.submit(client, operation)
            except HubUnavailable as error:
                refusals.add(error.code)
                assert payload_files(world) == set()
            else:
                break
        assert refusals == {"hub-disk-full"}
        filler.unlink()
        receipt = packet.submit(client, operation)
        assert packet.submit(client, operation) == receipt
        (delivery,) = world.client("clerk-b").lease()
        assert delivery.sha256 == packet.sha256
        assert payload_files(world) == {packet.sha256}
        assert administration.verify_audit(world.hub.data)[1] == []
    finally:
        world.close()


def fill(filler: Path, disk: Path, left: int) -> None:
    filler.unlink(missing_ok=True)
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    filler.write_bytes(b"x" * max(0, free - left))


def test_a_write_that_fails_in_the_middle_of_an_upload(tmp_path: Path):
    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2 * MB, 2 * MB))

    world = found_world(tmp_path / "data", preexec=small_files)
    try:
        packet, operation = large(5 * MB), uuid4()
        for _ in range(3):
            assert refused(world, packet, operation) == "hub-disk-full"
            assert payload_files(world) == set()
        document().submit(world.client("clerk-a"))
        world.hub.kill()
        world.hub = HubProcess(world.hub.data, port=world.hub.port)
        packet.submit(world.client("clerk-a"), operation)
        assert len(world.client("clerk-b").lease()) == 2
    finally:
        world.close()
