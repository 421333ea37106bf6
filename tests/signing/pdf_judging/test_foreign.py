"""Papers of other programs: judged by what PDF allows, shadow and saving attacks refused."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from attacking import annotation, form_entry, javascript_action, page_content, root_entry, third_signature, updated
from judging_papers import Papers, draft, key_of
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from signing.keys.software import SoftwareKey
from signing.pdf.key_signer import KeySigner
from signing.pdf.validate import PdfJudgement, judge_pdf
from signing.verdict import Indication
from ui.demo.pki import TestPki

HIDDEN = b"BT /F1 12 Tf 72 700 Td (1.000.000) Tj ET"


def foreign_signed(pdf: bytes, key: SoftwareKey) -> bytes:
    """Signed by plain pyHanko, as another program would."""
    out = io.BytesIO()
    signer = PdfSigner(
        PdfSignatureMetadata("Signature1", md_algorithm="sha256", signer_key_usage=set()),
        signer=KeySigner(key),
        new_field_spec=SigFieldSpec("Signature1"),
    )
    signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), output=out, bytes_reserved=16384)
    return out.getvalue()


@pytest.fixture(scope="module")
def foreign(pki: TestPki) -> bytes:
    """A signed paper that also carries, unused, a second set of pages and an overlay: a shadow attack made ready."""
    with pikepdf.open(io.BytesIO(draft())) as paper:
        page = paper.pages[0].obj
        overlay = paper.make_stream(b"q 1 g 70 690 100 20 re f Q", Type=pikepdf.Name.XObject)
        overlay.Subtype, overlay.BBox = pikepdf.Name.Form, pikepdf.Array([0, 0, 600, 850])
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Over=overlay))
        page.Contents = paper.make_stream(HIDDEN + b" /Over Do")
        other = paper.make_indirect(pikepdf.Dictionary(page))
        other.Contents = paper.make_stream(HIDDEN)
        paper.Root.Shadow = paper.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Pages, Count=1, Kids=pikepdf.Array([other]))
        )
        out = io.BytesIO()
        paper.save(out)
    return foreign_signed(out.getvalue(), key_of(pki, "minister-b"))


def codes(judged: PdfJudgement) -> set[str]:
    return {finding.code for one in judged.signatures for finding in one.findings}


def test_a_foreign_signature_holds(papers: Papers, foreign: bytes) -> None:
    judged = judge_pdf(foreign, papers.trust, fetch=True)
    (one,) = judged.signatures
    assert (one.indication, one.level, one.covers) == (Indication.PASSED, "B", "whole-file")
    assert codes(judged) == {"time-only-claimed", "foreign-document"} and not judged.issued


def test_what_pdf_allows_is_a_remark(papers: Papers, pki: TestPki, foreign: bytes) -> None:
    judged = judge_pdf(third_signature(foreign, key_of(pki, "clerk-b"), visible=False), papers.trust, fetch=True)
    assert [one.indication for one in judged.signatures] == [Indication.PASSED] * 2


def replaced_overlay(writer: IncrementalPdfFileWriter) -> None:
    """Hide: the overlay that covered the text is emptied."""
    page = writer.root["/Pages"]["/Kids"][0]
    reference = page["/Resources"]["/XObject"].raw_get("/Over")
    old = reference.get_object()
    emptied = generic.StreamObject({key: old.raw_get(key) for key in ("/Type", "/Subtype", "/BBox")}, stream_data=b"")
    writer.objects[(reference.generation, reference.idnum)] = emptied


def replaced_text(writer: IncrementalPdfFileWriter) -> None:
    """Replace: the page's text stream is overwritten."""
    reference = writer.root["/Pages"]["/Kids"][0].raw_get("/Contents")
    stream = generic.StreamObject(stream_data=b"BT /F1 12 Tf 72 700 Td (9.000.000) Tj ET")
    writer.objects[(reference.generation, reference.idnum)] = stream


def swapped_pages(writer: IncrementalPdfFileWriter) -> None:
    """Hide and replace: the prepared second page tree becomes the document."""
    writer.root[pdf_name("/Pages")] = writer.root.raw_get("/Shadow")
    writer.update_root()


def fewer_pages(writer: IncrementalPdfFileWriter) -> None:
    pages = writer.root["/Pages"]
    pages[pdf_name("/Kids")], pages[pdf_name("/Count")] = generic.ArrayObject(), generic.NumberObject(0)
    writer.update_container(pages)


SHADOWS: dict[str, Callable[[IncrementalPdfFileWriter], None]] = {
    "hide": replaced_overlay,
    "replace": replaced_text,
    "hide-and-replace": swapped_pages,
    "page-removed": fewer_pages,
    "page-painted-over": page_content,
    "javascript": root_entry("/OpenAction", javascript_action()),
}


@pytest.mark.parametrize("attack", SHADOWS)
def test_shadow_attacks(papers: Papers, foreign: bytes, attack: str) -> None:
    judged = judge_pdf(updated(foreign, SHADOWS[attack]), papers.trust, fetch=True)
    (one,) = judged.signatures
    assert not one.integrity and one.indication is Indication.FAILED
    assert "changed-after-signing" in codes(judged)


def test_a_note_added_later_is_refused(papers: Papers, foreign: bytes) -> None:
    def noted(writer: IncrementalPdfFileWriter) -> None:
        page = writer.root["/Pages"]["/Kids"][0]
        if "/Annots" not in page:
            page[pdf_name("/Annots")] = generic.ArrayObject()
            writer.update_container(page)
        annotation("/FreeText")(writer)

    assert not judge_pdf(updated(foreign, noted), papers.trust, fetch=True).signatures[0].integrity


def test_needed_appearances_are_a_remark_in_foreign_papers(papers: Papers, foreign: bytes) -> None:
    judged = judge_pdf(
        updated(foreign, form_entry("/NeedAppearances", generic.BooleanObject(True))), papers.trust, fetch=True
    )
    assert "need-appearances" in codes(judged) and judged.signatures[0].integrity


@pytest.mark.parametrize("paper", ["issued_b", "leader_b", "issued_lta"])
@pytest.mark.parametrize("faked_end", [False, True])
def test_incremental_saving_attack(papers: Papers, paper: str, faked_end: bool) -> None:
    """Objects behind the end of the file, without and with the marks of an end: strict readers do not see them."""
    pdf = getattr(papers, paper)
    start = PdfFileReader(io.BytesIO(pdf)).xrefs.get_startxref_for_revision(
        PdfFileReader(io.BytesIO(pdf)).total_revisions - 1
    )
    junk = b"\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"
    end = b"startxref\n%d\n%%%%EOF\n" % start if faked_end else b""
    judged = judge_pdf(pdf + junk + end, papers.trust, fetch=paper != "issued_lta")
    assert not any(one.integrity for one in judged.signatures)
    assert "changed-after-signing" in codes(judged)
