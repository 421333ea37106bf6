"""The number (số) and notation (ký hiệu) of an official document."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ecabinet.domain.errors import Unreadable

_OUTGOING_NUMBER = re.compile(r"\d{1,11}")
_OUTGOING_NOTATION = re.compile(r"[^\s/\x00-\x1f]{1,30}")
_NOTATION_TYPES = {
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "QC": "Quy chế",
    "QyĐ": "Quy định",
    "TC": "Thông cáo",
    "TB": "Thông báo",
    "HD": "Hướng dẫn",
    "CTr": "Chương trình",
    "KH": "Kế hoạch",
    "PA": "Phương án",
    "ĐA": "Đề án",
    "DA": "Dự án",
    "BC": "Báo cáo",
    "BB": "Biên bản",
    "TTr": "Tờ trình",
    "HĐ": "Hợp đồng",
    "CĐ": "Công điện",
    "BGN": "Bản ghi nhớ",
    "BTT": "Bản thỏa thuận",
    "GUQ": "Giấy ủy quyền",
    "GM": "Giấy mời",
    "GGT": "Giấy giới thiệu",
    "GNP": "Giấy nghỉ phép",
    "PG": "Phiếu gửi",
    "PC": "Phiếu chuyển",
    "PB": "Phiếu báo",
}


TYPE_NAMES = tuple(_NOTATION_TYPES.values())
"""Names of the types that have an abbreviation."""


class BadNumber(Unreadable):
    """Number or notation are not in the form of Decree 30/2020, Appendix I, Part I, II.3."""

    code = "bad-document-number"


@dataclass(frozen=True)
class DocumentNumber:
    """Both as printed. Documents from elsewhere may carry anything; `outgoing` checks our own."""

    number: str
    notation: str

    @property
    def text(self) -> str:
        return f"{self.number}/{self.notation}" if self.notation else self.number

    @property
    def ordinal(self) -> int | None:
        """The number as a number: `05` and `5` are the same place in a register."""
        return int(self.number) if _OUTGOING_NUMBER.fullmatch(self.number) else None

    @property
    def type_name(self) -> str:
        """Type by the abbreviation before the dash (Decree 30/2020, Appendix III); none means an official letter."""
        return _NOTATION_TYPES.get(self.notation.split("-")[0], "Công văn")


def outgoing(number: str, notation: str) -> DocumentNumber:
    """A number we give ourselves: digits, with a leading zero below ten."""
    number, notation = number.strip(), notation.strip().lstrip("/")
    if not _OUTGOING_NUMBER.fullmatch(number) or int(number) == 0 or not _OUTGOING_NOTATION.fullmatch(notation):
        raise BadNumber(number=number[:40], notation=notation[:40])
    return DocumentNumber(f"{int(number):02d}", notation)
