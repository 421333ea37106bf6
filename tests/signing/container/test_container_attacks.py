"""What an attacker does to a signed container: each attack is made here and must be refused for its own reason."""

from __future__ import annotations

import base64
import hashlib
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from container_samples import FILES, MANIFEST, REPORT, SIGNATURE, TABLE, changed, made, packed, unpacked, written

from ecabinet.adapters.evidence_checker import EvidenceChecker
from ecabinet.domain.documents.evidence import FileReport, Verdict
from signing.container.errors import ContainerFlawed
from signing.container.layout import read_layout
from signing.keys.software import SoftwareKey
from signing.trust.store import TrustSet

Keys = Callable[[str], SoftwareKey]
Change = Callable[[dict[str, bytes]], object]
END = struct.Struct("<4s4H2LH")


def _checked(folder: Path, container: bytes, trust: TrustSet) -> FileReport:
    return EvidenceChecker(trust, fetch=True).check(written(folder, container))


def _codes(report: FileReport) -> set[str]:
    return {one.code for one in (*report.findings, *(it for mine in report.signatures for it in mine.findings))}


def _swap(entries: dict[str, bytes]) -> None:
    entries[REPORT], entries[TABLE] = entries[TABLE], entries[REPORT]


def _rename(entries: dict[str, bytes]) -> None:
    entries["other.docx"] = entries.pop(REPORT)


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (lambda entries: entries.update({REPORT: b"forged"}), {"container-file-changed"}),
        (_swap, {"container-file-changed"}),
        (_rename, {"container-file-missing", "container-file-uncovered"}),
        (lambda entries: entries.update({"added.docx": b"x"}), {"container-file-uncovered"}),
        (lambda entries: entries.pop(TABLE), {"container-file-missing"}),
    ],
    ids=["changed", "swapped", "renamed", "added", "removed"],
)
def test_files_other_than_those_signed(signed: bytes, trust: TrustSet, tmp_path: Path, change: Change, codes: set[str]):
    report = _checked(tmp_path, changed(signed, change), trust)
    assert report.verdict is Verdict.ALTERED
    assert codes <= _codes(report)


def test_only_the_touched_file_is_called_altered(signed: bytes, trust: TrustSet, tmp_path: Path):
    report = _checked(tmp_path, changed(signed, lambda entries: entries.update({REPORT: b"forged"})), trust)
    verdicts = {one.name: one.verdict for one in report.attachments}
    assert verdicts[REPORT] is Verdict.ALTERED


def test_the_signature_of_another_container(signed: bytes, key: Keys, trust: TrustSet, tmp_path: Path):
    other = unpacked(made(key("seal"), {REPORT: b"other", TABLE: b"files"}))[SIGNATURE]
    report = _checked(tmp_path, changed(signed, lambda entries: entries.update({SIGNATURE: other})), trust)
    assert report.verdict is Verdict.ALTERED


