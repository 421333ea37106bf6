"""Folding Vietnamese text so that a search without marks finds words with them."""

from __future__ import annotations

import re
import unicodedata


def folded(text: str) -> str:
    """Lower case, no marks, đ as d: `Quyết định` -> `quyet dinh`. Composed and decomposed input fold alike."""
    decomposed = unicodedata.normalize("NFD", text)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return bare.replace("đ", "d").replace("Đ", "D").casefold()


def phrases(query: str, limit: int = 12) -> tuple[str, ...]:
    """What a search must find, folded: each word, or each run of words that stands in quotes or hangs together.

    `12/QĐ-UBND "hội đồng"` -> `12 qd ubnd`, `hoi dong`. Everything that is no letter or digit parts words.
    """
    pieces = [quoted or bare for quoted, bare in re.findall(r'"([^"]*)"|(\S+)', folded(query))]
    spaced = ("".join(letter if letter.isalnum() else " " for letter in piece) for piece in pieces)
    return tuple(found for found in (" ".join(piece.split()) for piece in spaced) if found)[:limit]
