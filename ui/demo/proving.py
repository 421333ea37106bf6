"""What remains when the curtain falls: equal replicas, evidence of both books, papers that prove themselves."""

from __future__ import annotations

import shutil

from ui.demo.plot import Plot
from ui.demo.stage import Agency


class Proving:
    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self._stage = plot.stage

    def replicas_agree(self, agencies: tuple[Agency, ...]) -> str:
        told = []
        for agency in agencies:
            heads = set()
            for person, _, _ in agency.people:
                synced = self._plot.sync(person, "--no-mail")
                heads.add((synced["sequence"], synced["head"]))
                self._plot.need(not synced["troubles"], str(synced["troubles"]))
            self._plot.need(len(heads) == 1, f"{agency.name}: {heads}")
            told.append(f"{agency.name}: {heads.pop()[0]} mục ở {len(agency.people)} bàn")
        return ", ".join(told)

    def export(self, agencies: tuple[Agency, ...]) -> str:
        folder = self._plot.out / "evidence"
        folder.mkdir(parents=True, exist_ok=True)
        counts = []
        for agency in agencies:
            path = folder / f"so-{agency.organ_id}.asice"
            written = self._stage.done("office", "export", path, desk=agency.clerk, key=agency.seal)
            counts.append(f"{path.name}: {written['statements']} mục, {written['files']} tệp")
        return ", ".join(counts)

    def prove_alone(self) -> str:
        out = self._plot.out
        shutil.copytree(self._stage.pki.trust, out / "trust", dirs_exist_ok=True)
        self._stage.close()
        files = [*sorted((out / "documents").glob("*.pdf")), *sorted((out / "packets").glob("*.edxml"))]
        judged = self._stage.done("verify", *files, "--trust", out / "trust", "--offline")["files"]
        odd = [(one["path"], one["verdict"]) for one in judged if one["verdict"] != "valid"]
        self._plot.need(not odd, str(odd))
        books = sorted((out / "evidence").glob("*.asice"))
        for book in books:
            told = self._stage.done("book", "verify", book, "--trust", out / "trust")
            self._plot.need(told["verdict"] == "holds" and not told["set_aside"], str(told["broken"]))
        return f"{len(judged)} tệp hợp lệ, {len(books)} sổ toàn vẹn, không cần mạng"
