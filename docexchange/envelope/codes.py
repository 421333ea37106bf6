"""The code lists of a packet: document types, urgency, operations, status codes.

Document types: appendix lists A (legal norms) and B (administrative documents) of QCVN 102:2016/BTTTT as
amended in 2022; list B's positions 10-17 and 27-32 follow Circular 01/2011/TT-BNV.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum

from docexchange.envelope.model import DocumentType

LEGAL_NORM = 1
ADMINISTRATIVE = 2

LIST_A = {
    1: "Hiến pháp",
    2: "Luật",
    3: "Pháp lệnh",
    4: "Lệnh",
    5: "Nghị quyết",
    6: "Nghị quyết liên tịch",
    7: "Nghị định",
    8: "Quyết định",
    9: "Thông tư",
    10: "Thông tư liên tịch",
    11: "Chỉ thị",
    12: "Bộ luật",
    13: "Văn bản quy phạm pháp luật của chính quyền địa phương ở đơn vị hành chính - kinh tế đặc biệt",
}

LIST_B = {
    1: "Nghị quyết",
    2: "Quyết định",
    3: "Chỉ thị",
    4: "Quy chế",
    5: "Quy định",
    6: "Thông cáo",
    7: "Thông báo",
    8: "Hướng dẫn",
    9: "Chương trình",
    10: "Kế hoạch",
    11: "Phương án",
    12: "Đề án",
    13: "Dự án",
    14: "Báo cáo",
    15: "Biên bản",
    16: "Tờ trình",
    17: "Hợp đồng",
    18: "Công văn",
    19: "Công điện",
    20: "Bản ghi nhớ",
    21: "Bản cam kết",
    22: "Bản thỏa thuận",
    23: "Giấy chứng nhận",
    24: "Giấy ủy quyền",
    25: "Giấy mời",
    26: "Giấy giới thiệu",
    27: "Giấy nghỉ phép",
    28: "Giấy đi đường",
    29: "Giấy biên nhận hồ sơ",
    30: "Phiếu gửi",
    31: "Phiếu chuyển",
    32: "Thư công",
}

PRIORITIES = {0: "thuong", 1: "khan", 2: "thuong-khan", 3: "hoa-toc", 4: "hoa-toc-hen-gio"}

STATUS_CODES = ("01", "02", "03", "04", "05", "06", "13", "15", "16")
STATUS_NEEDS_REASON = ("02", "13", "16")


class Operation(IntEnum):
    """`BussinessDocType`."""

    NEW = 0
    WITHDRAW = 1
    UPDATE = 2
    REPLACE = 3


_MARKS = re.compile("[\u0300-\u036f]+")
_GAPS = re.compile(r"[\W_]+")
_IN_BRACKETS = re.compile(r"\([^)]*\)")


def fold(text: str) -> str:
    """Lower case without diacritics, `đ` as `d`, runs of anything but letters and digits as one space."""
    letters = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    return _GAPS.sub(" ", _MARKS.sub("", letters)).strip()


def slug(name: str) -> str:
    """`Công văn` -> `cong-van`."""
    return fold(name).replace(" ", "-")


_LISTS = {LEGAL_NORM: LIST_A, ADMINISTRATIVE: LIST_B}
_KNOWN = {slug(name) for names in _LISTS.values() for name in names.values()}
_PLACES = {kind: {slug(name): number for number, name in names.items()} for kind, names in _LISTS.items()}


def resolve_type(declared: DocumentType) -> str | None:
    """The type meant, as a slug: by name, else by number in the class's list, else by `type` as a number of list B."""
    named = slug(_IN_BRACKETS.sub(" ", declared.name[:200]))
    if named in _KNOWN:
        return named
    if declared.type in _LISTS and declared.detail:
        found = _LISTS[declared.type].get(declared.detail)
        return slug(found) if found else None
    if declared.type is not None and declared.type > ADMINISTRATIVE and declared.type in LIST_B:
        return slug(LIST_B[declared.type])
    return None


def numbers_for(name: str) -> tuple[int, int] | None:
    """Class and list number for a type's name; list B first, as that is where an office's documents are."""
    wanted = slug(name)
    for kind in (ADMINISTRATIVE, LEGAL_NORM):
        if wanted in _PLACES[kind]:
            return kind, _PLACES[kind][wanted]
    return None


_OLD_ORGAN_ID = re.compile(r"\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}")
_NEW_ORGAN_ID = re.compile(r"[A-Z]\d{2}(\.[0-9A-Z]+)*")
_OTHER_ORGAN_ID = re.compile(r"[0-9A-Za-z]+([.-][0-9A-Za-z]+)*")


def is_organ_id(text: str) -> bool:
    """An agency identifier of Decision 20/2020/QĐ-TTg (Art. 4 agencies, Art. 5 enterprises) or of QCVN 102:2016."""
    if len(text) > 35:
        return False
    return bool(_NEW_ORGAN_ID.fullmatch(text) or _OLD_ORGAN_ID.fullmatch(text) or _OTHER_ORGAN_ID.fullmatch(text))
