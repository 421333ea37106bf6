"""Before the agency signs: has the person with authority signed, does it hold, and was nothing changed since?"""

from __future__ import annotations

from cryptography import x509
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import find_cms_attribute_iter
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from signing.keys.holder import require_role
from signing.pdf.change_policy import OWN_FILES
from signing.pdf.errors import FieldAlreadySigned, LeaderNotSigned, LeaderSignatureBroken
from signing.pdf.fields import AGENCY, LEADER
from signing.pdf.integrity import certifies_filling, judge_integrity
from signing.pdf.quiet_writer import reading
from signing.pdf.reading import open_pdf
from signing.pdf.signature_act import EarlierSigner


def leader_of(pdf: bytes) -> tuple[EarlierSigner, ...]:
    """The leader and the authority of his time stamp, after everything about his signature was checked but trust.

    Raises `LeaderNotSigned`, `LeaderSignatureBroken`, `FieldAlreadySigned`, `WrongCertificateForRole`, `PdfUnreadable`.
    """
    with reading():
        reader = open_pdf(pdf)
        signed = {signature.field_name: signature for signature in reader.embedded_regular_signatures}
        if AGENCY in signed:
            raise FieldAlreadySigned(field=AGENCY)
        if LEADER not in signed:
            raise LeaderNotSigned()
        if len(signed) > 1:
            raise LeaderSignatureBroken(why="others")
        leader = signed[LEADER]
        _require_whole(pdf, leader)
        _require_person(leader)
        return _evidence_needed(leader)


def _require_whole(pdf: bytes, leader: EmbeddedPdfSignature) -> None:
    if not certifies_filling(leader):
        raise LeaderSignatureBroken(why="certification")
    integrity = judge_integrity(pdf, leader, OWN_FILES)
    if not integrity.whole or not integrity.strong:
        raise LeaderSignatureBroken(why=integrity.fault or "algorithm")
    # Evidence and archive time stamps may have been added; anything filled since would be sealed unseen.
    if integrity.later_changes not in (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES):
        raise LeaderSignatureBroken(why=integrity.later_changes.name)


def _require_person(leader: EmbeddedPdfSignature) -> None:
    require_role(x509.load_der_x509_certificate(leader.signer_cert.dump()), "leader")


def _evidence_needed(leader: EmbeddedPdfSignature) -> tuple[EarlierSigner, ...]:
    needed = [EarlierSigner(leader.signer_cert, tuple(leader.other_embedded_certs))]
    for token in find_cms_attribute_iter(leader.signer_info["unsigned_attrs"], "signature_time_stamp_token"):
        stamp = token["content"]
        wanted = stamp["signer_infos"][0]["sid"].chosen["serial_number"].native
        certificates = tuple(choice.chosen for choice in stamp["certificates"])
        needed += [
            EarlierSigner(one, certificates, time_stamp=True) for one in certificates if one.serial_number == wanted
        ]
    return tuple(needed)
