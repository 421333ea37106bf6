"""The application's one style sheet, made from the tokens: colour, border, radius, padding.

No heights (they would beat code) and no fonts (they would beat `setFont`), but for headers, which hear nothing else.
"""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from ui.kit.measures import Measures
from ui.kit.palette import Palette


def style_sheet(palette: Palette, measures: Measures) -> str:
    """Qt style sheet for the whole application."""
    values = asdict(palette) | _derived(palette, measures)
    sheet = "".join((_SURFACES, _CARDS, _WORDS, _BUTTONS, _FIELDS, _VIEWS))
    return Template(sheet).substitute(values)


def _derived(p: Palette, m: Measures) -> dict[str, str | int]:
    """Lengths by use, and the borders that only high contrast draws."""
    edges = {
        f"{tone}_edge": f"1px solid {ink}" if p.bordered else "none"
        for tone, ink in (
            ("ok", p.ok),
            ("note", p.note),
            ("unknown", p.unknown),
            ("accent", p.accent),
            ("quiet", p.line),
            ("bar", p.line_strong),
        )
    }
    lengths = {f"r{radius}": m.px(radius) for radius in (6, 8, 10)} | {f"g{gap}": m.gap(gap) for gap in (8, 10, 12)}
    return {
        **edges,
        **lengths,
        "g10_less": m.gap(10) - 1,
        "glass": m.px(34),
        "glass_less": m.px(34) - 1,
        "key": m.px(70),
        "key_less": m.px(70) - 1,
        "arrow": m.px(28),
        "item": m.px(24),
        "search_line": p.line_strong if p.bordered else p.line,
    }


_SURFACES = """
QWidget#window { background:$canvas; }
QFrame#panel { background:$surface; border:1px solid $line; border-radius:${r10}px; }
QFrame[line="v"], QFrame[line="h"] { background:$line; border:none; }
QFrame[tile="1"] { background:$accent_tint; border:$accent_edge; border-radius:${r8}px; }
QFrame[bar="1"] { background:$surface; border:none; }
QSplitter::handle { background:$line; }
QToolTip { background:$toast; color:$on_toast; border:1px solid $toast_line; padding:6px 8px; }
QMenu { background:$raised; border:1px solid $line_button; padding:6px; }
QMenu::item { padding:${r6}px ${item}px ${r6}px ${g12}px; border-radius:${r6}px; color:$text; }
QMenu::item:selected { background:$selected; }
QMenu::item:disabled { color:$disabled; }
QMenu::separator { height:1px; background:$line; margin:6px 8px; }
"""

_CARDS = """
QFrame[card="plain"] { background:$surface; border:1px solid $line; border-radius:${r10}px; }
QFrame[card="quiet"] { background:$canvas; border:$quiet_edge; border-radius:${r8}px; }
QFrame[card="choice"] { background:$accent_tint; border:2px solid $accent; border-radius:${r10}px; }
QFrame[card="ok"] { background:$ok_tint; border:$ok_edge; border-radius:${r10}px; }
QFrame[card="note"] { background:$note_tint; border:$note_edge; border-radius:${r10}px; }
QFrame[card="unknown"] { background:$unknown_tint; border:$unknown_edge; border-radius:${r10}px; }
QFrame[card="accent"] { background:$accent_tint; border:$accent_edge; border-radius:${r10}px; }
QFrame[card="bad"], QFrame[card="altered"] { background:$bad_tint; border:1px solid $bad; border-radius:${r10}px; }
"""

_WORDS = """
QLabel { background:transparent; color:$text; }
QLabel[tone="2"] { color:$text2; }
QLabel[tone="3"] { color:$text3; }
QLabel[tone="accent"] { color:$accent_text; }
QLabel[tone="seal"] { color:$seal_text; }
QLabel[tone="gold"] { color:$gold_text; }
QLabel[tone="ok"] { color:$ok; }
QLabel[tone="note"] { color:$note; }
QLabel[tone="unknown"] { color:$unknown; }
QLabel[tone="bad"], QLabel[tone="altered"] { color:$bad; }
QLabel[tone="toast"] { color:$on_toast; }
QLabel:disabled { color:$disabled; }
QCheckBox, QRadioButton { color:$text; spacing:${r8}px; }
QCheckBox:disabled, QRadioButton:disabled { color:$disabled; }
"""

