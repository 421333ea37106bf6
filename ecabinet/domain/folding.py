"""Folding Vietnamese text so that a search without marks finds words with them."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """Lower case, no marks, đ as d: `Quyết định` -> `quyet dinh`. Composed and decomposed input fold alike."""
    decomposed = unicodedata.normalize("NFD", text)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return bare.replace("đ", "d").replace("Đ", "D").casefold()


def words(query: str, limit: int = 12) -> tuple[str, ...]:
    """The folded words of a search; everything that is no letter or digit parts words."""
    spaced = "".join(letter if letter.isalnum() else " " for letter in folded(query))
    return tuple(spaced.split()[:limit])
