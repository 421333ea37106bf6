"""A letter and a decision that keep every rule, drawn place by place."""

from __future__ import annotations

from paper import RED, Leaf, Paper, Text, Under, frame, paragraph, width_of

LEFT, RIGHT = 30.0, 195.0
LEFT_CELL, RIGHT_CELL, MIDDLE = 62.0, 147.0, 112.5
TOP, PITCH, GAP = 24.6, 6.3, 2.2

SENTENCES = (
    "Thực hiện chương trình công tác năm, cơ quan chủ trì đề nghị các đơn vị rà soát việc gửi, nhận văn bản điện tử, "
    "bảo đảm mọi văn bản đến được vào sổ trong ngày và được trả lời đúng thời hạn đã ghi trong phiếu giao việc.",
    "Các đơn vị phân công cán bộ đầu mối, gửi danh sách về bộ phận văn thư để cấp quyền truy cập, đồng thời hướng dẫn "
    "công chức kiểm tra chữ ký số của cơ quan ban hành trước khi trình lãnh đạo xem xét, cho ý kiến chỉ đạo.",
    "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, đề nghị phản ánh kịp thời về cơ quan chủ trì để tổng hợp, "
    "báo cáo cấp có thẩm quyền xem xét, quyết định theo quy định của pháp luật về công tác văn thư.",
)


