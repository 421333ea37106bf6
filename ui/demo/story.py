"""The story the demonstration plays: a decision goes through one office, is handled by another, and is answered.

Everybody is a process of his own at a desk of his own, some of them off line for a while. Each step's `ok` is read from
the *other* side: the receiver's store for what was sent, the sender's for what came back.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ui.demo.handling import Handling
from ui.demo.issuing import Issuing
from ui.demo.plot import Plot, Unexpected
from ui.demo.processes import ProcessFailed
from ui.demo.proving import Proving
from ui.demo.stage import MINISTRY, OFFICE, Stage

_AGENCIES = (OFFICE, MINISTRY)


@dataclass(frozen=True)
class Step:
    """One step: `ok` says that it holds, `detail` what was seen."""

    name: str
    ok: bool
    detail: str


@dataclass
class Story:
    """Plays on a stage and leaves documents, packets, evidence and trust under `out`."""

    plot: Plot
    tell: Callable[[Step], None]
    steps: list[Step] = field(default_factory=list)

    def play(self) -> list[Step]:
        """All steps in their order; after one that does not hold the rest is not played."""
        for name, act in self._acts():
            try:
                step = Step(name, True, act())
            except (Unexpected, ProcessFailed, KeyError, IndexError) as error:
                step = Step(name, False, f"{error}" or type(error).__name__)
            self.steps.append(step)
            self.tell(step)
            if not step.ok:
                break
        return self.steps

    def _acts(self) -> tuple[tuple[str, Callable[[], str]], ...]:
        issuing, handling, proving = Issuing(self.plot), Handling(self.plot), Proving(self.plot)
        return (
            ("Lập trục trao đổi và danh bạ", lambda: self.plot.open_hub(_AGENCIES)),
            ("Lập bàn làm việc cho từng người", lambda: self.plot.make_desks(_AGENCIES)),
            ("Con dấu lập sổ chung của hai cơ quan", lambda: self.plot.found_offices(_AGENCIES)),
            ("Chuyên viên trình dự thảo quyết định, đúng thể thức", issuing.draft),
            ("Trưởng đơn vị duyệt khi mất mạng, nối lại thì gửi", issuing.approve_off_line),
            ("Lãnh đạo ký số", issuing.sign),
            ("Văn thư xin số, đóng dấu, gửi cùng phụ lục", issuing.issue),
            ("Bên nhận lấy về và kiểm chữ ký", handling.fetch),
            ("Bên gửi biết văn bản đã đến (01)", lambda: issuing.status_at_sender("01")),
            ("Văn thư thứ hai từ chối văn bản gửi nhầm (02)", handling.refuse),
            ("Một trong hai văn thư vào sổ văn bản đến (03)", handling.register),
            ("Lãnh đạo chỉ đạo, chuyên viên xử lý (04, 05)", handling.direct),
            ("Bên nhận trả lời bằng công văn qua sổ của mình", handling.answer),
            ("Hoàn thành nhiệm vụ, bên gửi biết (06)", handling.complete),
            ("Tìm không dấu ra văn bản", handling.search),
            ("Mọi bàn làm việc thấy cùng một sổ", lambda: proving.replicas_agree(_AGENCIES)),
            ("Xuất hồ sơ chứng cứ của hai sổ", lambda: proving.export(_AGENCIES)),
            ("Kiểm lại khi mọi dịch vụ đã dừng", proving.prove_alone),
        )


@contextmanager
def _stage() -> Iterator[Stage]:
    with tempfile.TemporaryDirectory(prefix="ecabinet-demo-") as work:
        stage = Stage.build(Path(work), _AGENCIES)
        try:
            yield stage
        finally:
            stage.close()


def play(out: Path, tell: Callable[[Step], None]) -> list[Step]:
    """Play the whole story; what it leaves under `out` stays provable after its processes have ended."""
    out.mkdir(parents=True, exist_ok=True)
    with _stage() as stage:
        return Story(Plot(stage, out), tell).play()
