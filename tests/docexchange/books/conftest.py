"""Keys and an office for the book tests."""

from __future__ import annotations

import pytest
from book_keys import people
from book_world import BookWorld

from docexchange.hub.identity import open_hub_key
from signing.keys.key import SigningKey


@pytest.fixture(scope="session")
def book_keys() -> dict[str, SigningKey]:
    return people()


@pytest.fixture(scope="session")
def hub_identity(tmp_path_factory: pytest.TempPathFactory) -> SigningKey:
    return open_hub_key(tmp_path_factory.mktemp("hub"))


@pytest.fixture
def world(book_keys, hub_identity) -> BookWorld:
    return BookWorld(book_keys, hub_identity)


@pytest.fixture
def meeting(book_keys, hub_identity) -> BookWorld:
    return BookWorld(book_keys, hub_identity, kind="meeting")
