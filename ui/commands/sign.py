"""`ecabinet prepare`, `sign`, `seal`: fields before signing, one person's or agency's signature, the clerk's act."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from signing.errors import Refused
from signing.keys.reference import KeyReferenceUnknown, key_file, open_key
from signing.keys.software import SoftwareKey
from signing.pdf.fields import AGENCY, DATE, LEADER, NUMBER, SignaturePlace, TextPlace, prepare
from signing.pdf.reading import LARGEST_PDF
from signing.pdf.seal import seal, sign_agency
from signing.pdf.sign import sign_appendix, sign_copy, sign_leader
from signing.pdf.signature_act import Level
from signing.pdf.stamp import LARGEST_PICTURE, picture_remarks
from signing.pdf.validate import judge_pdf
from signing.trust.store import TrustSet, load_trust
from signing.verdict import Finding, Indication, SignatureJudgement
from ui.kit.command_line import Answer, Command, Usage, read_secret
from ui.kit.error_words import finding_sentence
from ui.kit.output_file import read_bounded, write_whole

POINTS = 72 / 25.4
LEVELS: tuple[Level, ...] = ("B", "T", "LT", "LTA")
OPEN_DATE = "ngày      tháng      năm        "
_TEXT_HEIGHT, _DESCENT, _SEAL_SIDE = 16.0, 4.0, 36 * POINTS


class OwnSignatureFails(Refused):
    """A signature of the file just made does not hold under the trust given; nothing was written."""

    code = "own-signature-fails"


@dataclass(frozen=True)
class _Terminal:
    descriptor: int | None

    def ask(self, key: str) -> bytearray:
        return read_secret(self.descriptor, f"Mật khẩu của khóa {key}: ")


# --- prepare -------------------------------------------------------------------------------------------------------


def _prepare_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.pdf", type=Path, help="PDF chưa ký")
    place = "tính bằng mm từ góc trên bên trái của trang"
    parser.add_argument("--number", metavar="TRANG,X,Y[,RỘNG]", help=f"chỗ ghi số, ngay trước “/ký hiệu”; {place}")
    parser.add_argument("--date", metavar="TRANG,X,Y[,RỘNG]", help="chỗ ghi ngày tháng năm, ngay sau địa danh")
    parser.add_argument(
        "--leader", metavar="TRANG,X,Y[,RỘNG,CAO]", required=True, help="chỗ chữ ký (mặc định 48 x 22 mm)"
    )
    parser.add_argument("--agency", metavar="TRANG,X,Y[,RỘNG,CAO]", help="chỗ dấu cơ quan; mặc định đè 1/3 trái chữ ký")
    parser.add_argument("-o", "--out", metavar="OUT.pdf", type=Path, required=True, help="tệp sẽ ghi")


def _prepare(arguments: argparse.Namespace) -> Answer:
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
    write_whole(arguments.out, prepare(_read_pdf(arguments.file), texts, (leader, agency)))
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


def _text_place(name: str, measures: tuple[int, list[float]], style: Any, value: str) -> TextPlace:
    page, (x, y, width) = measures
    align: Any = "right" if name == NUMBER else "left"
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


# --- sign ----------------------------------------------------------------------------------------------------------


def _signing_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.pdf", type=Path, help="tệp PDF cần ký")
    parser.add_argument("--key", metavar="p12:ĐƯỜNG_DẪN", required=True, help="khóa ký")
    parser.add_argument(
        "--stamp", metavar="HÌNH.png", type=Path, help="hình chữ ký (xanh) hoặc hình dấu (đỏ), nền trong"
    )
    parser.add_argument("--tsa", metavar="ĐỊA_CHỈ", help="dịch vụ dấu thời gian (RFC 3161)")
    parser.add_argument("--tsa-timeout", metavar="GIÂY", type=_seconds, default=30.0, help="chờ tối đa (mặc định 30)")
    parser.add_argument("--level", choices=LEVELS, help="mức chữ ký; mặc định T khi có --tsa, không thì B")
    parser.add_argument("--trust", metavar="THƯ_MỤC", type=Path, help="gốc tin cậy; có thì kiểm tra trước khi ghi")
    parser.add_argument("--pin-fd", metavar="N", type=int, help="đọc mật khẩu từ bộ mô tả tệp N")
    parser.add_argument("-o", "--out", metavar="OUT.pdf", type=Path, required=True, help="tệp sẽ ghi")


def _sign_arguments(parser: argparse.ArgumentParser) -> None:
    _signing_arguments(parser)
    roles = ("leader", "agency", "copy", "appendix")
    parser.add_argument("--role", choices=roles, default="leader", help="vai ký (mặc định leader)")
    parser.add_argument("--form", metavar="HÌNH_THỨC", default="SAO Y", help="hình thức sao khi --role copy")
    parser.add_argument("--reference", metavar="SỐ/KÝ_HIỆU", help="số và ký hiệu văn bản khi --role appendix")


def _sign(arguments: argparse.Namespace) -> Answer:
    role = arguments.role
    if role == "appendix" and not arguments.reference:
        raise Usage("--role appendix cần --reference SỐ/KÝ_HIỆU")
    if role in ("copy", "appendix") and arguments.stamp:
        raise Usage("bản sao và phụ lục ở tệp riêng không có hình chữ ký hay hình dấu; bỏ --stamp")
    makers: dict[str, Callable[..., bytes]] = {
        "leader": sign_leader,
        "agency": sign_agency,
        "copy": sign_copy,
        "appendix": sign_appendix,
    }
    extra = {"copy": {"form": arguments.form}, "appendix": {"reference": arguments.reference}}.get(role, {})
    return _made(arguments, makers[role], role, extra, expected="blue" if role == "leader" else "red")


def _seal_arguments(parser: argparse.ArgumentParser) -> None:
    _signing_arguments(parser)
    parser.add_argument("--number", metavar="SỐ", required=True, help="số văn bản, ví dụ 15")
    parser.add_argument("--date", metavar="NGÀY", type=_day, required=True, help="ngày ban hành, yyyy-MM-dd")


def _seal(arguments: argparse.Namespace) -> Answer:
    return _made(arguments, seal, AGENCY, {"number": arguments.number, "day": arguments.date}, expected="red")


def _made(
    arguments: argparse.Namespace, maker: Callable[..., bytes], field: str, extra: dict[str, Any], *, expected: Any
) -> Answer:
    level: Level = arguments.level or ("T" if arguments.tsa else "B")
    trust = load_trust(arguments.trust) if arguments.trust else None
    pdf = _read_pdf(arguments.file)
    remarks: tuple[Finding, ...] = ()
    if arguments.stamp:
        extra = extra | {"stamp": read_bounded(arguments.stamp, LARGEST_PICTURE)}
        remarks = picture_remarks(extra["stamp"], expected)
    signed = maker(
        pdf,
        _key(arguments),
        level=level,
        tsa_url=arguments.tsa,
        tsa_timeout=arguments.tsa_timeout,
        trust=trust,
        **extra,
    )
    judged = _own_verdict(signed, field, trust)
    write_whole(arguments.out, signed)
    return Answer({"signature": _as_data(judged, remarks)}, _lines(arguments.out, judged, remarks))


def _key(arguments: argparse.Namespace) -> SoftwareKey:
    try:
        key_file(arguments.key)
    except KeyReferenceUnknown as error:
        raise Usage(f"không hiểu khóa “{arguments.key}”; cách ghi: --key p12:ĐƯỜNG_DẪN") from error
    return open_key(arguments.key, _Terminal(arguments.pin_fd))


def _own_verdict(signed: bytes, field: str, trust: TrustSet | None) -> SignatureJudgement:
    """Our own verifier's word on the bytes before they get a name; without trust given only integrity can fail.

    Earlier signatures count too: an agency does not seal what a revoked leader signed.
    """
    signatures = judge_pdf(signed, trust or TrustSet(), fetch=trust is not None).signatures
    for one in signatures:
        if not one.integrity or one.indication is Indication.FAILED:
            error = next((finding for finding in one.findings if finding.severity == "error"), None)
            said = finding_sentence(error.code, dict(error.facts)) if error else one.sub_indication
            raise OwnSignatureFails(signer=one.signer, finding=said)
    mine = next((one for one in signatures if one.field == field), None)
    if mine is None:
        raise OwnSignatureFails(signer="?", finding=field)
    return mine


# --- answers -------------------------------------------------------------------------------------------------------


def _as_data(judged: SignatureJudgement, remarks: tuple[Finding, ...]) -> dict[str, Any]:
    return {
        "field": judged.field,
        "signer": judged.signer,
        "organisation": judged.organisation,
        "serial": judged.serial,
        "issuer": judged.issuer,
        "verdict": _verdict(judged),
        "level": judged.level,
        "claimed_time": judged.claimed_time.isoformat() if judged.claimed_time else None,
        "trusted_time": judged.trusted_time.isoformat() if judged.trusted_time else None,
        "covers": judged.covers,
        "findings": [
            {
                "code": finding.code,
                "severity": finding.severity,
                "message": finding_sentence(finding.code, dict(finding.facts)),
            }
            for finding in (*judged.findings, *remarks)
        ],
    }


def _verdict(judged: SignatureJudgement) -> str:
    if not judged.integrity:
        return "altered"
    if judged.indication is not Indication.PASSED:
        return "invalid" if judged.indication is Indication.FAILED else "undecided"
    warned = any(finding.severity != "info" for finding in judged.findings)
    return "valid-with-remarks" if warned else "valid"


def _lines(out: Path, judged: SignatureJudgement, remarks: tuple[Finding, ...]) -> tuple[str, ...]:
    return (
        f"Đã ký: {judged.signer} (mức {judged.level}). Đã ghi {out}.",
        *(f"Lưu ý: {finding_sentence(remark.code, dict(remark.facts))}" for remark in remarks),
    )


def _read_pdf(path: Path) -> bytes:
    return read_bounded(path, LARGEST_PDF)


def _seconds(words: str) -> float:
    value = float(words)
    if not 0 < value <= 600:
        raise argparse.ArgumentTypeError("từ 0 đến 600 giây")
    return value


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise argparse.ArgumentTypeError("ngày phải có dạng yyyy-MM-dd") from error


COMMANDS = (
    Command(
        name="prepare",
        summary="Đặt chỗ ghi số, ngày và hai chữ ký vào một PDF có sẵn, trước khi ai ký.",
        example="ecabinet prepare cong-van.pdf --number 1,42,52 --date 1,115,52 --leader 1,120,220 -o cho-ky.pdf",
        arguments=_prepare_arguments,
        run=_prepare,
    ),
    Command(
        name="sign",
        summary="Ký số một tệp PDF: người có thẩm quyền, cơ quan, bản sao hoặc phụ lục ở tệp riêng.",
        example="ecabinet sign cho-ky.pdf --key p12:bo-truong.p12 --role leader --stamp chu-ky.png -o da-ky.pdf",
        arguments=_sign_arguments,
        run=_sign,
    ),
    Command(
        name="seal",
        summary="Việc của văn thư: ghi số, ngày và ký số của cơ quan trong một lần.",
        example="ecabinet seal da-ky.pdf --key p12:co-quan.p12 --number 15 --date 2026-11-21 -o phat-hanh.pdf",
        arguments=_seal_arguments,
        run=_seal,
    ),
)
