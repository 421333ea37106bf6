"""A 100 MB attachment through two desks: prints the peak memory of each process over that of an idle desk.

Run: python tests/benchmarks/desk_large_file.py [MEGABYTES]. Target: growth under 40 MB in each (issue 2). Linux only.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from conftest import PEOPLE
from stories.world import BTC, World, a_world, secrets_on_a_pipe

from ui.demo.pki import TestPki, free_port
from ui.demo.pki_server import serve

PROBE = """
import re, sys
from ecabinet.adapters.vault import Vault
from ui.cli import main

opened = Vault.open

def open_and_forget(self, ask):
    key = opened(self, ask)
    open("/proc/self/clear_refs", "w").write("5")  # Argon2id's 64 MB would hide the rest
    return key

Vault.open = open_and_forget
status = main(sys.argv[1:])
peak = re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read()).group(1)
sys.stderr.write(f"\\npeak={peak} status={status}\\n")
"""


def peak(world: World, *words: object, desk: str, key: str | None = None) -> tuple[float, float]:
    """Peak memory in MB and seconds of one command."""
    arguments, secrets = world.words(*words, desk=desk, key=key)
    begun = time.perf_counter()
    with secrets_on_a_pipe(secrets) as descriptor:
        given = [word.replace("{secrets}", str(descriptor)) for word in arguments]
        command = [sys.executable, "-c", PROBE, *given, "--json"]
        done = subprocess.run(command, pass_fds=(descriptor,), capture_output=True, text=True, check=False)
    assert "status=0" in done.stderr, done.stdout + done.stderr
    return int(done.stderr.split("peak=")[1].split()[0]) / 1024, time.perf_counter() - begun


def main(megabytes: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        pki = TestPki.create(Path(folder) / "pki", f"http://127.0.0.1:{port}", PEOPLE)
        server = serve(pki.folder, port)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        (Path(folder) / "world").mkdir()
        with a_world(Path(folder) / "world", pki) as world:
            _run(world, megabytes)
        server.shutdown()


def _run(world: World, megabytes: int) -> None:
    ends = {"ban-do.tif": os.urandom, "so-lieu.zip": lambda size: b"PK\x05\x06" + bytes(18) + os.urandom(size)}
    small = world.issued(1)
    steps = [
        ("send", ["send", None, "--to", BTC, "--attach"], "a", "seal"),
        ("sync out", ["sync"], "a", "clerk"),
        ("sync in", ["sync"], "b", "clerk-b"),
    ]
    idle = {}
    for name, words, desk, key in steps:
        given = [small if word is None else word for word in words if word != "--attach"]
        idle[name], _ = peak(world, *given, desk=desk, key=key)
    for number, (name, make) in enumerate(ends.items(), start=2):
        large = world.folder / name
        large.write_bytes(make(megabytes * 1024 * 1024))
        issued = world.issued(number)
        for step, words, desk, key in steps:
            given = [issued if word is None else word for word in words]
            used, seconds = peak(world, *given, *([large] if "--attach" in words else []), desk=desk, key=key)
            print(f"{name} {step}: {used:.0f} MB, {used - idle[step]:+.0f} MB over a small one, {seconds:.1f} s")
        newest = world.here("list", "--box", "in", desk="b").data["dispatches"][0]["id"]
        used, seconds = peak(world, "show", newest, "--extract", world.folder / f"out-{number}", desk="b")
        print(f"{name} show --extract: {used:.0f} MB, {seconds:.1f} s")
        assert (world.folder / f"out-{number}" / name).read_bytes() == large.read_bytes()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
