"""No error and no reason of a book is mute."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

import docexchange.books
from docexchange.books.chain import Flaw
from docexchange.books.errors import BookError
from docexchange.books.evidence import Broken
from docexchange.books.membership import Reason
from ui.kit.error_words import ERRORS, FINDINGS, exit_status, finding_sentence, sentence


def errors(kind: type[BookError] = BookError) -> set[type[BookError]]:
    for module in pkgutil.iter_modules(docexchange.books.__path__, "docexchange.books."):
        importlib.import_module(module.name)
    return {deeper for direct in kind.__subclasses__() for deeper in {direct} | errors(direct)}


@pytest.mark.parametrize("error", sorted(errors(), key=str), ids=lambda error: error.__name__)
def test_every_error_has_words_and_a_status(error):
    assert error.code in ERRORS
    assert exit_status(error()) is not None
    assert "{" not in sentence(error())


@pytest.mark.parametrize("code", [*Reason, *Flaw, *Broken, "book-seen-elsewhere"])
def test_every_reason_has_words(code):
    assert code in FINDINGS
    assert "{" not in finding_sentence(code, {"entry": "book/000001.xml"})
