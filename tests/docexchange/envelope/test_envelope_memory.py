"""A large attachment is written, read and extracted in constant memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import hashlib, io, sys
from pathlib import Path
from envelope_packets import DOCUMENT
from docexchange.envelope.check import check_packet
from docexchange.envelope.read import read_packet
from docexchange.envelope.write import AttachmentSource, write_document

SIZE, BLOCK = 100_000_000, bytes(range(256)) * 256
folder, name = Path(sys.argv[1]), sys.argv[2]

class Source(io.RawIOBase):
    def __init__(self): super().__init__(); self.left = SIZE
    def read(self, size=-1):
        piece = BLOCK[: min(size if size > 0 else len(BLOCK), self.left, len(BLOCK))]
        self.left -= len(piece)
        return piece

def peak():
    return next(int(line.split()[1]) for line in open('/proc/self/status') if line.startswith('VmHWM'))

read_packet(io.BytesIO(b'<edXML><edXMLEnvelope><edXMLHeader><MessageHeader/></edXMLHeader></edXMLEnvelope></edXML>'))
with (folder / 'warm').open('wb') as out:
    write_document(DOCUMENT, [AttachmentSource('a.txt', lambda: io.BytesIO(b'x'))], out)
idle = peak()
with (folder / 'p.edxml').open('wb') as out:
    write_document(DOCUMENT, [AttachmentSource(name, Source)], out)
with (folder / 'p.edxml').open('rb') as stream:
    reading = read_packet(stream, lambda index, name: (folder / 'extracted').open('wb'))
with (folder / 'p.edxml').open('rb') as stream:
    assert check_packet(stream) == ()
digest = hashlib.sha256()
source = Source()
while piece := source.read(65536):
    digest.update(piece)
(one,) = reading.attachments
assert (one.size, one.sha256) == (SIZE, digest.hexdigest()), one
with (folder / 'extracted').open('rb') as stream:
    assert hashlib.file_digest(stream, 'sha256').hexdigest() == one.sha256
print(peak() - idle)
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is read from /proc")
@pytest.mark.parametrize("name", ["lon.pdf", "lon.xlsx"])
def test_a_hundred_megabytes(tmp_path: Path, name: str):
    """`pdf` travels raw, `xlsx` inside a zip."""
    here = Path(__file__).parent
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path), name],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[3],
        env={"PYTHONPATH": f"{here}", "PATH": "", "TMPDIR": str(tmp_path)},
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 40 * 1024, f"{done.stdout} KiB over idle"
