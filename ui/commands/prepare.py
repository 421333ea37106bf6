"""`ecabinet prepare`: the user names where number, date and signatures go in a PDF made elsewhere."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from signing.pdf.appearance import Align
from signing.pdf.fields import AGENCY, DATE, LEADER, NUMBER, SignaturePlace, TextPlace, prepare
from signing.pdf.form_fonts import Style
from signing.pdf.reading import LARGEST_PDF
from ui.kit.command_line import Answer, Command, Usage
from ui.kit.output_file import read_bounded, write_whole

POINTS = 72 / 25.4
OPEN_DATE = "ngày      tháng      năm        "
_TEXT_HEIGHT, _DESCENT, _SEAL_SIDE = 16.0, 4.0, 36 * POINTS


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.pdf", type=Path, help="PDF chưa ký")
    place = "tính bằng mm từ góc trên bên trái của trang"
    parser.add_argument("--number", metavar="TRANG,X,Y[,RỘNG]", help=f"chỗ ghi số, ngay trước “/ký hiệu”; {place}")
    parser.add_argument("--date", metavar="TRANG,X,Y[,RỘNG]", help="chỗ ghi ngày tháng năm, ngay sau địa danh")
    parser.add_argument(
        "--leader", metavar="TRANG,X,Y[,RỘNG,CAO]", required=True, help="chỗ chữ ký (mặc định 48 x 22 mm)"
    )
    parser.add_argument("--agency", metavar="TRANG,X,Y[,RỘNG,CAO]", help="chỗ dấu cơ quan; mặc định đè 1/3 trái chữ ký")
    parser.add_argument("-o", "--out", metavar="OUT.pdf", type=Path, required=True, help="tệp sẽ ghi")


def _run(arguments: argparse.Namespace) -> Answer:
    texts: list[TextPlace] = []
    if arguments.number or arguments.date:
        if not (arguments.number and arguments.date):
            raise Usage("--number và --date phải đi cùng nhau")
        texts = [
            _text_place(NUMBER, _measures("--number", arguments.number, (10.0,)), "upright", ""),
            _text_place(DATE, _measures("--date", arguments.date, (52.0,)), "italic", OPEN_DATE),
        ]
    leader = _signature_place(LEADER, _measures("--leader", arguments.leader, (48.0, 22.0)))
    agency = (
        _signature_place(AGENCY, _measures("--agency", arguments.agency, (36.0, 36.0)))
        if arguments.agency
        else _over_left_third(leader)
    )
    write_whole(arguments.out, prepare(read_bounded(arguments.file, LARGEST_PDF), texts, (leader, agency)))
    fields = [text.name for text in texts] + [leader.name, agency.name]
    return Answer({"fields": fields}, (f"Đã ghi {arguments.out} với các trường: {', '.join(fields)}.",))


def _measures(option: str, words: str, defaults: tuple[float, ...]) -> tuple[int, list[float]]:
    parts = words.split(",")
    least, most = 3, 3 + len(defaults)
    if len(parts) not in (least, most) or not all(re.fullmatch(r"\d{1,5}(\.\d{1,3})?", part) for part in parts):
        raise Usage(f"{option}: cần {least} hoặc {most} số cách nhau bằng dấu phẩy, ví dụ 1,35.5,52")
    if "." in parts[0]:
        raise Usage(f"{option}: số trang phải là số nguyên")
    return int(parts[0]), [float(part) for part in parts[1:]] + list(defaults if len(parts) == least else ())


def _text_place(name: str, measures: tuple[int, list[float]], style: Style, value: str) -> TextPlace:
    page, (x, y, width) = measures
    align: Align = "right" if name == NUMBER else "left"
    return TextPlace(
        name, page, x * POINTS, y * POINTS, width * POINTS, _TEXT_HEIGHT, _DESCENT, 13, style, align, value
    )


def _signature_place(name: str, measures: tuple[int, list[float]]) -> SignaturePlace:
    page, sides = measures
    return SignaturePlace(name, page, *(side * POINTS for side in sides))


def _over_left_third(leader: SignaturePlace) -> SignaturePlace:
    """The seal at real size over the left third of the handwriting (Decree 30/2020, Appendix I, II.8)."""
    x = leader.x + leader.width / 3 - _SEAL_SIDE
    y = leader.y + (leader.height - _SEAL_SIDE) / 2
    return SignaturePlace(AGENCY, leader.page, x, y, _SEAL_SIDE, _SEAL_SIDE)


COMMANDS = (
    Command(
        name="prepare",
        summary="Đặt chỗ ghi số, ngày và hai chữ ký vào một PDF có sẵn, trước khi ai ký.",
        example="ecabinet prepare cong-van.pdf --number 1,42,52 --date 1,115,52 --leader 1,120,220 -o cho-ky.pdf",
        arguments=_arguments,
        run=_run,
    ),
)
