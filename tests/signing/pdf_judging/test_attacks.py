"""Every attack of the table in `docs/signatures.md`: each is refused for the reason it deserves."""

from __future__ import annotations

import pytest
from attacking import (
    BLACK_BOX,
    Change,
    annotation,
    doubled_field,
    drawn_as,
    entry,
    fields_removed,
    filled,
    form_entry,
    javascript_action,
    number_to,
    page_content,
    replaced_font_file,
    root_entry,
    sealed,
    swapped_fonts,
    third_signature,
    updated,
    value_only,
    without_lock,
)
from judging_papers import Papers, key_of
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name

from signing.pdf.appearance import text_stream
from signing.pdf.form_fonts import form_font
from signing.pdf.sign import sign_leader
from signing.pdf.validate import PdfJudgement, judge_pdf
from signing.verdict import Indication
from ui.demo.pki import TestPki

YES, ONE = generic.BooleanObject(True), generic.NumberObject(1)
FIFTY_ONE = text_stream("51", form_font("upright"), width=27, size=13, align="right")
FILE_SPEC = generic.DictionaryObject({pdf_name("/EmbeddedFiles"): generic.DictionaryObject()})


def box(*sides: int) -> generic.ArrayObject:
    return generic.ArrayObject(generic.NumberObject(side) for side in sides)


def outcome(judged: PdfJudgement) -> dict[str, tuple[str, set[str]]]:
    """Field -> (sub-indication, codes that are not mere information)."""
    return {
        one.field: (one.sub_indication, {finding.code for finding in one.findings if finding.severity != "info"})
        for one in judged.signatures
    }


AFTER_THE_SEAL: dict[str, Change] = {
    "number_changed": number_to("99"),
    "value_changed_alone": value_only("99"),
    "drawn_as_black_box": drawn_as(BLACK_BOX),
    "read_only_cleared": entry("so", "/Ff", generic.NumberObject(0)),
    "number_hidden": entry("so", "/F", generic.NumberObject(2)),
    "leader_hidden": entry("leader", "/F", generic.NumberObject(2)),
    "field_moved": entry("so", "/Rect", box(300, 300, 327, 316)),
    "seal_moved": entry("agency", "/Rect", box(10, 10, 40, 40)),
    "border_added": entry("so", "/MK", generic.DictionaryObject()),
    "length_added": entry("so", "/MaxLen", ONE),
    "action_added": entry("so", "/A", javascript_action()),
    "need_appearances": form_entry("/NeedAppearances", YES),
    "form_fonts_swapped": swapped_fonts,
    "form_appearance_changed": form_entry("/DA", generic.TextStringObject("/FR 1 Tf 1 g")),
    "font_file_replaced": replaced_font_file,
    "javascript_on_open": root_entry("/OpenAction", javascript_action()),
    "additional_actions": root_entry("/AA", generic.DictionaryObject({pdf_name("/WC"): javascript_action()})),
    "file_embedded": root_entry("/Names", FILE_SPEC),
    "layers_added": root_entry("/OCProperties", generic.DictionaryObject()),
    "free_text": annotation("/FreeText"),
    "rubber_stamp": annotation("/Stamp"),
    "page_painted_over": page_content,
    "field_doubled": doubled_field,
    "fields_removed": fields_removed,
}


@pytest.mark.parametrize("attack", AFTER_THE_SEAL)
@pytest.mark.parametrize("paper", ["issued_b", "issued_lta"])
def test_nothing_may_change_after_the_seal(papers: Papers, paper: str, attack: str) -> None:
    judged = judge_pdf(updated(getattr(papers, paper), AFTER_THE_SEAL[attack]), papers.trust, fetch=paper == "issued_b")
    found = outcome(judged)
    assert "changed-after-signing" in found["agency"][1], found
    assert found["agency"][0] == "HASH_FAILURE"
    assert not judged.issued