_BUTTONS = """
QPushButton { background:$raised; color:$text; border:1px solid $line_button; border-radius:${r6}px; }
QPushButton { padding:0 ${g12}px; }
QPushButton:hover, QPushButton[shown="hover"] { background:$hover; }
QPushButton:pressed, QPushButton[shown="pressed"] { background:$sunken; }
QPushButton:disabled { color:$disabled; background:$canvas; border-color:$line; }
QPushButton[k="primary"] { background:$accent; border:1px solid $accent; color:$on_accent; }
QPushButton[k="primary"]:hover, QPushButton[k="primary"][shown="hover"] { background:$accent_hover; }
QPushButton[k="primary"]:pressed, QPushButton[k="primary"][shown="pressed"] { background:$accent_press; }
QPushButton[k="primary"]:disabled { background:$sunken; border-color:$line; color:$disabled; }
QPushButton[k="danger"] { color:$seal_text; }
QPushButton[k="danger"]:disabled { color:$disabled; }
QPushButton[k="ghost"] { background:transparent; border:1px solid transparent; color:$text2; padding:0 ${g8}px; }
QPushButton[k="ghost"]:hover { background:$hover; }
QPushButton[k="link"] { background:transparent; border:none; color:$accent_text; padding:0; text-align:left; }
QPushButton[k="link"]:hover { text-decoration:underline; }
QPushButton[k="link"]:disabled, QPushButton[k="ghost"]:disabled { color:$disabled; }
QPushButton[k="toast"] { background:transparent; border:none; color:$toast_link; padding:0; text-decoration:underline; }
QPushButton[k="tool"] { background:transparent; border:none; padding:0; }
QPushButton[k="tool"]:hover { background:$hover; }
QPushButton[k="tool"]:pressed { background:$sunken; }
QPushButton[k="tool"]:checked { background:$accent_tint; border:$accent_edge; }
QPushButton[k="tab"] { background:transparent; color:$text2; border:none; border-radius:0; padding:0 2px; }
QPushButton[k="tab"] { border-bottom:2px solid transparent; }
QPushButton[k="tab"]:checked { color:$text; border-bottom:2px solid $accent; }
"""

_FIELDS = """
QLineEdit, QComboBox, QTextEdit, QPlainTextEdit, QDateEdit, QSpinBox {
  background:$surface; color:$text; border:1px solid $line_strong; border-radius:${r6}px; padding:0 ${g10}px;
  selection-background-color:$accent; selection-color:$on_accent; }
QLineEdit, QTextEdit, QPlainTextEdit { placeholder-text-color:$text3; }
QLineEdit:focus, QComboBox:focus, QTextEdit:focus, QPlainTextEdit:focus, QDateEdit:focus, QSpinBox:focus,
QLineEdit[shown="focus"] { border:2px solid $focus; padding:0 ${g10_less}px; }
QLineEdit:disabled, QComboBox:disabled, QTextEdit:disabled, QPlainTextEdit:disabled, QDateEdit:disabled,
QSpinBox:disabled { background:$canvas; color:$disabled; border-color:$line; }
QLineEdit[wrong="1"] { border:2px solid $bad; padding:0 ${g10_less}px; }
QTextEdit, QPlainTextEdit { padding:${g10}px; }
QTextEdit:focus, QPlainTextEdit:focus { padding:${g10_less}px; }
QTextEdit[k="bare"], QTextEdit[k="bare"]:focus { border:none; padding:0; background:transparent; }
QLineEdit[k="bare"], QLineEdit[k="bare"]:focus { border:none; padding:0; background:transparent; }
QLineEdit[k="search"] {
  border:1px solid $search_line; border-radius:${r8}px; padding-left:${glass}px; padding-right:${key}px; }
QLineEdit[k="search"]:focus {
  border:2px solid $focus; padding-left:${glass_less}px; padding-right:${key_less}px; }
QComboBox::drop-down { border:none; width:${arrow}px; }
QComboBox::down-arrow { image:none; }
QComboBox QAbstractItemView { background:$raised; border:1px solid $line_button; color:$text;
  selection-background-color:$selected; selection-color:$text; }
"""

_VIEWS = """
QAbstractItemView { background:transparent; border:none; outline:none; color:$text; }
QTableView { background:$surface; alternate-background-color:$canvas; gridline-color:transparent; }
QHeaderView { background:$canvas; border:none; }
QHeaderView::section { background:$canvas; color:$text2; border:none; border-bottom:1px solid $line;
  padding:0 ${g8}px; font-weight:600; }
QTableCornerButton::section { background:$canvas; border:none; }
QScrollArea { background:transparent; border:none; }
QScrollArea > QWidget > QWidget { background:transparent; }
QScrollBar:vertical { background:transparent; width:10px; margin:2px; }
QScrollBar:horizontal { background:transparent; height:10px; margin:2px; }
QScrollBar::handle { background:$line_strong; border-radius:3px; }
QScrollBar::handle:vertical { min-height:40px; }
QScrollBar::handle:horizontal { min-width:40px; }
QScrollBar::add-line, QScrollBar::sub-line { width:0; height:0; background:none; }
QScrollBar::add-page, QScrollBar::sub-page { background:none; }
QProgressBar { background:$sunken; border:$bar_edge; border-radius:3px; }
QProgressBar::chunk { background:$accent; border-radius:3px; }
"""
