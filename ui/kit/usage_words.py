"""argparse's English complaints, said in Vietnamese; an unknown one is passed on as it is."""

from __future__ import annotations

import re

_SAYINGS = tuple(
    (re.compile(pattern, re.DOTALL), words)
    for pattern, words in (
        (r"the following arguments are required: (.+)", r"thiếu \1"),
        (r"one of the arguments (.+) is required", r"cần một trong: \1"),
        (r"unrecognized arguments: (.+)", r"không rõ: \1"),
        (r"argument (.+?): not allowed with argument (.+)", r"\1 không đi cùng \2"),
        (r"argument (.+?): expected one argument", r"thiếu giá trị sau \1"),
        (r"argument (.+?): expected at least one argument", r"thiếu giá trị sau \1"),
        (r"argument (.+?): expected (\d+) arguments?", r"\1 cần \2 giá trị"),
        (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", r"\1 không có \2; chọn một trong: \3"),
        (r"argument (.+?): invalid int value: (.+)", r"\1 cần số nguyên, không phải \2"),
        (r"argument (.+?): invalid float value: (.+)", r"\1 cần một số, không phải \2"),
        (r"argument (.+?): invalid \S+ value: (.+)", r"giá trị \2 của \1 không hợp lệ"),
        (r"argument (.+?): ignored explicit argument (.+)", r"\1 không nhận giá trị \2"),
        (r"ambiguous option: (.+?) could match (.+)", r"\1 chưa rõ, có thể là: \2"),
        (r"argument (.+?): (.+)", r"\1: \2"),
    )
)


def in_vietnamese(message: str) -> str:
    """The sentence for a person who typed a command wrongly."""
    for pattern, words in _SAYINGS:
        found = pattern.fullmatch(message)
        if found:
            return found.expand(words)
    return message