def test_new_metadata_after_the_seal_is_refused(papers: Papers) -> None:
    def retitled(writer: object) -> None:
        metadata = writer.root["/Metadata"]  # type: ignore[attr-defined]
        reference = writer.root.raw_get("/Metadata")  # type: ignore[attr-defined]
        stream = generic.StreamObject(
            {key: metadata.raw_get(key) for key in ("/Type", "/Subtype")}, stream_data=metadata.data + b" "
        )
        writer.objects[(reference.generation, reference.idnum)] = stream  # type: ignore[attr-defined]

    found = outcome(judge_pdf(updated(papers.issued_b, retitled), papers.trust, fetch=True))
    assert all("changed-after-signing" in codes for _, codes in found.values()), found


BEFORE_THE_SEAL: dict[str, tuple[tuple[Change, ...], str, str]] = {
    "drawn_differently": ((filled(), drawn_as(FIFTY_ONE)), "agency", "value-not-as-drawn"),
    "black_box": ((filled(), drawn_as(BLACK_BOX)), "agency", "value-not-as-drawn"),
    "value_without_drawing": ((filled(), value_only("99")), "agency", "value-not-as-drawn"),
    "number_hidden": ((filled(), entry("so", "/F", generic.NumberObject(6))), "leader", "changed-after-signing"),
    "number_moved": ((filled(), entry("so", "/Rect", box(1, 1, 28, 17))), "leader", "changed-after-signing"),
    "page_painted_over": ((filled(), page_content), "leader", "changed-after-signing"),
    "free_text": ((filled(), annotation("/FreeText")), "leader", "changed-after-signing"),
    "javascript": ((filled(), root_entry("/OpenAction", javascript_action())), "leader", "changed-after-signing"),
    "leader_hidden": ((filled(), entry("leader", "/F", generic.NumberObject(2))), "leader", "changed-after-signing"),
    "sealed_empty": ((), "agency", "sealed-while-empty"),
}


@pytest.mark.parametrize("attack", BEFORE_THE_SEAL)
def test_what_a_dishonest_clerk_seals_is_refused(papers: Papers, pki: TestPki, attack: str) -> None:
    changes, field, code = BEFORE_THE_SEAL[attack]
    judged = judge_pdf(sealed(papers.leader_b, key_of(pki, "seal"), *changes), papers.trust, fetch=True)
    assert code in outcome(judged)[field][1], outcome(judged)
    assert not judged.issued
    assert any(one.indication is Indication.FAILED for one in judged.signatures)


def test_sealed_empty_and_filled_later_is_refused(papers: Papers, pki: TestPki) -> None:
    empty = sealed(papers.leader_b, key_of(pki, "seal"))
    found = outcome(judge_pdf(updated(empty, filled()), papers.trust, fetch=True))
    assert "changed-after-signing" in found["agency"][1]


def test_a_number_filled_twice_is_told(papers: Papers, pki: TestPki) -> None:
    twice = sealed(updated(papers.leader_b, filled("11")), key_of(pki, "seal"), filled("15"))
    judged = judge_pdf(twice, papers.trust, fetch=True)
    assert outcome(judged)["agency"] == ("", {"filled-more-than-once"})
    assert judged.so == "15"


def test_a_number_without_seal_is_no_number(papers: Papers) -> None:
    judged = judge_pdf(updated(papers.leader_b, filled()), papers.trust, fetch=True)
    assert outcome(judged)["leader"] == ("SIG_CONSTRAINTS_FAILURE", {"filled-but-not-sealed"})
    assert not judged.issued


def test_a_seal_that_does_not_lock_is_refused(papers: Papers, pki: TestPki) -> None:
    leader = sign_leader_unlocked(papers, pki)
    judged = judge_pdf(sealed(leader, key_of(pki, "seal"), filled()), papers.trust, fetch=True)
    assert "seal-does-not-lock" in outcome(judged)["agency"][1]


