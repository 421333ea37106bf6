"""The order of Vietnamese words: letters first (a ă â ... d đ e ê ...), then marks (none, huyền, hỏi, ngã, sắc, nặng).

Written out here because the systems' own collation differs or is missing; TCVN order as dictionaries use it.
"""

from __future__ import annotations

import unicodedata

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: rank for rank, letter in enumerate(_LETTERS, start=100)}
_MARKS = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}

SortKey = tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]


def vietnamese_key(text: str) -> SortKey:
    """Sort key: word by word, letters before marks, capitals like small letters."""
    return tuple(_word(word) for word in text.casefold().split())


def person_key(name: str) -> tuple[SortKey, SortKey]:
    """People are sorted by their given name, the last word; then by the whole name."""
    words = name.split()
    return vietnamese_key(words[-1] if words else ""), vietnamese_key(name)


def _word(word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    letters: list[int] = []
    marks: list[int] = []
    for letter in unicodedata.normalize("NFD", word):
        if letter in _MARKS:
            if marks:
                marks[-1] = _MARKS[letter]
            continue
        if unicodedata.combining(letter) and letters:
            whole = unicodedata.normalize("NFC", _base(letters[-1]) + letter)
            letters[-1] = _RANK.get(whole, letters[-1])
            continue
        letters.append(_RANK.get(letter, _RANK["z"] + 1 + ord(letter) if letter.isalpha() else min(ord(letter), 99)))
        marks.append(0)
    return tuple(letters), tuple(marks)


def _base(rank: int) -> str:
    return _LETTERS[rank - 100] if 100 <= rank < 100 + len(_LETTERS) else ""
