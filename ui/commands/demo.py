"""`ecabinet demo`: the main job, played by real processes."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

from ecabinet.domain.errors import Hindrance
from ui.demo.story import Step, play
from ui.kit.command_line import Answer, Command, Exit


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--headless", action="store_true", help="không mở cửa sổ")
    parser.add_argument("--out", type=Path, metavar="THƯ-MỤC", default=Path("ecabinet-demo"), help="nơi để kết quả")


class NoDemonstrationHere(Hindrance):
    """The packaged program carries no hub and no interpreter to start one with."""

    code = "no-demonstration-here"


def _demo(arguments: argparse.Namespace) -> Answer:
    if getattr(sys, "frozen", False):
        raise NoDemonstrationHere()
    steps = play(arguments.out, _tell)
    done = all(step.ok for step in steps)
    left = f"Kết quả ở {arguments.out}: documents, packets, evidence, trust."
    lines = (left,) if done else ("Chưa xong: xem bước hỏng.",)
    data = {"steps": [asdict(step) for step in steps], "out": str(arguments.out)}
    return Answer(data, lines, Exit.DONE if done else Exit.DOES_NOT_HOLD)


def _tell(step: Step) -> None:
    sys.stderr.write(f"{'✓' if step.ok else '✗'} {step.name}: {step.detail}\n")
    sys.stderr.flush()


COMMANDS = (
    Command(
        "demo",
        "Chạy thử cả câu chuyện với khóa thử nghiệm: soạn, ký, cho số, gửi, nhận, vào sổ, trả lời",
        "ecabinet demo --headless --out ket-qua/",
        _arguments,
        _demo,
    ),
)
