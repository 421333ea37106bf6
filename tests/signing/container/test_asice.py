"""The outer shape of ASiC-E containers."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from signing.container.asice import MEDIA_TYPE, NotAContainer, open_container


def _container(path: Path, *, media_type: bytes = MEDIA_TYPE, first: str = "mimetype") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(first, media_type)
        archive.writestr("statements/1.xml", b"<statement/>")
    return path


def test_a_sound_container_names_its_entries(tmp_path: Path):
    assert open_container(_container(tmp_path / "a.asice")).entries == ("statements/1.xml",)


@pytest.mark.parametrize(
    ("content", "why"), [(b"", "not-zip"), (b"PK\x03\x04junk", "not-zip"), (b"%PDF-1.7", "not-zip")]
)
def test_what_is_no_zip_is_named(tmp_path: Path, content: bytes, why: str):
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(NotAContainer) as refused:
        open_container(tmp_path / "x")
    assert refused.value.facts["why"] == why


def test_another_zip_is_no_container(tmp_path: Path):
    for change in ({"media_type": b"application/zip"}, {"first": "a.txt"}):
        with pytest.raises(NotAContainer):
            open_container(_container(tmp_path / "a.asice", **change))


def test_a_flipped_bit_in_an_entry_is_damage(tmp_path: Path):
    path = _container(tmp_path / "a.asice")
    content = bytearray(path.read_bytes())
    content[content.index(b"<statement/>") + 3] ^= 1
    path.write_bytes(content)
    with pytest.raises(NotAContainer) as refused:
        open_container(path)
    assert refused.value.facts["why"] == "damaged"