@pytest.mark.parametrize(
    "change",
    [
        lambda entries: entries.update({MANIFEST: entries[MANIFEST].replace(b"spreadsheetml.sheet", b"x")}),
        lambda entries: entries.update({MANIFEST: entries[MANIFEST].replace(b"phu-luc/", b"phu/")}),
        lambda entries: entries.update({MANIFEST: b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"}),
        lambda entries: entries.pop(MANIFEST),
        lambda entries: entries.update({"META-INF/extra.bin": b"x"}),
    ],
    ids=["media-type", "name", "doctype", "missing", "unknown-entry"],
)
def test_a_list_that_lies(signed: bytes, trust: TrustSet, tmp_path: Path, change: Change):
    assert _checked(tmp_path, changed(signed, change), trust).verdict in (Verdict.INVALID, Verdict.ALTERED)


def _forged_digest(entries: dict[str, bytes]) -> None:
    """The file and its digest in the signature both replaced; the value no longer fits."""
    entries[REPORT] = b"forged"
    old, new = (base64.b64encode(hashlib.sha256(one).digest()) for one in (FILES[REPORT], b"forged"))
    entries[SIGNATURE] = entries[SIGNATURE].replace(old, new)


def test_a_forged_digest_breaks_the_value(signed: bytes, trust: TrustSet, tmp_path: Path):
    report = _checked(tmp_path, changed(signed, _forged_digest), trust)
    assert report.verdict is Verdict.ALTERED
    assert "xml-value-wrong" in _codes(report)


def test_another_certificate(signed: bytes, key: Keys, trust: TrustSet, tmp_path: Path):
    from cryptography.hazmat.primitives.serialization import Encoding

    mine, other = (base64.b64encode(key(label).certificate.public_bytes(Encoding.DER)) for label in ("seal", "seal-b"))

    def put(entries: dict[str, bytes]) -> None:
        entries[SIGNATURE] = entries[SIGNATURE].replace(mine, other)

    report = _checked(tmp_path, changed(signed, put), trust)
    assert (report.verdict, _codes(report)) == (Verdict.ALTERED, {"xml-certificate-not-bound"})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"2001/04/xmlenc#sha256", b"2000/09/xmldsig#sha1"),
        (b"xmldsig-more#rsa-sha256", b"xmldsig-more#hmac-sha256"),
        (b"xml-exc-c14n#", b"xml-exc-c14n#WithComments"),
        (b' URI="', b' URI="../'),
        (b"<ds:DigestMethod", b"<ds:Transforms></ds:Transforms><ds:DigestMethod"),
        (b"<xades:SigningTime>", b"<!-- x --><xades:SigningTime>"),
        (b'Target="#signature"', b'Target="#other"'),
        (b"</asic:XAdESSignatures>", b"<ds:Signature></ds:Signature></asic:XAdESSignatures>"),
    ],
)
def test_another_spelling_is_never_valid(signed: bytes, trust: TrustSet, tmp_path: Path, old: bytes, new: bytes):
    def put(entries: dict[str, bytes]) -> None:
        assert old in entries[SIGNATURE]
        entries[SIGNATURE] = entries[SIGNATURE].replace(old, new, 1)

    report = _checked(tmp_path, changed(signed, put), trust)
    assert report.verdict in (Verdict.ALTERED, Verdict.UNDECIDED)
    assert not any(one.verdict.holds for one in report.attachments)


def test_a_media_type_is_signed(signed: bytes, trust: TrustSet, tmp_path: Path):
    def put(entries: dict[str, bytes]) -> None:
        for name in (SIGNATURE, MANIFEST):
            entries[name] = entries[name].replace(b"wordprocessingml.document", b"wordprocessingml.template")

    report = _checked(tmp_path, changed(signed, put), trust)
    assert (report.verdict, _codes(report)) == (Verdict.ALTERED, {"xml-content-altered"})


def test_the_stamp_of_another_signature(stamped: bytes, key: Keys, trust: TrustSet, tmp_path: Path):
    other = unpacked(made(key("minister"), {"x": b"x"}))[SIGNATURE]
    token = stamped_part(unpacked(stamped)[SIGNATURE])
    moved = other.replace(b"</xades:SignedProperties>", b"</xades:SignedProperties>" + token)
    files = {"x": b"x"}
    container = changed(made(key("minister"), files), lambda entries: entries.update({SIGNATURE: moved}))
    report = _checked(tmp_path, container, trust)
    assert report.verdict is Verdict.ALTERED
    assert "timestamp-broken" in _codes(report)


def stamped_part(signature: bytes) -> bytes:
    start = signature.index(b"<xades:UnsignedProperties>")
    return signature[start : signature.index(b"</xades:UnsignedProperties>") + len(b"</xades:UnsignedProperties>")]


def test_without_its_stamp_it_is_level_b(stamped: bytes, trust: TrustSet, tmp_path: Path):
    def drop(entries: dict[str, bytes]) -> None:
        entries[SIGNATURE] = entries[SIGNATURE].replace(stamped_part(entries[SIGNATURE]), b"")

    (signature,) = _checked(tmp_path, changed(stamped, drop), trust).signatures
    assert (signature.level, signature.trusted_time) == ("B", None)


# Tricks with the ZIP itself: every one of them lets two programs see different files.


def _twice(container: bytes) -> bytes:
    with pytest.warns(UserWarning, match="Duplicate"):
        return packed([*unpacked(container).items(), (REPORT, b"forged")])


def _twice_by_case(container: bytes) -> bytes:
    return packed([*unpacked(container).items(), (TABLE.upper(), b"forged")])


