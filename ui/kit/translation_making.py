"""Collects the window's words for Qt Linguist and compiles them; run by hand after words change.

`python -m ui.kit.translation_making` rewrites `resources/translations/en.ts` (what is translated stays) and makes the
`.qm` files. Vietnamese is written in the sources, so `vi.ts` holds only what Qt itself says; `en.ts` holds every
`say("...")` under `ui`.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import resources
from pathlib import Path
from xml.sax.saxutils import escape

from PySide6.QtCore import QXmlStreamReader

from ui.kit.phrases import CONTEXT

Messages = dict[tuple[str, str], str]
"""(context, source) -> translation, empty while there is none."""


def spoken(folder: Path) -> list[str]:
    """Every literal given to `say` in the Python files under `folder`, sorted, each once."""
    found: set[str] = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                words = node.args[0] if node.args else None
                if isinstance(words, ast.Constant) and isinstance(words.value, str):
                    found.add(words.value)
    return sorted(found)


def read_messages(text: str) -> Messages:
    """What a `.ts` file holds."""
    reader = QXmlStreamReader(text)
    messages: Messages = {}
    context = source = ""
    while not reader.atEnd():
        if reader.readNextStartElement() or not reader.atEnd():
            name = reader.name()
            if reader.isStartElement() and name == "name":
                context = reader.readElementText()
            elif reader.isStartElement() and name == "source":
                source = reader.readElementText()
            elif reader.isStartElement() and name == "translation":
                messages[context, source] = reader.readElementText()
    return messages


def write_messages(messages: Messages, language: str) -> str:
    """A `.ts` file; what has no translation is marked unfinished."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>"]
    lines.append(f'<TS version="2.1" language="{language}" sourcelanguage="vi">')
    for context in sorted({context for context, _source in messages}):
        lines += ["<context>", f"    <name>{escape(context)}</name>"]
        for (_context, source), words in sorted(item for item in messages.items() if item[0][0] == context):
            state = "" if words else ' type="unfinished"'
            lines += ["    <message>", f"        <source>{escape(source)}</source>"]
            lines += [f"        <translation{state}>{escape(words)}</translation>", "    </message>"]
        lines.append("</context>")
    return "\n".join([*lines, "</TS>", ""])


def compiled(source: Path, target: Path) -> None:
    """Make the `.qm`. Raises CalledProcessError."""
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run([tool, "-silent", "-removeidentical", source, "-qm", target], check=True, capture_output=True)


def main() -> None:
    """Bring `resources/translations` up to date in the checkout."""
    root = Path(str(resources.files("resources"))).parent
    folder = root / "resources" / "translations"
    kept = read_messages((folder / "en.ts").read_text(encoding="utf-8"))
    wanted = {(CONTEXT, words): kept.get((CONTEXT, words), "") for words in spoken(root / "ui")}
    (folder / "en.ts").write_text(write_messages(wanted, "en"), encoding="utf-8")
    for language in ("vi", "en"):
        compiled(folder / f"{language}.ts", folder / f"{language}.qm")
    for _context, words in (key for key, translation in wanted.items() if not translation):
        sys.stdout.write(f"chưa dịch: {words}\n")


if __name__ == "__main__":
    main()
