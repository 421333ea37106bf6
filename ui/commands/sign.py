"""`ecabinet sign` and `seal`: the signature of one person or agency, and the clerk's act; `prepare` comes along."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from ecabinet.adapters.verdicts import signature_report
from ecabinet.domain.documents.evidence import SignatureReport
from signing.pdf.fields import AGENCY
from signing.pdf.reading import LARGEST_PDF
from signing.pdf.seal import seal, sign_agency
from signing.pdf.sign import sign_appendix, sign_copy, sign_leader
from signing.pdf.signature_act import Level
from signing.pdf.stamp import LARGEST_PICTURE, picture_remarks
from signing.pdf.validate import judge_pdf
from signing.trust.store import TrustSet, load_trust
from signing.verdict import Finding
from ui.commands import prepare
from ui.commands.sign_container import SUFFIXES, sign_container
from ui.commands.sign_statement import is_xml, sign_statement
from ui.commands.signed_answer import OwnSignatureFails, answer, named_key, require_holding
from ui.kit.command_line import Answer, Command, Usage
from ui.kit.output_file import read_bounded, write_whole

LEVELS: tuple[Level, ...] = ("B", "T", "LT", "LTA")


def _signing_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="TỆP", type=Path, help="tệp cần ký")
    parser.add_argument(
        "--key", metavar="KHÓA", required=True, help="p12:ĐƯỜNG_DẪN, token:TÊN_THẺ hoặc token:TÊN_THẺ#SỐ_HIỆU_CHỨNG_THƯ"
    )
    parser.add_argument(
        "--pkcs11-module", metavar="TỆP", help="trình điều khiển của thiết bị ký (mặc định: ECABINET_PKCS11_MODULE)"
    )
    parser.add_argument(
        "--stamp", metavar="HÌNH.png", type=Path, help="hình chữ ký (xanh) hoặc hình dấu (đỏ), nền trong"
    )
    parser.add_argument("--tsa", metavar="ĐỊA_CHỈ", help="dịch vụ dấu thời gian (RFC 3161)")
    parser.add_argument("--tsa-timeout", metavar="GIÂY", type=_seconds, default=30.0, help="chờ tối đa (mặc định 30)")
    parser.add_argument("--level", choices=LEVELS, help="mức chữ ký; mặc định T khi có --tsa, không thì B")
    parser.add_argument("--trust", metavar="THƯ_MỤC", type=Path, help="gốc tin cậy; có thì kiểm tra trước khi ghi")
    parser.add_argument("--pin-fd", metavar="N", type=int, help="đọc mật khẩu hoặc mã PIN từ bộ mô tả tệp N")
    parser.add_argument("-o", "--out", metavar="RA", type=Path, required=True, help="tệp sẽ ghi")


def _sign_arguments(parser: argparse.ArgumentParser) -> None:
    _signing_arguments(parser)
    roles = ("leader", "agency", "copy", "appendix")
    parser.add_argument("--role", choices=roles, help="vai ký tệp PDF (mặc định leader)")
    parser.add_argument("--form", metavar="HÌNH_THỨC", default="Sao y", help="hình thức sao khi --role copy")
    parser.add_argument("--reference", metavar="SỐ/KÝ_HIỆU", help="số và ký hiệu văn bản khi --role appendix")


def _sign(arguments: argparse.Namespace) -> Answer:
    if _belongs_in_container(arguments):
        return sign_container(arguments)
    if is_xml(arguments.file):
        return sign_statement(arguments)
    role = arguments.role or "leader"
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


def _belongs_in_container(arguments: argparse.Namespace) -> bool:
    """Whatever is neither PDF nor XML, unless a PDF is asked for; and any file when a container is asked for."""
    ending = arguments.out.suffix.lower()
    if ending in SUFFIXES:
        return True
    start = read_bounded(arguments.file, 1023)
    return not (arguments.role or ending == ".pdf" or b"%PDF-" in start or start[:1] == b"<")


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
        named_key(arguments),
        level=level,
        tsa_url=arguments.tsa,
        tsa_timeout=arguments.tsa_timeout,
        trust=trust,
        **extra,
    )
    judged = _own_verdict(signed, field, trust)
    write_whole(arguments.out, signed)
    return answer(arguments.out, judged, remarks)


def _own_verdict(signed: bytes, field: str, trust: TrustSet | None) -> SignatureReport:
    """Our own verifier's word on the bytes before they get a name; without trust given only integrity can fail.

    Earlier signatures count too: an agency does not seal what a revoked leader signed.
    """
    judged = judge_pdf(signed, trust or TrustSet(), fetch=trust is not None)
    signatures = [signature_report(one) for one in judged.signatures]
    require_holding(signatures)
    mine = next((one for one in signatures if one.field == field), None)
    if mine is None:
        raise OwnSignatureFails(signer="?", finding=field)
    return mine


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
    *prepare.COMMANDS,
    Command(
        name="sign",
        summary="Ký số tệp PDF (người có thẩm quyền, cơ quan, bản sao, phụ lục ở tệp riêng), tuyên bố XML, "
        "hoặc tệp khác (vào gói ASiC-E).",
        example="ecabinet sign cho-ky.pdf --key p12:bo-truong.p12 --role leader --stamp chu-ky.png -o da-ky.pdf\n"
        "        ecabinet sign bang-luong.xlsx --key p12:co-quan.p12 -o bang-luong.asice",
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
