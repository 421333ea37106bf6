"""The byte range must be the whole revision with exactly the signature's own hexadecimal string left out."""

from __future__ import annotations

from asn1crypto import parser
from pyhanko.pdf_utils import generic


def byte_range_fault(pdf: bytes, byte_range: object, contents: bytes) -> str | None:
    """None when sound; otherwise which rule is broken (ISO 32000-1, 12.8.1, read strictly).

    Closes what general readers let through: ranges that overlap, a gap wider than the signature, and anything but
    zeros after the signature inside the gap.
    """
    if not isinstance(byte_range, list) or len(byte_range) != 4:
        return "shape"
    numbers = [int(number) for number in byte_range if isinstance(number, generic.NumberObject)]
    if len(numbers) != 4 or any(number < 0 for number in numbers) or numbers[0] != 0:
        return "shape"
    _, first, second, length = numbers
    if second < first + 2 or second + length > len(pdf):
        return "bounds"
    gap = pdf[first:second]
    try:
        inside = bytes.fromhex(gap[1:-1].decode("ascii")) if gap[:1] == b"<" and gap[-1:] == b">" else None
    except ValueError:
        inside = None
    if inside != contents:
        return "gap"
    return None if _zeros_after_signature(contents) else "padding"


def _zeros_after_signature(contents: bytes) -> bool:
    try:
        return not any(contents[parser.peek(contents) :])
    except ValueError:
        return False
