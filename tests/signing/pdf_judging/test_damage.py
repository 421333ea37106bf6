"""Damaged bytes: flips, cuts, forged byte ranges, empty signatures, garbage. Nothing of it is ever valid."""

from __future__ import annotations

import hashlib
import io
import random
import re

import pikepdf
import pypdfium2
import pytest
from attacking import updated
from judging_papers import Papers
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from signing.errors import Unreadable
from signing.pdf.own_form import read_own_form
from signing.pdf.reading import PdfEncrypted, PdfUnreadable, open_pdf
from signing.pdf.validate import PdfJudgement, judge_pdf
from signing.trust.store import TrustSet
from signing.verdict import Indication


def judged_or_none(pdf: bytes, trust: TrustSet) -> PdfJudgement | None:
    try:
        return judge_pdf(pdf, trust, fetch=False)
    except Unreadable:
        return None


def passes(judged: PdfJudgement | None) -> bool:
    """What people would read as valid."""
    return (
        judged is not None
        and bool(judged.signatures)
        and all(one.indication is Indication.PASSED for one in judged.signatures)
    )


def meaning(pdf: bytes) -> tuple[object, ...]:
    """What a reader sees and what was signed: values, pixels, signatures (as numbers, not as spelled)."""
    reader = PdfFileReader(io.BytesIO(pdf))
    form = read_own_form(reader)
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    pixels = document[0].render(scale=1, may_draw_forms=True).to_pil().tobytes()
    # Certificates carried along without need may be damaged: nobody reads or believes them.
    signatures = tuple(
        (one.signer_info.dump(), one.signed_data["encap_content_info"].dump()) for one in reader.embedded_signatures
    )
    return form.value("so"), form.value("ngay"), hashlib.sha256(pixels).hexdigest(), signatures


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_two_hundred_random_flips_never_change_a_valid_paper(papers: Papers, seed: int) -> None:
    chance, original = random.Random(seed), papers.issued_lta
    expected, survived = meaning(original), 0
    for _ in range(50):
        place, bit = chance.randrange(len(original)), 1 << chance.randrange(8)
        flipped = bytearray(original)
        flipped[place] ^= bit
        if passes(judged_or_none(bytes(flipped), papers.trust)):
            assert meaning(bytes(flipped)) == expected, f"byte {place} bit {bit}"
            survived += 1
    assert survived < 25


def signature_spans(pdf: bytes) -> list[tuple[int, int]]:
    return [match.span(1) for match in re.finditer(rb"/Contents\s*<([0-9a-fA-F]+)>", pdf)]


@pytest.mark.slow
def test_flips_inside_the_last_signature_are_noticed(papers: Papers) -> None:
    """Nothing covers the newest signature's own bytes, so what is unsigned in them must be checked by itself."""
    chance, original = random.Random(7), papers.issued_b
    start, end = signature_spans(original)[-1]
    used = len(original[start:end].rstrip(b"0"))
    for _ in range(60):
        place = start + chance.randrange(used)
        flipped = bytearray(original)
        flipped[place] = chance.choice(b"0123456789abcdef".replace(original[place : place + 1].lower(), b""))
        if passes(judge_pdf(bytes(flipped), papers.trust, fetch=True)):
            # The same algorithm may be named in two ways; nothing else has two spellings.
            assert signed_part(bytes(flipped)) == signed_part(original), f"hex digit {place - start}"


def signed_part(pdf: bytes) -> tuple[bytes, bytes]:
    info = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[-1].signer_info
    return info["signed_attrs"].dump(), info["signature"].native


def test_bytes_after_the_signature_in_its_gap_are_refused(papers: Papers) -> None:
    _start, end = signature_spans(papers.issued_b)[-1]
    flipped = bytearray(papers.issued_b)
    flipped[end - 5] = ord("7")
    judged = judge_pdf(bytes(flipped), papers.trust, fetch=True)
    assert judged.signatures[-1].findings[0].code == "byte-range-wrong"
    assert not judged.signatures[-1].integrity


@pytest.mark.parametrize("forgery", [b"", b"00", b"3000", b"41" * 40])
def test_universal_forgery(papers: Papers, forgery: bytes) -> None:
    """/Contents emptied: readers that stop at "no error found" call this signed."""
    pdf, (start, end) = papers.issued_b, signature_spans(papers.issued_b)[-1]
    forged = pdf[:start] + forgery.ljust(end - start, b"0") + pdf[end:]
    judged = judge_pdf(forged, papers.trust, fetch=False)
    assert not judged.issued and not passes(judged)
    assert any(one.indication is Indication.FAILED for one in judged.signatures if one.field == "agency")


