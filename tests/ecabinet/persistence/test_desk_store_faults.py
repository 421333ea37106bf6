"""Bad luck with the store: wrong passphrase, damage, a full disk, a lock held too long, an old or a newer store."""

from __future__ import annotations

import json
import os
import random
import time

import keyring
import keyring.backend
import pytest
from fakes.desk_data import NOON, dispatch, identity, text
from sqlalchemy import text as sql

from ecabinet.adapters.persistence import engine as engine_module
from ecabinet.adapters.persistence.engine import open_engine
from ecabinet.adapters.persistence.errors import (
    NoKeyStore,
    StoreBusy,
    StoreDamaged,
    StoreExists,
    StoreMissing,
    StoreTooNew,
    WrongPassphrase,
)
from ecabinet.adapters.persistence.store import DATABASE, create_store, open_store, prepare_home
from ecabinet.adapters.persistence.upgrade import STEPS, build, upgrade, version
from ecabinet.adapters.system_key_store import SystemKeyStore
from ecabinet.adapters.vault import NAMES, Vault

KEY = bytes(range(32))


class _MemoryKeyring(keyring.backend.KeyringBackend):
    priority = 1

    def __init__(self):
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        del self.kept[service, username]


@pytest.fixture
def system_keyring():
    before, backend = keyring.get_keyring(), _MemoryKeyring()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


@pytest.fixture
def home(tmp_path):
    prepare_home(tmp_path / "desk")
    create_store(tmp_path / "desk", KEY, identity(), [], [])
    return tmp_path / "desk"


def _filled(home, count=300):
    store = open_store(home, KEY)
    with store.records.writing() as unit:
        for number in range(count):
            unit.dispatches.add(dispatch(number), text(body="nội dung " * 50))
    store.close()


def test_the_passphrase_opens_and_a_wrong_one_does_not(tmp_path):
    vault = Vault(tmp_path, SystemKeyStore())
    key = vault.create("store-1", b"mat khau dung")
    assert vault.open(lambda: b"mat khau dung") == key
    with pytest.raises(WrongPassphrase):
        vault.open(lambda: b"mat khau sai")
    assert key.hex() not in (tmp_path / NAMES[0]).read_text()


def test_the_system_key_store_needs_no_passphrase(tmp_path, system_keyring):
    vault = Vault(tmp_path, SystemKeyStore())
    key = vault.create("store-1", None)
    assert vault.open(None) == key
    vault.add_passphrase(key, b"du phong")
    system_keyring.kept.clear()
    with pytest.raises(NoKeyStore):
        vault.open(None)
    assert vault.open(lambda: b"du phong") == key


@pytest.mark.parametrize("backend", ["keyring.backends.null.Keyring", "keyring.backends.fail.Keyring"])
def test_key_stores_that_forget_or_fail_are_refused(tmp_path, backend):
    before = keyring.get_keyring()
    module, _, name = backend.rpartition(".")
    keyring.set_keyring(getattr(__import__(module, fromlist=[name]), name)())
    try:
        with pytest.raises(NoKeyStore):
            Vault(tmp_path, SystemKeyStore()).create("store-1", None)
        assert list(tmp_path.iterdir()) == []
    finally:
        keyring.set_keyring(before)


def test_one_damaged_slot_file_is_survived_two_are_told(tmp_path):
    vault = Vault(tmp_path, SystemKeyStore())
    key = vault.create("store-1", b"x")
    slots = json.loads((tmp_path / NAMES[0]).read_text())
    slots["slots"][0]["memory_kib"] = 1
    (tmp_path / NAMES[0]).write_text(json.dumps(slots))
    assert vault.open(lambda: b"x") == key
    (tmp_path / NAMES[1]).write_bytes(b"\0" * 40)
    with pytest.raises(StoreDamaged):
        vault.open(lambda: b"x")


def test_a_desk_is_never_made_over_another(home):
    with pytest.raises(StoreExists):
        prepare_home(home)


def test_no_desk_and_half_a_desk(tmp_path, home):
    with pytest.raises(StoreMissing):
        open_store(tmp_path / "nowhere", KEY)
    (home / DATABASE).unlink()
    (home / NAMES[0]).write_text("{}")
    with pytest.raises(StoreDamaged):
        open_store(home, KEY)


def test_nothing_clear_in_the_database(home):
    _filled(home, 5)
    for path in home.iterdir():
        if path.is_file():
            content = path.read_bytes()
            assert b"SQLite format" not in content
            assert "nội dung".encode() not in content


@pytest.mark.parametrize("keep", [0, 100, 4096, 8192, 0.5, 0.9])
def test_a_cut_store_is_told_and_left_as_it_is(home, keep):
    _filled(home)
    path = home / DATABASE
    size = path.stat().st_size
    path.write_bytes(path.read_bytes()[: int(size * keep) if isinstance(keep, float) else keep])
    before = path.read_bytes()
    with pytest.raises(StoreDamaged):
        _read_all(home)
    assert path.read_bytes() == before


