"""Every setting, declared once."""

from __future__ import annotations

ARGON2_MEMORY_KIB = 64 * 1024
ARGON2_ITERATIONS = 3
ARGON2_LANES = 4
"""Passphrase to key: second recommended option of RFC 9106, section 4; about 0.1 s."""

LEASE_LIMIT = 20
"""Deliveries taken from the mailbox at once."""

JUDGED_SIZE_LIMIT = 200 * 1024 * 1024
"""Bytes of a signed file that is judged; larger ones are kept and shown as undecided."""

PDF_SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes of a PDF that is searched for text and for a mark of secrecy."""

STREAMED_SIZE = 32 * 1024 * 1024
"""Larger PDFs are first searched as a stream for any signature, and brought into memory only if there is one."""

TEXT_SIZE_LIMIT = 20 * 1024 * 1024
"""Bytes of an attachment whose text is read for the search."""

TEXT_LENGTH_LIMIT = 500_000
"""Characters of one file that the search keeps."""

ATTACHMENT_COUNT_LIMIT = 200
"""Attachments of one outgoing dispatch."""

BOOK_FILE_LIMIT = 200 * 1024 * 1024
"""Bytes of a book's file that every sync fetches by itself."""

BOOK_PAGE = 500
"""Statements asked for at once."""

STAMP_SECONDS = 180.0
"""Patience with a time-stamp authority when nobody waits for its answer: real ones took up to 131 s."""