@pytest.mark.parametrize("key", ["/Contents", "/ByteRange", "/SubFilter"])
def test_a_signature_without_its_parts_is_told(papers: Papers, key: str) -> None:
    def removed(writer: IncrementalPdfFileWriter) -> None:
        value = read_own_form(writer).fields["agency"]["/V"]
        del value[key]
        writer.update_container(value)

    judged = judge_pdf(updated(papers.issued_b, removed), papers.trust, fetch=False)
    agency = next(one for one in judged.signatures if one.field == "agency")
    assert agency.indication is Indication.FAILED and not judged.issued


def ranges(pdf: bytes) -> list[re.Match[bytes]]:
    return list(re.finditer(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]", pdf))


def with_range(pdf: bytes, numbers: tuple[int, int, int, int]) -> bytes:
    match = ranges(pdf)[-1]
    written = b"/ByteRange [%d %d %d %d]" % numbers
    room = match.end() - match.start()
    assert len(written) <= room
    return pdf[: match.start()] + written.ljust(room) + pdf[match.end() :]


@pytest.mark.parametrize("change", ["overlap", "wide-gap", "beyond", "negative-start", "second-half-missing"])
def test_forged_byte_ranges(papers: Papers, change: str) -> None:
    _first, length, second, rest = (int(number) for number in ranges(papers.issued_b)[-1].groups())
    forged = {
        "overlap": (0, length + 10, second - 20, rest),
        "wide-gap": (0, length - 10, second + 10, rest - 10),
        "beyond": (0, length, second, rest + 99),
        "negative-start": (1, length - 1, second, rest),
        "second-half-missing": (0, length, second, 0),
    }[change]
    judged = judge_pdf(with_range(papers.issued_b, forged), papers.trust, fetch=True)
    agency = next(one for one in judged.signatures if one.field == "agency")
    assert agency.indication is Indication.FAILED and not agency.integrity and agency.covers == "part"


@pytest.mark.parametrize("size", [0.1, 0.5, 0.9, 0.99, 0.999])
def test_cut_files_are_unreadable_or_not_issued(papers: Papers, size: float) -> None:
    judged = judged_or_none(papers.issued_b[: int(len(papers.issued_b) * size)], papers.trust)
    assert judged is None or not judged.issued


def test_garbage_is_unreadable(papers: Papers) -> None:
    chance = random.Random(1)
    for content in (b"", b"%PDF-1.7", b"%PDF-1.7\n" + chance.randbytes(200_000), chance.randbytes(1000)):
        with pytest.raises(PdfUnreadable):
            judge_pdf(content, papers.trust, fetch=False)


def test_a_catalog_alone_is_unreadable(papers: Papers) -> None:
    with pytest.raises(PdfUnreadable):
        judge_pdf(b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>", papers.trust, fetch=False)


def test_an_encrypted_file_is_told(papers: Papers) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(papers.prepared)) as paper:
        paper.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(PdfEncrypted):
        judge_pdf(out.getvalue(), papers.trust, fetch=False)


def test_fields_in_a_circle_end(papers: Papers) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(papers.prepared)) as paper:
        field = paper.make_indirect(pikepdf.Dictionary(T=pikepdf.String("a")))
        field.Kids = pikepdf.Array([field])
        paper.Root.AcroForm.Fields.append(field)
        paper.save(out)
    with pytest.raises(PdfUnreadable):
        judge_pdf(out.getvalue(), papers.trust, fetch=False)


@pytest.mark.slow
def test_a_decompression_bomb_ends(papers: Papers) -> None:
    """Object and cross-reference streams are decoded to open a file at all; their size is limited."""
    import zlib

    bomb = zlib.compress(b"\0" * (1 << 30), 9)
    body = b"%PDF-1.7\n1 0 obj<</Type/XRef/Size 9/W[1 2 1]/Root 1 0 R/Filter/FlateDecode/Length "
    body += str(len(bomb)).encode() + b">>stream\n" + bomb + b"\nendstream endobj\nstartxref\n9\n%%EOF\n"
    with pytest.raises(PdfUnreadable):
        open_pdf(body)
