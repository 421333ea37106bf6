"""For every rule a paper that breaks it and nothing else: code -> how to make it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from good_papers import LEFT_CELL, TOP, close, decision, letter
from paper import RED, Leaf, Paper, Text, frame

from ecabinet.domain.documents.layout.style_rules import STYLED

Maker = Callable[[], Paper]


def _style_parts() -> dict[str, tuple[Maker, str, float]]:
    """Component -> good paper, the drawn part to change, a size out of range."""
    parts: dict[str, tuple[Maker, str, float]] = {
        "addressees": (letter, "addressee", 12),
        "bases": (decision, "base-last", 12),
        "authority": (letter, "post", 12),
        "recipients": (letter, "recipients", 13),
        "recipients-heading": (letter, "recipients-heading", 13),
        "appendix": (decision, "appendix-i", 12),
        "contact": (letter, "contact", 13),
        "drafter-code": (letter, "drafter-code", 12),
        "copy-mark": (letter, "copy-mark", 12),
        "urgency": (letter, "urgency", 12),
        "national-name": (letter, "national-name", 11),
        "parent": (letter, "parent", 11),
        "issuer": (letter, "issuer", 11),
        "section-title": (letter, "section-title", 12),
        "letter-abstract": (letter, "letter-abstract", 11),
    }
    for name in ("type-name", "abstract", "division", "division-title", "appendix-title", "appendix-reference"):
        parts[name] = (decision, name, 12)
    for name in ("motto", "number", "place-date", "signer", "circulation", "page-number"):
        parts[name] = (letter, name, 12)
    return parts


def _restyled(kind: str, make: Maker, part: str, size: float) -> Maker:
    def change(item: Text) -> Text:
        if kind == "size":
            return replace(item, size=size)
        if kind == "weight":
            return replace(item, bold=not item.bold)
        if kind == "slope":
            return replace(item, italic=not item.italic)
        capitals = item.text == item.text.upper()
        return replace(item, text=item.text.capitalize() if capitals else item.text.upper())

    return lambda: make().each(part, change)


def _styles() -> dict[str, Maker]:
    parts = _style_parts()
    return {
        f"{component}-{kind}": _restyled(kind, *parts[component])
        for component, kinds in STYLED
        for kind in kinds.split()
    }


def _resized(leaf: int, width: float, height: float) -> Paper:
    paper = decision()
    paper.leaves[leaf].width, paper.leaves[leaf].height = width, height
    return paper


def _sideways(dx: float) -> Paper:
    paper = letter()
    for leaf in range(len(paper.leaves)):
        paper.shifted(leaf, dx)
    return paper.move("page-number", -dx)


def _first_row_only(part: str, **values: object) -> Paper:
    paper = letter()
    first = next(item for item in paper.all() if item.part == part)
    return paper.drop(part).put(replace(first, **values), leaf=0)


def _without_body() -> Paper:
    paper = letter().drop("body").drop("body-end").drop("section-title")
    paper.leaves = paper.leaves[:1]
    close(paper, 0, 105)
    return paper


def _indented() -> Paper:
    wide = (40.0, 46.0)
    return letter().each(
        "body",
        lambda item: replace(item, x=wide[1], fill=item.fill and item.fill - 6) if item.x == wide[0] else item,
    )


def _framed(width: float) -> Paper:
    return letter().drop("urgency-frame").put(*frame("urgency-frame", LEFT_CELL, 58, width, 8), leaf=0)


def _stamped(mark: str) -> Paper:
    return (
        decision()
        .put(Text("secret", mark, LEFT_CELL, 44, 13, bold=True, centred=True, colour=RED), leaf=0)
        .change("secret", colour=(0, 0, 0))
    )


BROKEN: dict[str, Maker] = {
    "paper-size": lambda: _resized(3, 210, 305),
    "paper-direction": lambda: _resized(3, 297, 210),
    "margin-top": lambda: decision().shifted(3, dy=10),
    "margin-bottom": lambda: decision().put(Text("appendix-body", "Ghi chú.", 40, 288), leaf=3),
    "margin-left": lambda: _sideways(-5),
    "margin-right": lambda: _sideways(4),
    "font-family": lambda: letter().change("signer", font="Liberation Sans"),
    "text-colour": lambda: letter().change("signer", colour=(0, 0, 200)),
    "page-number-on-first": lambda: decision().put(Text("page-one", "1", 105, 13, 13, centred=True), leaf=0),
    "page-number-missing": lambda: letter().drop("page-number"),
    "page-number-value": lambda: letter().reword("page-number", "2", "3"),
    "page-number-place": lambda: letter().change("page-number", y=288.0),
    "national-name-missing": lambda: letter().drop("national-name"),
    "national-name-form": lambda: letter().reword("national-name", "HÒA", "HOA"),
    "national-name-place": lambda: letter().move("national-name", dy=4.5).move("motto", dy=4.5),
    "motto-missing": lambda: letter().drop("motto"),
    "motto-form": lambda: letter().reword("motto", " - ", "-"),
    "motto-capitals": lambda: letter().reword("motto", "Tự do", "tự do"),
    "motto-place": lambda: letter().move("motto", dx=6),
    "motto-spacing": lambda: letter().move("motto", dy=3),
    "motto-rule": lambda: letter().change("motto-rule", share=0.6),
    "issuer-missing": lambda: letter().drop("issuer").drop("parent"),
    "issuer-place": lambda: letter().move("parent", dx=5),
    "issuer-rule": lambda: letter().change("issuer-rule", share=1.0),
    "number-missing": lambda: letter().drop("number"),
    "number-place": lambda: letter().move("number", dx=8),
    "place-date-place": lambda: letter().move("place-date", dx=8),
    "place-date-level": lambda: letter().move("place-date", dy=4),
    "letter-abstract-place": lambda: letter().move("letter-abstract", dx=8),
    "letter-abstract-space": lambda: letter().move("letter-abstract", dy=-2),
    "title-missing": lambda: letter().drop("letter-abstract"),
    "type-name-place": lambda: decision().move("type-name", dx=6),
    "abstract-missing": lambda: decision().drop("abstract"),
    "abstract-place": lambda: decision().move("abstract", dx=6),
    "abstract-rule": lambda: decision().change("abstract-rule", share=1.0),
    "header-order": lambda: _first_row_only("letter-abstract", y=33.0),
    "number-open": lambda: letter().reword("number", "05/", "/"),
    "number-form": lambda: letter().reword("number", "Số:", "Số"),
    "number-spaces": lambda: letter().reword("number", "VTLT-NV", "VTLT - NV"),
    "number-zero": lambda: letter().reword("number", "05", "5"),
    "symbol-letters": lambda: letter().reword("number", "VTLT", "Vtlt"),
    "symbol-type": lambda: decision().reword("number", "QĐ", "TB"),
    "place-date-missing": lambda: letter().drop("place-date"),
    "date-open": lambda: letter().reword("place-date", "05 tháng 01", "     tháng     "),
    "place-date-form": lambda: letter().reword("place-date", ", ngày", " ngày"),
    "date-zero": lambda: letter().reword("place-date", "tháng 01", "tháng 1"),
    "date-impossible": lambda: letter().reword("place-date", "05 tháng 01", "31 tháng 4"),
    "secret-mark": lambda: _stamped("MẬT"),
    "urgency-colour": lambda: letter().change("urgency", colour=(0, 0, 0)),
    "urgency-frame-missing": lambda: letter().drop("urgency-frame"),
    "urgency-frame": lambda: _framed(30),
    "urgency-place": lambda: letter().move("urgency", dx=85).move("urgency-frame", dx=85),
    "circulation-frame-missing": lambda: letter().drop("circulation-frame"),
    "circulation-place": lambda: letter().move("circulation", dx=-100).move("circulation-frame", dx=-100),
    "bases-endings": lambda: decision().reword("base-one", "thư;", "thư."),
    "body-missing": _without_body,
    "body-size": lambda: letter().change("body-end", size=12),
    "body-slope": lambda: letter().change("body", italic=True),
    "body-weight": lambda: letter().change("body", bold=True),
    "body-justified": lambda: letter().change("body", fill=None),
    "body-indent": _indented,
    "line-spacing": lambda: letter(pitch=5.2, gap=3.0),
    "paragraph-spacing": lambda: letter(gap=1.0),
    "body-end": lambda: letter().reword("body-end", "./.", "."),
    "division-place": lambda: decision().move("division", dx=-20),
    "division-numeral": lambda: decision().reword("division", "Chương I", "Chương 1"),
    "clause-weight": lambda: decision().change("clause", bold=False),
    "clause-form": lambda: decision().reword("clause", "Điều 1.", "Điều 1:"),
    "point-letters": lambda: decision().reword("point-đ", "đ)", "e)"),
    "addressees-missing": lambda: letter().drop("addressees").drop("addressee"),
    "addressees-needless": lambda: decision().put(Text("addressees", "Kính gửi: Bộ Tài chính", 75, 62.7), leaf=0),
    "addressees-form": lambda: letter().reword("addressee", ";", ","),
    "addressees-dashes": lambda: letter().move("addressee", dx=-8),
    "recipients-missing": lambda: letter().drop("recipients-heading"),
    "recipients-heading-form": lambda: letter().reword("recipients-heading", "Nơi nhận:", "Nơi nhận"),
    "recipients-flush-left": lambda: letter().move("recipients-heading", dx=5),
    "recipients-level": lambda: letter().move("authority", dy=5).move("post", dy=5).move("signer", dy=5),
    "recipients-form": lambda: letter().reword("recipients", ";", ","),
    "recipients-first": lambda: letter().reword("recipients", "Như trên", "Như kính gửi"),
    "recipients-archive": lambda: letter().reword("archive", "VT, NV", "NV"),
    "authority-missing": lambda: letter().drop("authority").drop("post"),
    "authority-form": lambda: letter().reword("authority", "KT.", "K/T"),
    "authority-post": lambda: letter().drop("post"),
    "authority-place": lambda: letter().move("post", dx=8),
    "signer-missing": lambda: letter().drop("signer"),
    "signer-place": lambda: letter().move("signer", dx=8),
    "signer-title": lambda: letter().reword("signer", "Nguyễn", "TS. Nguyễn"),
    "signer-rank": lambda: letter().reword("signer", "Nguyễn", "Thiếu tướng Nguyễn"),
    "appendix-numeral": lambda: decision().reword("appendix-ii", "II", "III"),
    "appendix-place": lambda: decision().move("appendix-title", dx=9),
    "appendix-title-missing": lambda: decision().drop("appendix-title"),
    "appendix-reference-missing": lambda: decision().drop("appendix-reference"),
    "appendix-reference-form": lambda: decision().reword("appendix-reference", " của", ","),
    "appendix-reference-filled": lambda: decision().reword("appendix-reference", "số      /", "số 05/"),
    "contact-rule": lambda: letter().drop("contact-rule"),
    **_styles(),
    "bases-letters": lambda: (
        decision()
        .drop("base-one")
        .reword("base-last", "Theo đề nghị của Trưởng phòng Nghiệp vụ", "THEO ĐỀ NGHỊ CỦA PHÒNG NGHIỆP VỤ")
        .reword("base-last", "văn thư", "VĂN THƯ")
    ),
    "appendix-letters": lambda: (
        decision().reword("appendix-i", "Phụ lục", "PHỤ LỤC").reword("appendix-ii", "Phụ lục", "PHỤ LỤC")
    ),
}

NOTHING_OFFICIAL = Paper([Leaf(items=[Text("story", "Hôm nay trời đẹp, chúng tôi đi chơi công viên.", 30, TOP)])])
