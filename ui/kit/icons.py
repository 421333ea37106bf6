"""Lucide icons (ISC), drawn by QtSvg in any colour at the screen's own resolution and kept."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from ui.kit.appearance import appearance, px


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    return (resources.files("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def icon_pixmap(name: str, colour: str, size: int, *, fill: str = "none") -> QPixmap:
    """An icon of `size` logical pixels in `colour` (`#RRGGBB`). Raises FileNotFoundError for an unknown name."""
    screen = QGuiApplication.primaryScreen()
    ratio = screen.devicePixelRatio() if screen else 1.0
    key = f"icon/{name}/{colour}/{size}/{fill}/{ratio}"
    kept = QPixmap()
    if QPixmapCache.find(key, kept):
        return kept
    stroke = 1.75 if size <= 20 else 1.6
    svg = _source(name).replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{stroke}"')
    if fill != "none":
        svg = svg.replace('fill="none"', f'fill="{fill}"', 1)
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, drawn.width(), drawn.height()))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, drawn)
    return drawn


def token_icon(name: str, token: str, size: int) -> QPixmap:
    """An icon in a palette token's colour; `size` in pixels at 100 %."""
    return icon_pixmap(name, str(getattr(appearance().palette, token)), px(size))


def button_icon(name: str, token: str, size: int) -> QIcon:
    """An icon for a button, with a greyed form for its disabled state."""
    made = QIcon()
    made.addPixmap(token_icon(name, token, size), QIcon.Mode.Normal)
    made.addPixmap(token_icon(name, "disabled", size), QIcon.Mode.Disabled)
    return made


def icon_size(size: int) -> QSize:
    return QSize(px(size), px(size))
