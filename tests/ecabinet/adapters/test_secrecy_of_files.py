"""Secret content never enters: the mark is found in every kind of file with text; an unsearched PDF is named."""

from __future__ import annotations

import io

import docx
import openpyxl
import pikepdf
import pytest

from ecabinet.adapters.document_reader import DocumentReader
from ecabinet.domain.dispatches.sending import SecrecyUnknown, must_be_searched


def _docx(text: str) -> bytes:
    paper, out = docx.Document(), io.BytesIO()
    paper.add_paragraph("Báo cáo").add_run()
    paper.add_paragraph(text)
    paper.save(out)
    return out.getvalue()


def _xlsx(text: str) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Báo cáo", text])
    book.save(out)
    return out.getvalue()


def _facts(name: str, content: bytes):
    return DocumentReader().facts(name, len(content), lambda: io.BytesIO(content))


@pytest.mark.parametrize("mark", ["MẬT", "Tối mật", "TUYỆT  MẬT"])
def test_a_mark_on_its_own_line_is_found(mark: str):
    for name, content in (("a.docx", _docx(mark)), ("a.xlsx", _xlsx(mark)), ("a.txt", f"x\n{mark}\n".encode())):
        assert _facts(name, content).secrecy_mark, name


def test_the_word_in_a_sentence_is_no_mark():
    words = "Trừ văn bản mật."
    for name, content in (("a.docx", _docx(words)), ("a.xlsx", _xlsx(words)), ("a.txt", words.encode())):
        assert _facts(name, content).secrecy_mark is None, name


def test_a_pdf_that_cannot_be_searched_is_not_sent():
    pdf, out = pikepdf.new(), io.BytesIO()
    for _ in range(2001):
        pdf.add_blank_page()
    pdf.save(out)
    facts = _facts("a.pdf", out.getvalue())
    assert facts.unread
    with pytest.raises(SecrecyUnknown):
        must_be_searched(unread=facts.unread, name="a.pdf")
