"""Every word of the window is said through `say`, has an English translation, and changes while the window stands."""

from __future__ import annotations

import ast
import re
import string
import subprocess
import sys
from pathlib import Path

import pytest
from sample_pages import sample_window

from ui.kit.appearance import Appearance
from ui.kit.buttons import Button
from ui.kit.keyboard import KEYS, keyboard_page
from ui.kit.phrases import CONTEXT, say
from ui.kit.translation_making import compiled, read_messages, spoken, write_messages

ROOT = Path(__file__).parents[2]
TRANSLATIONS = ROOT / "resources" / "translations"
MARKED = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
VIETNAMESE = re.compile(f"[{MARKED}]", re.IGNORECASE)
NOT_SHOWN = {"collation.py", "translation_making.py"}
"""They hold letters, not words."""


def test_everything_said_is_translated():
    kept = read_messages((TRANSLATIONS / "en.ts").read_text(encoding="utf-8"))
    assert {words for context, words in kept if context == CONTEXT} == set(spoken(ROOT / "ui"))
    assert [words for (_context, words), translation in kept.items() if not translation] == []
    assert [words for (_c, words), english in kept.items() if VIETNAMESE.search(english)] == []


def test_translations_keep_their_facts():
    def facts(words: str) -> set[str]:
        return {name for _text, name, _spec, _conversion in string.Formatter().parse(words) if name}

    kept = read_messages((TRANSLATIONS / "en.ts").read_text(encoding="utf-8"))
    assert [words for (_context, words), english in kept.items() if facts(words) < facts(english)] == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_compiled_translations_are_fresh(language: str, tmp_path: Path):
    compiled(TRANSLATIONS / f"{language}.ts", tmp_path / "made.qm")
    assert (tmp_path / "made.qm").read_bytes() == (TRANSLATIONS / f"{language}.qm").read_bytes()


def test_linguist_files_survive_reading_and_writing():
    text = (TRANSLATIONS / "en.ts").read_text(encoding="utf-8")
    assert write_messages(read_messages(text), "en") == text


def test_no_words_are_shown_past_the_translator():
    stray = []
    for path in (*(ROOT / "ui/kit").glob("*.py"), *(ROOT / "ui/shell").glob("*.py")):
        text = path.read_text(encoding="utf-8")
        if path.name not in NOT_SHOWN and ("PySide6" in text or "ui.kit.phrases" in text):
            stray += [f"{path.name}: {words}" for words in _unsaid(ast.parse(text))]
    assert [one for one in stray if "keyboard.py" not in one and "measures" not in one] == []


def _unsaid(tree: ast.Module) -> list[str]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    said = {id(call.args[0]) for call in calls if call.func.id == "say" and call.args}
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [node.value for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said | docs
            and VIETNAMESE.search(node.value)]  # fmt: skip


def test_the_language_changes_while_the_window_stands(look: Appearance, qtbot):
    window = sample_window()
    qtbot.addWidget(window)
    window.show()
    button = Button(say("Hoàn tác"))
    qtbot.addWidget(button)
    assert window.top.search.placeholderText().startswith("Tìm văn bản")
    look.choose(language="en")
    assert window.top.search.placeholderText().startswith("Search documents")
    assert window.top.help.accessibleName() == "Keyboard map"
    assert button.text() == "Undo"
    look.choose(language="vi")
    assert button.text() == "Hoàn tác"


def test_qt_itself_speaks_vietnamese(look: Appearance, qapp):
    from PySide6.QtCore import QCoreApplication

    assert QCoreApplication.translate("QLineEdit", "&Copy") == "&Chép"
    look.choose(language="en")
    assert QCoreApplication.translate("QLineEdit", "&Copy") == "&Copy"


def test_the_keyboard_page_is_the_table(look: Appearance):
    assert keyboard_page() in (ROOT / "docs" / "keyboard.md").read_text(encoding="utf-8")


def test_no_key_means_two_things():
    keys = [one for key in KEYS for one in (*key.keys, *filter(None, (key.letter,)))]
    assert len(keys) == len(set(keys))


def test_the_command_line_never_loads_qt():
    check = (
        "import sys, contextlib, ui.cli\n"
        "with contextlib.suppress(SystemExit): ui.cli.main(['list', '--help'])\n"
        "assert not [name for name in sys.modules if name.startswith('PySide6')]"
    )
    run = subprocess.run([sys.executable, "-c", check], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