def test_a_changed_number_under_an_unlocked_seal_is_refused(papers: Papers, pki: TestPki) -> None:
    unlocked = sealed(sign_leader_unlocked(papers, pki), key_of(pki, "seal"), filled())
    judged = judge_pdf(updated(unlocked, number_to("99")), papers.trust, fetch=True)
    assert any(one.indication is Indication.FAILED for one in judged.signatures) and not judged.issued


def sign_leader_unlocked(papers: Papers, pki: TestPki) -> bytes:
    return sealed(without_lock(papers.prepared), key_of(pki, "minister"), field="leader", certify=True)


def test_a_leader_who_only_approves_is_told(papers: Papers, pki: TestPki) -> None:
    approved = sealed(papers.prepared, key_of(pki, "minister"), field="leader")
    judged = judge_pdf(sealed(approved, key_of(pki, "seal"), filled()), papers.trust, fetch=True)
    assert "leader-does-not-certify" in outcome(judged)["leader"][1] and not judged.issued


def test_a_seal_before_the_leader_is_refused(papers: Papers, pki: TestPki) -> None:
    first = sealed(papers.prepared, key_of(pki, "seal"), filled())
    judged = judge_pdf(sealed(first, key_of(pki, "minister"), field="leader"), papers.trust, fetch=True)
    assert "sealed-without-leader" in outcome(judged)["agency"][1] and not judged.issued


def test_a_clerk_cannot_seal_with_his_own_certificate(papers: Papers, pki: TestPki) -> None:
    judged = judge_pdf(sealed(papers.leader_b, key_of(pki, "clerk"), filled()), papers.trust, fetch=True)
    assert "seal-not-by-agency" in outcome(judged)["agency"][1] and not judged.issued


def test_an_agency_cannot_lead(papers: Papers, pki: TestPki) -> None:
    led = sealed(papers.prepared, key_of(pki, "seal"), field="leader", certify=True)
    judged = judge_pdf(sealed(led, key_of(pki, "seal"), filled()), papers.trust, fetch=True)
    assert "leader-not-a-person" in outcome(judged)["leader"][1] and not judged.issued


def test_the_seal_of_another_agency_is_told(papers: Papers, pki: TestPki) -> None:
    judged = judge_pdf(sealed(papers.leader_b, key_of(pki, "seal-b"), filled()), papers.trust, fetch=True)
    assert outcome(judged)["agency"] == ("", {"sealed-by-other-organisation"})


@pytest.mark.parametrize("visible", [False, True])
def test_a_third_signature_breaks_the_seal(papers: Papers, pki: TestPki, visible: bool) -> None:
    judged = judge_pdf(
        third_signature(papers.issued_b, key_of(pki, "clerk"), visible=visible), papers.trust, fetch=True
    )
    assert "changed-after-signing" in outcome(judged)["agency"][1] and not judged.issued


def test_a_seal_picture_in_an_unsigned_field_is_refused(papers: Papers) -> None:
    forged = updated(papers.leader_b, drawn_as(b"q 1 0 0 rg 0 0 100 100 re f Q", "agency"))
    found = outcome(judge_pdf(forged, papers.trust, fetch=True))
    assert "changed-after-signing" in found["leader"][1]


def test_later_updates_cut_off_leave_a_paper_not_issued(papers: Papers) -> None:
    cut = papers.issued_lta[: len(papers.leader_lt)]
    judged = judge_pdf(cut, papers.trust, fetch=False)
    assert outcome(judged)["leader"] == ("", {"not-issued"})
    assert not judged.issued and judged.so is None


def test_the_leaders_own_signature_part_is_used(papers: Papers, pki: TestPki) -> None:
    signed = sign_leader(papers.prepared, key_of(pki, "minister"), level="B")
    assert outcome(judge_pdf(signed, papers.trust, fetch=True))["leader"] == ("", {"not-issued"})