def head(symbol: str, number: str = "05") -> list:
    return [
        Text("parent", "BỘ NỘI VỤ", LEFT_CELL, 24, 12, centred=True),
        Text("issuer", "CỤC VĂN THƯ VÀ LƯU TRỮ", LEFT_CELL, 29, 12, bold=True, centred=True),
        Under("issuer-rule", "issuer", 0.4),
        Text("national-name", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", RIGHT_CELL, 24, 12, bold=True, centred=True),
        Text("motto", "Độc lập - Tự do - Hạnh phúc", RIGHT_CELL, 29.3, 13, bold=True, centred=True),
        Under("motto-rule", "motto", 1.0),
        Text("number", f"Số: {number}/{symbol}", LEFT_CELL, 37, 13, centred=True),
        Text("place-date", "Hà Nội, ngày 05 tháng 01 năm 2026", RIGHT_CELL, 37, 13, italic=True, centred=True),
    ]


def letter(pitch: float = PITCH, gap: float = GAP) -> Paper:
    """Công văn of two pages with every stamp, a list of addressees, an address and a drafter's code."""
    paper = Paper([Leaf(), Leaf()])
    paper.put(
        *head("VTLT-NV"),
        Text("letter-abstract", "V/v gửi, nhận văn bản điện tử", LEFT_CELL, 44.2, 12, centred=True),
        Text("letter-abstract", "năm 2026", LEFT_CELL, 49.2, 12, centred=True),
        Text("urgency", "KHẨN", LEFT_CELL, 58, 13, bold=True, centred=True, colour=RED),
        *frame("urgency-frame", LEFT_CELL, 58, 20, 8),
        Text("circulation", "LƯU HÀNH NỘI BỘ", 160, 13, 13, bold=True, centred=True),
        *frame("circulation-frame", 160, 13, 50, 8, (0, 0, 0)),
        Text("copy-mark", "SAO Y: Văn phòng Bộ", 150, 6, 10),
        *addressees(("Bộ Tài chính", "Bộ Tư pháp", "Sở Nội vụ các tỉnh, thành phố"), 72),
        leaf=0,
    )
    paper.put(Text("section-title", "I. NỘI DUNG THỰC HIỆN", 40, 99, bold=True), leaf=0)
    y = fill(paper, 0, 99 + PITCH + GAP, 274.0, pitch=pitch, gap=gap)
    paper.put(
        Text("contact", "Địa chỉ: 12 phố Bà Triệu, Hà Nội; Điện thoại: 024 0000 0000", LEFT, 286, 11),
        leaf=0,
    )
    paper.put(
        *frame("contact-rule", MIDDLE, 282.5, RIGHT - LEFT, 0.0, (0, 0, 0))[:1],
        leaf=0,
    )
    paper.put(Text("page-number", "2", 105, 13, 14, centred=True), leaf=1)
    y = fill(paper, 1, TOP, 60.0, last="./.", pitch=pitch, gap=gap)
    close(paper, 1, y + 8)
    return paper


def addressees(names: tuple[str, ...], y: float) -> list[Text]:
    colon = 75 + width_of("Kính gửi:", 14)
    ends = [";"] * (len(names) - 1) + ["."]
    rows = [
        Text("addressee", f"- {name}{end}", colon - 1, y + 6.3 * (number + 1))
        for number, (name, end) in enumerate(zip(names, ends, strict=True))
    ]
    return [Text("addressees", "Kính gửi:", 75, y), *rows]


def fill(
    paper: Paper, leaf: int, y: float, bottom: float, last: str | None = None, *, pitch: float = PITCH, gap: float = GAP
) -> float:
    """Whole paragraphs down to `bottom`; gives the last baseline. `last` replaces the final full stop."""
    rows: list[Text] = []
    number = 0
    while True:
        more = paragraph("body", SENTENCES[number % len(SENTENCES)], y, pitch=pitch)
        if more[-1].y > bottom:
            break
        rows += more
        y, number = more[-1].y + pitch + gap, number + 1
    if last:
        end = rows[-1]
        rows[-1] = Text("body-end", end.text.removesuffix(".") + last, end.x, end.y)
    paper.put(*rows, leaf=leaf)
    return rows[-1].y


def close(paper: Paper, leaf: int, y: float, first: str = "Như trên") -> None:
    paper.put(
        Text("recipients-heading", "Nơi nhận:", LEFT, y, 12, bold=True, italic=True),
        Text("recipients", f"- {first};", LEFT, y + 5, 11),
        Text("recipients", "- Bộ trưởng (để báo cáo);", LEFT, y + 9.6, 11),
        Text("archive", "- Lưu: VT, NV (2).", LEFT, y + 14.2, 11),
        Text("drafter-code", "PL.(300)", 72, y + 14.2, 11),
        Text("authority", "KT. CỤC TRƯỞNG", 155, y, 14, bold=True, centred=True),
        Text("post", "PHÓ CỤC TRƯỞNG", 155, y + 6.3, 14, bold=True, centred=True),
        Text("signer", "Nguyễn Văn An", 155, y + 36, 14, bold=True, centred=True),
        leaf=leaf,
    )


def decision() -> Paper:
    """Quyết định of two pages with bases, a chapter, articles and points, and two appendices of one page each."""
    paper = Paper([Leaf(), Leaf(), Leaf(), Leaf()])
    paper.put(
        *head("QĐ-VTLT"),
        Text("type-name", "QUYẾT ĐỊNH", MIDDLE, 50, 14, bold=True, centred=True),
        Text(
            "abstract",
            "Về việc ban hành Quy trình gửi, nhận văn bản điện tử",
            MIDDLE,
            56.5,
            14,
            bold=True,
            centred=True,
        ),
        Under("abstract-rule", "abstract", 0.4),
        Text("deciding", "CỤC TRƯỞNG CỤC VĂN THƯ VÀ LƯU TRỮ", MIDDLE, 68, 14, bold=True, centred=True),
        leaf=0,
    )
    y = 77.0
    for part, text in (
        ("base-one", "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;"),
        ("base-last", "Theo đề nghị của Trưởng phòng Nghiệp vụ văn thư."),
    ):
        rows = paragraph(part, text, y, italic=True, pitch=PITCH)
        paper.put(*rows, leaf=0)
        y = rows[-1].y + PITCH + GAP
    paper.put(Text("decides", "QUYẾT ĐỊNH:", MIDDLE, y + 3, 14, bold=True, centred=True), leaf=0)
    paper.put(Text("division", "Chương I", MIDDLE, y + 12, 14, bold=True, centred=True), leaf=0)
    paper.put(Text("division-title", "QUY ĐỊNH CHUNG", MIDDLE, y + 18.3, 14, bold=True, centred=True), leaf=0)
    y += 27
    for part, text, bold in (
        ("clause", "Điều 1. Phạm vi điều chỉnh", True),
        ("body", SENTENCES[0], False),
        ("khoan", "1. Văn bản điện tử được gửi đến:", False),
        ("point-a", "a) Các cơ quan thuộc Bộ;", False),
        ("point-b", "b) Văn phòng Chính phủ;", False),
        ("point-c", "c) Bộ Tài chính;", False),
        ("point-d", "d) Bộ Tư pháp;", False),
        ("point-đ", "đ) Các cơ quan khác có liên quan.", False),
    ):
        rows = paragraph(part, text, y, bold=bold, pitch=PITCH)
        paper.put(*rows, leaf=0)
        y = rows[-1].y + PITCH + GAP
    fill(paper, 0, y, 274.0)
    paper.put(Text("page-number", "2", 105, 13, 13, centred=True), leaf=1)
    y = fill(paper, 1, TOP, 60.0, last="./.")
    close(paper, 1, y + 8, first="Như Điều 1")
    for leaf, numeral in ((2, "I"), (3, "II")):
        appendix(paper, leaf, numeral)
    return paper


def appendix(paper: Paper, leaf: int, numeral: str) -> None:
    number = numeral.lower()
    paper.put(
        Text(f"appendix-{number}", f"Phụ lục {numeral}", MIDDLE, TOP, 14, bold=True, centred=True),
        Text("appendix-title", "DANH MỤC CƠ QUAN GỬI, NHẬN", MIDDLE, TOP + 6.3, 14, bold=True, centred=True),
        Text(
            "appendix-reference",
            "(Kèm theo Quyết định số      /QĐ-VTLT ngày     tháng     năm 2026 của",
            MIDDLE,
            TOP + 12.6,
            14,
            italic=True,
            centred=True,
        ),
        Text(
            "appendix-reference",
            "Cục trưởng Cục Văn thư và Lưu trữ)",
            MIDDLE,
            TOP + 18.9,
            14,
            italic=True,
            centred=True,
        ),
        *paragraph("appendix-body", SENTENCES[1], TOP + 30),
        leaf=leaf,
    )