def _prepended(container: bytes) -> bytes:
    """Junk before the first entry, all offsets mended, so that the ZIP is well formed."""
    return _moved(b"MZ" + bytes(98), container)


def _moved(junk: bytes, container: bytes) -> bytes:
    end = list(END.unpack(container[-END.size :]))
    start, size = end[6], end[5]
    directory = bytearray(container[start : start + size])
    position = 0
    while position < len(directory):
        named, extra, comment = struct.unpack_from("<3H", directory, position + 28)
        offset = struct.unpack_from("<L", directory, position + 42)[0]
        struct.pack_into("<L", directory, position + 42, offset + len(junk))
        position += 46 + named + extra + comment
    end[6] += len(junk)
    return junk + container[:start] + bytes(directory) + END.pack(*end)


def _hidden_between(container: bytes) -> bytes:
    """A local entry that no directory names, between the entries and the directory."""
    hidden = io.BytesIO()
    with zipfile.ZipFile(hidden, "w") as archive:
        archive.writestr("hidden.docx", b"hidden")
    local = hidden.getvalue()[: -END.size - 46 - len("hidden.docx")]
    end = list(END.unpack(container[-END.size :]))
    start = end[6]
    end[6] += len(local)
    return container[:start] + local + container[start : -END.size] + END.pack(*end)


def _behind(container: bytes) -> bytes:
    return container + b"junk"


def _commented(container: bytes) -> bytes:
    end = list(END.unpack(container[-END.size :]))
    end[7] = 4
    return container[: -END.size] + END.pack(*end) + b"junk"


def _two_directories(container: bytes) -> bytes:
    """A whole second container behind the first: some programs read the first, some the second."""
    return _moved(changed(container, lambda entries: entries.update({REPORT: b"forged"})), container)


def _other_local_name(container: bytes) -> bytes:
    return container.replace(b"xlsx", b"xlsm", 1)


def _overlapping(container: bytes) -> bytes:
    """The second file's directory entry points at the first file's data."""
    start, size = END.unpack(container[-END.size :])[6], END.unpack(container[-END.size :])[5]
    directory = bytearray(container[start : start + size])
    first = directory.index(REPORT.encode()) - 46
    second = directory.index(TABLE.encode()) - 46
    directory[second + 42 : second + 46] = directory[first + 42 : first + 46]
    return container[:start] + bytes(directory) + container[-END.size :]


class _Unseekable(io.BytesIO):
    def seekable(self) -> bool:
        return False

    def seek(self, offset: int, whence: int = 0) -> int:
        raise OSError

    def tell(self) -> int:
        raise OSError


def _descriptors(container: bytes) -> bytes:
    out = _Unseekable()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in unpacked(container).items():
            archive.writestr(name, content)
    return out.getvalue()


