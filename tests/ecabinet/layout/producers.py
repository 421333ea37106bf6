"""The same paper drawn by two producers that know nothing of each other: Typst and Qt."""

from __future__ import annotations

import json

import typst
from paper import FACES, FONTS, Paper
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLineF, QMarginsF, QPointF, QSizeF
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

SOURCE = b"""
#let data = json(bytes(sys.inputs.data))
#set text(fallback: false)
#for leaf in data {
  page(width: leaf.width * 1mm, height: leaf.height * 1mm, margin: 0mm, {
    for word in leaf.words {
      place(top + left, dx: word.x * 1mm, dy: word.y * 1mm, text(
        font: word.font, size: word.size * 1pt, weight: if word.bold { 700 } else { 400 },
        style: if word.italic { "italic" } else { "normal" }, fill: rgb(..word.colour), kerning: false,
        ligatures: false, top-edge: "baseline", bottom-edge: "baseline", box(word.text)))
    }
    for stroke in leaf.strokes {
      place(top + left, line(start: (stroke.x0 * 1mm, stroke.y0 * 1mm), end: (stroke.x1 * 1mm, stroke.y1 * 1mm),
        stroke: rgb(..stroke.colour) + stroke.thickness * 1pt))
    }
  })
}
"""
_SANS = "/usr/share/fonts/truetype/liberation2"


def by_typst(paper: Paper) -> bytes:
    leaves = [
        {
            "width": leaf.width,
            "height": leaf.height,
            "words": [
                {"text": word, "x": x, "y": item.y, "size": item.size, "bold": item.bold, "italic": item.italic}
                | {"colour": item.colour, "font": item.font}
                for item in leaf.items
                if hasattr(item, "text")
                for word, x in item.words()
            ],
            "strokes": [vars(stroke) for stroke in leaf.strokes()],
        }
        for leaf in paper.leaves
    ]
    return typst.compile(
        SOURCE, font_paths=[str(FONTS), _SANS], ignore_system_fonts=True, sys_inputs={"data": json.dumps(leaves)}
    )


def by_qt(paper: Paper) -> bytes:
    """Needs a QGuiApplication."""
    assert QGuiApplication.instance() is not None
    for face in FACES.values():
        QFontDatabase.addApplicationFont(str(FONTS / face))
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(1200)
    layout = QPageLayout()
    layout.setMode(QPageLayout.Mode.FullPageMode)
    sizes = [QPageSize(QSizeF(leaf.width, leaf.height), QPageSize.Unit.Millimeter) for leaf in paper.leaves]
    writer.setPageSize(sizes[0])
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    dot = 1200 / 25.4
    for number, leaf in enumerate(paper.leaves):
        if number:
            writer.setPageSize(sizes[number])
            writer.newPage()
        for item in leaf.items:
            if hasattr(item, "text"):
                font = QFont(item.font)
                font.setPointSizeF(item.size)
                font.setBold(item.bold)
                font.setItalic(item.italic)
                font.setKerning(False)
                painter.setFont(font)
                painter.setPen(QColor(*item.colour))
                for word, x in item.words():
                    painter.drawText(QPointF(x * dot, item.y * dot), word)
        for stroke in leaf.strokes():
            painter.setPen(QPen(QColor(*stroke.colour), stroke.thickness / 72 * 1200))
            painter.drawLine(QLineF(stroke.x0 * dot, stroke.y0 * dot, stroke.x1 * dot, stroke.y1 * dot))
    painter.end()
    buffer.close()
    return bytes(store.data())
