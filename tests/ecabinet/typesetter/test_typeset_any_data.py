"""Any data either becomes a document or ends in one of the expected errors; never in a bug of ours."""

from __future__ import annotations

import copy
import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from ecabinet.adapters.typesetter.document_data import parse
from ecabinet.adapters.typesetter.typesetter import Typesetter
from ecabinet.domain.errors import EcabinetError

TYPESETTER = Typesetter()
ROUNDS = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
TEXTS = some.text(max_size=60) | some.text("aăâđêôơưẤỄỘ .,;:*_#$@\\/<>[]{}()-–“”`~\"'", max_size=200)
VALUES = some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False) | TEXTS
JSON = some.recursive(VALUES, lambda inner: some.lists(inner, max_size=3) | some.dictionaries(TEXTS, inner, max_size=3))


def _attempt(data: object) -> None:
    try:
        document = TYPESETTER.typeset(parse(json.dumps(data).encode()))
    except EcabinetError:
        return
    assert document.pdf.startswith(b"%PDF-")
    assert {place.name for place in document.places} >= {"leader", "agency"}


@ROUNDS
@given(
    text=TEXTS, place=some.sampled_from(["subject", "place", "circulation", "body", "recipients", "addressees", "name"])
)
def test_any_text_anywhere(letter, text, place):
    letter = copy.deepcopy(letter)
    if place == "body":
        letter["body"] = [{"kind": "paragraph", "text": text}, {"kind": "point", "text": text}]
    elif place == "name":
        letter["issuer"] = {"name": text}
    else:
        letter[place] = [text] if isinstance(letter[place], list) else text
    _attempt(letter)


@ROUNDS
@given(change=JSON, pick=some.randoms(use_true_random=False))
def test_any_value_in_the_place_of_another(decision, change, pick):
    data = copy.deepcopy(decision)
    parent: object = data
    while True:
        keys = list(parent) if isinstance(parent, dict) else list(range(len(parent)))  # type: ignore[arg-type]
        key = pick.choice(keys)
        child = parent[key]  # type: ignore[index]
        if not isinstance(child, dict | list) or not child or pick.random() < 0.3:
            parent[key] = change  # type: ignore[index]
            break
        parent = child
    _attempt(data)