def _mimetype_packed(container: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in unpacked(container).items():
            archive.writestr(name, content)
    return out.getvalue()


def _extra_name(container: bytes) -> bytes:
    """An Info-ZIP Unicode Path field: another name for programs that heed it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in unpacked(container).items():
            info = zipfile.ZipInfo(name)
            if name == TABLE:
                body = b"\x01" + struct.pack("<L", zlib.crc32(name.encode())) + b"other.xlsx"
                info.extra = struct.pack("<2H", 0x7075, len(body)) + body
            archive.writestr(info, content)
    return out.getvalue()


def _symbolic_link(container: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in unpacked(container).items():
            info = zipfile.ZipInfo(name)
            info.external_attr = (0o120777 if name == TABLE else 0o100644) << 16
            archive.writestr(info, content)
    return out.getvalue()


def _hidden_locator(container: bytes) -> bytes:
    """The end of a ZIP64 directory pretended inside an extra field, where readers look for it."""
    end = list(END.unpack(container[-END.size :]))
    start, size = end[6], end[5]
    directory = bytearray(container[start : start + size])
    last = directory.rindex(b"PK\x01\x02")
    extra = struct.pack("<2H", 0x5455, 24) + bytes(4) + struct.pack("<4sLQL", b"PK\x06\x07", 0, 0, 1)
    struct.pack_into("<H", directory, last + 30, len(extra))
    end[5] += len(extra)
    return container[:start] + bytes(directory) + extra + END.pack(*end)


def _bomb(container: bytes) -> bytes:
    return packed(unpacked(container) | {"bomb": bytes(300 << 20)}, zipfile.ZIP_DEFLATED)


def _folder(container: bytes) -> bytes:
    return packed([*unpacked(container).items(), ("empty/", b"")])


def _escaping(container: bytes) -> bytes:
    return packed([*unpacked(container).items(), ("../evil", b"x")])


TRICKS = [
    (_twice, "duplicate"),
    (_twice_by_case, "duplicate"),
    (_prepended, "prepended"),
    (_hidden_between, "gap"),
    (_behind, "end"),
    (_commented, "end"),
    (_two_directories, "prepended"),
    (_other_local_name, "header"),
    (_overlapping, "gap"),
    (_descriptors, "flags"),
    (_mimetype_packed, "mimetype"),
    (_extra_name, "extra"),
    (_symbolic_link, "attributes"),
    (_hidden_locator, "directory"),
    (_bomb, "too-large"),
    (_folder, "name"),
    (_escaping, "name"),
]


@pytest.mark.parametrize(("trick", "why"), TRICKS, ids=[trick.__name__ for trick, _ in TRICKS])
def test_tricks_with_the_zip(signed: bytes, trust: TrustSet, tmp_path: Path, trick: Callable[[bytes], bytes], why: str):
    container = trick(signed)
    with pytest.raises(ContainerFlawed) as refused:
        read_layout(io.BytesIO(container))
    assert refused.value.facts["why"] == why
    assert not _checked(tmp_path, container, trust).verdict.holds


def test_a_bomb_is_not_unpacked(trust: TrustSet, tmp_path: Path, signed: bytes):
    """An entry that unpacks to more than its header says stops at what the header says."""
    container = packed(unpacked(signed) | {"bomb": bytes(32 << 20)}, zipfile.ZIP_DEFLATED)
    small = container.replace(struct.pack("<L", 32 << 20), struct.pack("<L", 1 << 10))
    assert small != container
    report = _checked(tmp_path, small, trust)
    assert report.verdict is Verdict.ALTERED
    assert {one.name: one.sha256 for one in report.attachments}["bomb"] == ""


def test_cut_and_empty_files(signed: bytes, trust: TrustSet, tmp_path: Path):
    for length in (0, 3, 30, 60, 200, len(signed) // 2, len(signed) - 1):
        assert not _checked(tmp_path, signed[:length], trust).verdict.holds


def test_torn_files_end_in_a_verdict(key: Keys, tmp_path: Path):
    """Bytes put in, taken out and overwritten where the directory stands: refused or the same file, never a crash."""
    chance, whole = random.Random(7), made(key("minister"), {"a.txt": b"a"})
    checker = EvidenceChecker(TrustSet(), fetch=False)
    for _ in range(400):
        torn = bytearray(whole)
        for _ in range(chance.randrange(1, 5)):
            place = len(torn) - chance.randrange(1, min(400, len(torn)))
            taken, put = chance.randrange(8), chance.randbytes(chance.randrange(8))
            torn[place : place + taken] = put
        report = checker.check(written(tmp_path, bytes(torn)))
        if report.verdict is Verdict.UNDECIDED and "container-foreign-signature" not in _codes(report):
            assert unpacked(bytes(torn)) == unpacked(whole)


@pytest.mark.slow
def test_two_hundred_random_flips(stamped: bytes, trust: TrustSet, tmp_path: Path):
    """A flip is refused, or the files and the signature decode to exactly what was signed.

    The bytes that may differ: time, creator and attributes of a ZIP entry, which no reader takes for content; and
    certificates that ride in the time stamp without being needed.
    """
    chance, original = random.Random(20261121), unpacked(stamped)
    checker = EvidenceChecker(trust, fetch=False)
    integral = (Verdict.UNDECIDED, Verdict.VALID, Verdict.VALID_WITH_REMARKS)
    for _ in range(200):
        flipped = bytearray(stamped)
        flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
        report = checker.check(written(tmp_path, bytes(flipped)))
        codes = _codes(report)
        if report.verdict in integral and "container-foreign-signature" not in codes:
            assert {name: it for name, it in unpacked(bytes(flipped)).items() if name in FILES} == FILES
            assert unpacked(bytes(flipped))[MANIFEST] == original[MANIFEST]
