"""Every finding the envelope can make has a sentence, and every sentence belongs to a finding."""

from __future__ import annotations

import re
from pathlib import Path

from ui.kit.words import envelope

FOLDER = Path(__file__).parents[3] / "docexchange" / "envelope"
OTHERS = {"manifest.py", "manifest_facts.py", "manifest_form.py"}


def test_codes_and_words_match():
    used: set[str] = set()
    for path in FOLDER.glob("*.py"):
        text = path.read_text()
        if path.name not in OTHERS and path.name != "errors.py":
            used |= set(re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)+)"', text))
    names = {"attachment-matched-by-name", "attachment-matched-by-place"}
    known = set(envelope.FINDINGS)
    assert known - used - names == set()
    made = {code for code in used if re.match(r"(schema|attachments?|zip|base64|element|date|namespace|prefix)-", code)}
    assert made - known - {"attachments-before-header"} == set()