def test_flipped_bits_are_told_or_were_never_read(home):
    _filled(home)
    path = home / DATABASE
    good = path.read_bytes()
    seen = 0
    rng = random.Random(7)
    for _ in range(25):
        broken = bytearray(good)
        broken[rng.randrange(len(broken))] ^= 1 << rng.randrange(8)
        path.write_bytes(broken)
        try:
            assert len(_read_all(home)) == 300
        except StoreDamaged:
            seen += 1
    assert seen >= 5


def _read_all(home):
    store = open_store(home, KEY)
    try:
        with store.records.reading() as unit:
            return unit.dispatches.newest(None, (), 1000)
    finally:
        store.close()


def test_the_wrong_key_is_told(home):
    with pytest.raises(StoreDamaged):
        open_store(home, bytes(32))


def test_a_lock_held_too_long_is_told(home, monkeypatch):
    monkeypatch.setattr(engine_module, "BUSY_MILLISECONDS", 100)
    one, other = open_store(home, KEY), open_store(home, KEY)
    with one.records.writing(), pytest.raises(StoreBusy), other.records.writing():
        pass
    one.close()
    other.close()


def test_a_newer_store_is_left_alone(home):
    engine = open_engine(home / DATABASE, KEY)
    with engine.begin() as connection:
        connection.exec_driver_sql("pragma user_version = 99")
    engine.dispose()
    with pytest.raises(StoreTooNew):
        open_store(home, KEY)


def test_an_upgrade_works_on_a_copy_and_keeps_the_old_store(home):
    _filled(home, 20)
    steps = (*STEPS, ("create table newer (x integer) strict", "insert into newer values (7)"))
    assert upgrade(home / DATABASE, KEY, steps)
    assert not upgrade(home / DATABASE, KEY, steps)
    engine = open_engine(home / DATABASE, KEY)
    with engine.connect() as connection:
        assert version(connection) == len(steps)
        assert connection.execute(sql("select x from newer")).scalar_one() == 7
        assert connection.execute(sql("select count(*) from dispatch")).scalar_one() == 20
    engine.dispose()
    old = open_engine(home / (DATABASE + f".before-{len(STEPS)}"), KEY)
    with old.connect() as connection:
        assert connection.execute(sql("select count(*) from dispatch")).scalar_one() == 20
    old.dispose()


def test_a_store_of_the_first_shape_is_brought_along(tmp_path):
    """It knows no time-stamp authority and no evidence; both come empty, and everything else stays."""
    old = tmp_path / DATABASE
    build(old, KEY, STEPS[:1])
    engine = open_engine(old, KEY)
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "insert into desk values (1, 'vanthu', 'clerk', '000.00.00.G22', 'VPCP', '', 'https://h', 'ab', ?, null)",
            (KEY,),
        )
    engine.dispose()
    store = open_store(tmp_path, KEY)
    with store.records.writing() as unit:
        assert (unit.desk.load().tsa, unit.desk.load().hub) == ("", "https://h")
        unit.desk.set_tsa("http://tsa")
        assert unit.evidence.of(dispatch().id) is None
    store.close()
    assert (tmp_path / f"{DATABASE}.before-1").exists()


def test_an_upgrade_that_fails_leaves_the_store_as_it_was(home):
    _filled(home, 20)
    with pytest.raises(Exception, match="syntax"):
        upgrade(home / DATABASE, KEY, (*STEPS, ("create tabel wrong",)))
    assert len(_read_all(home)) == 20


def test_what_a_killed_process_left_goes_after_a_day(home):
    store = open_store(home, KEY)
    sinks = [store.files.create() for _ in range(3)]
    for place, sink in enumerate(sinks):
        sink.write(b"x" * place)
    evidence = store.files.create()
    evidence.write(b"evidence")
    named, orphan, beside = sinks[0].keep(), sinks[1].keep(), evidence.keep()
    with store.records.writing() as unit:
        unit.dispatches.add(dispatch(1, packet=named, attachments=()), text())
        unit.evidence.keep(dispatch(1).id, beside, NOON)
    store.close()
    two_days_ago = time.time() - 2 * 24 * 3600
    for path in (home / "files.swept", *(one for one in (home / "files").rglob("*") if one.is_file())):
        os.utime(path, (two_days_ago, two_days_ago))
    store = open_store(home, KEY)
    left = [one for one in (home / "files").rglob("*") if one.is_file()]
    assert set(left) == {store.files.path(named.sha256), store.files.path(beside.sha256)}
    assert store.files.path(orphan.sha256) not in left
    store.close()
    sinks[2].drop()


def test_building_twice_is_building_once(tmp_path):
    build(tmp_path / "x.db", KEY)
    build(tmp_path / "x.db", KEY)
    engine = open_engine(tmp_path / "x.db", KEY)
    with engine.connect() as connection:
        assert version(connection) == len(STEPS)
    engine.dispose()
    assert (tmp_path / "x.db").stat().st_size > 0
