"""Two agencies with an office each: people, desks, books founded by their seals; every command is the real one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stories.world import BTC, NAMES, VPCP, World, administer, make_desk, run_here
from ui.demo.pki import TestPki

PEOPLE = {
    VPCP: {
        "minister": ("leader", ("head", "leader")),
        "unit-head": ("leader", ("unit-head",)),
        "specialist": ("specialist", ("specialist",)),
        "clerk": ("clerk", ("clerk",)),
        "clerk-2": ("clerk", ("clerk",)),
    },
    BTC: {
        "minister-b": ("leader", ("head", "leader")),
        "specialist-b": ("specialist", ("specialist",)),
        "clerk-b": ("clerk", ("clerk",)),
        "clerk-b2": ("clerk", ("clerk",)),
    },
}
"""Agency -> official -> role at the hub, roles in the office. Each has a desk and a key of his own name."""
SEALS = {VPCP: "seal", BTC: "seal-b"}


@contextmanager
def an_office_world(folder: Path, pki: TestPki, agencies: tuple[str, ...] = (VPCP, BTC)) -> Iterator[World]:
    """The hub with everybody in it; a desk for each; each office founded at its clerk's desk and known to all."""
    data = folder / "hub"
    for agency in agencies:
        administer(
            "agency", "add", "--data", data, agency, "--name", NAMES[agency], "--capable",
            "--seal-cert", pki.certificate(SEALS[agency]),
        )  # fmt: skip
        for official, (role, _) in PEOPLE[agency].items():
            administer(
                "official", "add", "--data", data, official, "--agency", agency, "--name", official,
                "--role", role, "--cert", pki.certificate(official),
            )  # fmt: skip
    world = World(folder, pki)
    world.start_hub()
    try:
        for agency in agencies:
            for official, (role, _) in PEOPLE[agency].items():
                make_desk(world, official, agency, official, role)
            found(world, agency)
        yield world
    finally:
        world.stop_hub()


def found(world: World, agency: str) -> None:
    clerk = next(one for one, (role, _) in PEOPLE[agency].items() if role == "clerk")
    founded = world.here(
        "office", "found", circle(world, agency), "--title", NAMES[agency], desk=clerk, key=SEALS[agency]
    )
    assert founded.status == 0, founded
    for official in (clerk, *PEOPLE[agency]):
        assert sync(world, official)["offices"][0]["sequence"] == 1


def circle(world: World, agency: str) -> Path:
    path = world.folder / f"circle-{agency}.json"
    listed = [
        {
            "id": official,
            "name": world.pki.people[official].name,
            "post": world.pki.people[official].post,
            "roles": list(roles),
            "certificate": str(world.pki.certificate(official)),
        }
        for official, (_, roles) in PEOPLE[agency].items()
    ]
    path.write_text(json.dumps(listed, ensure_ascii=False))
    return path


def sync(world: World, who: str, *words: object, status: int = 0) -> dict:
    reply = world.here("office", "sync", *words, desk=who, key=who)
    assert reply.status == status, (who, reply)
    return reply.data


def office(world: World, who: str, *words: object, status: int = 0) -> dict:
    """`ecabinet office WORDS` at somebody's desk with his own key."""
    reply = world.here("office", *words, desk=who, key=who)
    assert reply.status == status, (who, words, reply)
    return reply.data


def shown(world: World, who: str) -> dict:
    reply = world.here("office", "show", desk=who)
    assert reply.status == 0, reply
    return reply.data


def issue(world: World, who: str, draft: str, *words: object, seal: str, status: int = 0) -> dict:
    """`ecabinet office issue` with the clerk's key and the seal."""
    arguments, secrets = world.words("office", "issue", draft, *words, desk=who, key=who)
    arguments += ["--seal", f"p12:{world.pki.p12(seal)}", "--seal-pin-fd", "{secrets}"]
    reply = run_here(arguments, [*secrets, world.pki.pin(seal)])
    assert reply.status == status, reply
    return reply.data
