"""No error is mute: every expected error class has a Vietnamese sentence and an exit status."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import docexchange
import ecabinet
import signing
import ui
from ecabinet.domain.errors import EcabinetError
from signing.errors import SigningError
from ui.kit.error_words import ERRORS, FINDINGS, exit_status

ROOT = Path(__file__).parents[2]


def _import_everything() -> None:
    for package in (ecabinet, docexchange, signing, ui):
        for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)


def _subclasses(kind: type) -> set[type]:
    return {kind} | {deeper for direct in kind.__subclasses__() for deeper in _subclasses(direct)}


def _errors() -> list[type]:
    from docexchange.books.errors import BookError
    from docexchange.envelope.errors import EnvelopeError
    from docexchange.protocol.errors import ProtocolError

    _import_everything()
    roots = (EcabinetError, SigningError, EnvelopeError, ProtocolError, BookError)
    return sorted({error for root in roots for error in _subclasses(root)}, key=str)


def test_every_error_has_words_and_a_status():
    abstract = {"EcabinetError", "SigningError", "EnvelopeError", "ProtocolError", "BookError"}
    concrete = [error for error in _errors() if error.__name__ not in abstract]
    assert [f"{e.__module__}.{e.__name__} {e.code}" for e in concrete if e.code not in ERRORS] == []
    assert [str(e) for e in concrete if exit_status(e.__new__(e)) is None] == []


def test_every_finding_code_in_the_sources_has_words():
    pattern = re.compile(r"""Finding\(\s*["']([a-z0-9-]+)["']""")
    used = {
        code
        for package in ("ecabinet", "docexchange", "signing")
        for path in (ROOT / package).rglob("*.py")
        for code in pattern.findall(path.read_text())
    }
    assert used
    assert sorted(used - set(FINDINGS)) == []


def test_words_are_sentences():
    for code, words in {**ERRORS, **FINDINGS}.items():
        assert words.strip() == words and words.endswith((".", "?", "!", ")")), (code, words)
