"""DOCX into data: what is recognised, what is kept as it is, what is refused."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from ecabinet.adapters.draft_import import SourceTooLarge, SourceUnreadable, import_docx
from ecabinet.domain.documents.draft import SecretContent


def _bytes(paper) -> bytes:
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _letter():
    paper = docx.Document()
    head = paper.add_table(rows=2, cols=2)
    head.cell(0, 0).text = "BỘ NỘI VỤ\nVĂN PHÒNG BỘ\n______"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập – Tự do – Hạnh phúc"
    head.cell(1, 0).text = "Số:      /VPB-TH\nV/v chuẩn bị hội nghị"
    head.cell(1, 1).text = "Hà Nội, ngày      tháng     năm 2026"
    for line in ("Kính gửi:", "- Bộ Tài chính;", "- Bộ Công an.", "I. TÌNH HÌNH CHUNG", "Thực hiện kế hoạch năm:",
                 "1. Cử cán bộ tham dự.", "a) Một lãnh đạo;", "đ) Một chuyên viên."):  # fmt: skip
        paper.add_paragraph(line)
    return paper


def _close(paper):
    end = paper.add_table(rows=1, cols=2)
    end.cell(0, 0).text = "Nơi nhận:\n- Như trên;\n- Bộ trưởng (để b/c);\n- Lưu: VT, TH (2). PL.(30)"
    end.cell(0, 1).text = "TL. BỘ TRƯỞNG\nCHÁNH VĂN PHÒNG\n\n\nNguyễn Thị Hương"
    return paper


def test_a_whole_letter_is_recognised():
    paper = _letter()
    paper.add_paragraph("Mục gạch đầu dòng", style="List Bullet")
    paper.add_paragraph("Việc đánh số", style="List Number")
    table = paper.add_table(rows=2, cols=2)
    for cell, words in zip([*table.rows[0].cells, *table.rows[1].cells], ("STT", "Việc", "1", "Báo cáo"), strict=True):
        cell.text = words
    paper.add_paragraph("Trân trọng cảm ơn./.")
    draft = import_docx(_bytes(_close(paper)), "thu.docx", "cong-van")

    assert draft.missing == ()
    assert draft.data["issuer"] == {"parent": "BỘ NỘI VỤ", "name": "VĂN PHÒNG BỘ", "organ_id": None}
    assert (draft.data["symbol"], draft.data["place"], draft.data["subject"]) == (
        "VPB-TH",
        "Hà Nội",
        "chuẩn bị hội nghị",
    )
    assert (draft.data["number"], draft.data["date"]) == (None, None)
    assert draft.data["addressees"] == ["Bộ Tài chính", "Bộ Công an"]
    assert draft.data["recipients"] == ["Như trên", "Bộ trưởng (để b/c)"]
    assert draft.data["archive"] == {"unit": "VT, TH", "copies": 2}
    assert draft.data["drafter"] == {"code": "PL", "copies": 30}
    assert draft.data["signer"] == {
        "authority": "TL.", "body": "BỘ TRƯỞNG", "post": "CHÁNH VĂN PHÒNG", "name": "Nguyễn Thị Hương",
    }  # fmt: skip
    assert draft.data["body"] == [
        {"kind": "heading", "level": "la-ma", "title": "TÌNH HÌNH CHUNG"},
        {"kind": "paragraph", "text": "Thực hiện kế hoạch năm:"},
        {"kind": "clause", "level": "khoan", "text": "Cử cán bộ tham dự.", "number": 1},
        {"kind": "point", "number": 1, "text": "Một lãnh đạo;"},
        {"kind": "point", "number": 5, "text": "Một chuyên viên."},
        {"kind": "list", "items": ["Mục gạch đầu dòng"]},
        {"kind": "clause", "level": "khoan", "text": "Việc đánh số"},
        {"kind": "table", "columns": [{"title": "STT"}, {"title": "Việc"}], "rows": [["1", "Báo cáo"]]},
        {"kind": "paragraph", "text": "Trân trọng cảm ơn."},
    ]


def test_a_decision_is_recognised_line_by_line():
    paper = docx.Document()
    for line in ("BỘ NỘI VỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số:    /QĐ-BNV",
                 "QUYẾT ĐỊNH", "Về việc ban hành kế hoạch", "BỘ TRƯỞNG BỘ NỘI VỤ", "Căn cứ Luật Lưu trữ;",
                 "Theo đề nghị của Chánh Văn phòng.", "QUYẾT ĐỊNH:", "Chương I", "QUY ĐỊNH CHUNG",
                 "Điều 1. Phạm vi điều chỉnh", "Quyết định này quy định về văn thư.",
                 "Điều 2. Có hiệu lực từ ngày ký./.", "Nơi nhận:", "- Như Điều 2;", "- Lưu: VT.",
                 "PHỤ LỤC I", "DANH MỤC", "Nội dung phụ lục."):  # fmt: skip
        paper.add_paragraph(line)
    draft = import_docx(_bytes(paper), "qd.docx", "quyet-dinh")

    assert draft.data["subject"] == "Về việc ban hành kế hoạch"
    assert draft.data["authority_line"] == "BỘ TRƯỞNG BỘ NỘI VỤ"
    assert draft.data["bases"] == ["Căn cứ Luật Lưu trữ", "Theo đề nghị của Chánh Văn phòng"]
    assert draft.data["body"] == [
        {"kind": "heading", "level": "chuong", "title": "QUY ĐỊNH CHUNG"},
        {"kind": "clause", "level": "dieu", "title": "Phạm vi điều chỉnh", "number": 1},
        {"kind": "paragraph", "text": "Quyết định này quy định về văn thư."},
        {"kind": "clause", "level": "dieu", "text": "Có hiệu lực từ ngày ký.", "number": 2},
    ]
    assert (draft.data["recipients"], draft.data["archive"]) == (["Như Điều 2"], {"unit": "VT"})
    assert draft.data["attachments"] == [
        {"title": "DANH MỤC", "body": [{"kind": "paragraph", "text": "Nội dung phụ lục."}]}
    ]
    assert draft.missing == ("place", "signer.post", "signer.name")


def _run(text: str, tag: str = "w:t"):
    run, words = OxmlElement("w:r"), OxmlElement(tag)
    words.text = text
    run.append(words)
    return run


def test_tracked_insertions_count_and_deletions_do_not():
    paper = docx.Document()
    paragraph = paper.add_paragraph("Giữ ")
    inserted, deleted = OxmlElement("w:ins"), OxmlElement("w:del")
    inserted.append(_run("thêm"))
    deleted.append(_run("bỏ", "w:delText"))
    paragraph._p.append(inserted)
    paragraph._p.append(deleted)

    assert import_docx(_bytes(paper), "a.docx", "cong-van").data["body"] == [{"kind": "paragraph", "text": "Giữ thêm"}]


def test_merged_cells_keep_their_column():
    paper = docx.Document()
    table = paper.add_table(rows=2, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "A"
    table.cell(0, 2).text = "B"
    for at, words in enumerate(("1", "2", "3")):
        table.cell(1, at).text = words
    block = import_docx(_bytes(paper), "a.docx", "cong-van").data["body"][0]

    assert [column["title"] for column in block["columns"]] == ["A", "", "B"]
    assert block["rows"] == [["1", "2", "3"]]


def test_content_controls_are_read():
    paper = docx.Document()
    paragraph = paper.add_paragraph("Trong ô nhập.")
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    paragraph._p.addprevious(control)
    control.append(content)
    content.append(paragraph._p)

    assert [block["text"] for block in import_docx(_bytes(paper), "a.docx", "cong-van").data["body"]] == [
        "Trong ô nhập."
    ]


def test_what_cannot_be_held_is_counted():
    paper = docx.Document()
    run = paper.add_paragraph("Có hình").add_run()
    run._r.append(OxmlElement("w:drawing"))
    run._r.append(OxmlElement("w:footnoteReference"))

    assert import_docx(_bytes(paper), "a.docx", "cong-van").left_out == {"pictures": 1, "footnotes": 1}


def test_a_draft_that_bears_a_mark_of_secrecy_is_refused():
    paper = docx.Document()
    paper.add_table(rows=1, cols=1).cell(0, 0).text = "Số: 1/A-B\nTỐI MẬT"

    with pytest.raises(SecretContent):
        import_docx(_bytes(paper), "a.docx", "cong-van")


def _repacked(change) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_bytes(_letter()))) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = change(entry.filename, old.read(entry))
            if content is not None:
                new.writestr(entry.filename, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "change",
    [
        lambda name, content: None if name == "word/document.xml" else content,
        lambda name, content: None if name == "[Content_Types].xml" else content,
        lambda name, content: content[:500] if name == "word/document.xml" else content,
        lambda name, content: b"" if name == "word/document.xml" else content,
        lambda name, content: b"" if name == "word/styles.xml" else content,
        lambda name, content: content.replace(b"<w:body>", b"<w:corpus>").replace(b"</w:body>", b"</w:corpus>"),
        lambda name, content: b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + content[55:],
    ],
    ids=["no-document", "no-types", "cut-xml", "empty-xml", "empty-styles", "no-body", "doctype"],
)
def test_broken_docx_is_unreadable(change):
    with pytest.raises(SourceUnreadable):
        import_docx(_repacked(change), "a.docx", "cong-van")


def test_docx_that_would_burst_is_refused():
    def swollen(name: str, content: bytes) -> bytes:
        return content + b" " * 42_000_000 if name == "word/document.xml" else content

    with pytest.raises(SourceTooLarge):
        import_docx(_repacked(swollen), "a.docx", "cong-van")


def test_every_byte_that_flips_gives_a_draft_or_a_clear_error():
    raw = _bytes(_letter())
    for at in range(0, len(raw), len(raw) // 60):
        broken = raw[:at] + bytes([raw[at] ^ 0xFF]) + raw[at + 1 :]
        try:
            import_docx(broken, "a.docx", "cong-van")
        except (SourceUnreadable, SourceTooLarge):
            continue


def test_numbers_of_styles_and_lists_are_found_by_their_words():
    paper = docx.Document()
    level = next(item for item in paper.part.numbering_part.element.iter(qn("w:lvl")))
    level.find(qn("w:lvlText")).set(qn("w:val"), "Điều %1.")
    number = level.getparent().get(qn("w:abstractNumId"))
    used = next(item for item in paper.part.numbering_part.element.iter(qn("w:num"))
                if item.find(qn("w:abstractNumId")).get(qn("w:val")) == number)  # fmt: skip
    paragraph = paper.add_paragraph("Có hiệu lực kể từ ngày ký.")
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = int(level.get(qn("w:ilvl")))
    properties.get_or_add_numId().val = int(used.get(qn("w:numId")))

    assert import_docx(_bytes(paper), "a.docx", "quyet-dinh").data["body"] == [
        {"kind": "clause", "level": "dieu", "text": "Có hiệu lực kể từ ngày ký."}
    ]
