"""What makes one of our own files issued: leader, then number and date sealed and locked by the agency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography import x509
from pyhanko.pdf_utils.reader import PdfFileReader

from signing.keys.holder import Holder, read_holder
from signing.pdf.dangers import find_dangers
from signing.pdf.drawn_values import drawn_wrongly
from signing.pdf.own_form import AGENCY, DATE, LEADER, NUMBER, TEXTS, OwnForm, earlier_values, read_own_form
from signing.pdf.signature import Judged
from signing.verdict import Finding

MAY_CHANGE = frozenset({NUMBER, DATE, AGENCY})


@dataclass(frozen=True)
class OwnFacts:
    """`complete`: the form says issued (trust apart). `findings` are the file's, `by_field` those of one signature."""

    complete: bool = False
    number: str | None = None
    date: str | None = None
    findings: tuple[Finding, ...] = ()
    by_field: dict[str, tuple[Finding, ...]] = field(default_factory=dict)

    def of(self, name: str) -> tuple[Finding, ...]:
        """What concerns one signature: its own findings and the file's."""
        return (*self.by_field.get(name, ()), *self.findings)


def judge_own_file(reader: PdfFileReader, judged: Sequence[Judged]) -> OwnFacts:
    """Whether the form says "issued", each broken part with a code of its own (`docs/signatures.md` 3)."""
    form = read_own_form(reader)
    signed = {one.result.field: one for one in judged}
    leader, agency = signed.get(LEADER), signed.get(AGENCY)
    findings = (*_form_faults(reader, form), *find_dangers(reader, own=True), *_history(reader))
    by_field: dict[str, tuple[Finding, ...]] = {}
    if leader is not None:
        by_field[LEADER] = _leader_faults(leader, form, sealed=agency is not None)
    if agency is not None:
        by_field[AGENCY] = _agency_faults(agency, leader, form)
    clean = not any(one.severity == "error" for group in (findings, *by_field.values()) for one in group)
    return OwnFacts(
        complete=clean and leader is not None and agency is not None and form.complete,
        number=form.value(NUMBER) if form.filled(NUMBER) else None,
        date=form.value(DATE) if form.filled(DATE) else None,
        findings=findings,
        by_field=by_field,
    )


def _holder(judged: Judged) -> Holder | None:
    try:
        return read_holder(x509.load_der_x509_certificate(judged.result.certificate))
    except (ValueError, x509.InvalidVersion):
        return None


def _kind_faults(judged: Judged, wanted: str, code: str) -> list[Finding]:
    """A person leads, the agency seals (Decree 30/2020, Article 32): whoever is trusted may not be both."""
    holder = _holder(judged)
    return (
        []
        if holder is not None and holder.kind == wanted
        else [Finding(code, "error", {"holder": judged.result.signer})]
    )


def _form_faults(reader: PdfFileReader, form: OwnForm) -> tuple[Finding, ...]:
    drawn = drawn_wrongly(reader, form)
    return (
        *(Finding("field-doubled", "error", {"field": name}) for name in form.duplicates),
        *(Finding("field-hidden", "error", {"field": name}) for name in form.hidden()),
        *(Finding("field-editable", "error", {"field": name}) for name in form.unlocked()),
        *(Finding("value-not-as-drawn", "error", {"field": name, "reason": reason}) for name, reason in drawn),
        *(() if form.complete else (Finding("field-missing-later", "error"),)),
    )


def _history(reader: PdfFileReader) -> tuple[Finding, ...]:
    values = {name: earlier_values(reader, name) for name in TEXTS}
    return tuple(
        Finding("filled-more-than-once", "warning", {"field": name, "values": " → ".join(found)})
        for name, found in values.items()
        if len(found) > 1
    )


def _leader_faults(leader: Judged, form: OwnForm, *, sealed: bool) -> tuple[Finding, ...]:
    faults = _kind_faults(leader, "person", "leader-not-a-person")
    if not leader.certifies_filling:
        faults.append(Finding("leader-does-not-certify", "error"))
    changed = leader.integrity.changed_fields if leader.integrity else frozenset()
    if changed - MAY_CHANGE:
        faults.append(Finding("other-fields-changed", "error", {"fields": ", ".join(sorted(changed - MAY_CHANGE))}))
    if not sealed:
        filled = [name for name in TEXTS if form.filled(name)]
        code = "filled-but-not-sealed" if filled else "not-issued"
        faults.append(Finding(code, "error" if filled else "warning"))
    return tuple(faults)


def _agency_faults(agency: Judged, leader: Judged | None, form: OwnForm) -> tuple[Finding, ...]:
    faults = _kind_faults(agency, "agency", "seal-not-by-agency")
    if leader is None or leader.revision >= agency.revision:
        faults.append(Finding("sealed-without-leader", "error"))
    elif leader.result.organisation != agency.result.organisation:
        facts = {"leader": leader.result.organisation, "agency": agency.result.organisation}
        faults.append(Finding("sealed-by-other-organisation", "warning", facts))
    if not agency.locks_texts:
        faults.append(Finding("seal-does-not-lock", "error"))
    empty = [name for name in TEXTS if not form.filled(name)]
    faults += [Finding("sealed-while-empty", "error", {"field": name}) for name in empty]
    return tuple(faults)
